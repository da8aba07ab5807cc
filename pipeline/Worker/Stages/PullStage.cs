using System.Diagnostics;
using Daybook.Importers;
using Daybook.Importers.Clockify;
using Daybook.Importers.Opening;
using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>What was said on the command line of what to pull.</summary>
/// <param name="From">Only this span is read; null for what is new and what was not read yet.</param>
/// <param name="To">The day after its last; null for without end.</param>
/// <param name="IsFull">Everything is read anew.</param>
public sealed record PullWish(LocalDate? From = null, LocalDate? To = null, bool IsFull = false);

/// <summary>What pulling a source came to.</summary>
/// <param name="Gone">Entries that the service has no more.</param>
/// <param name="Back">From when on the service was read, where not everything is yet; else null.</param>
/// <param name="Trouble">Why it is not done, with what to do; or null.</param>
public sealed record PullOutcome(string Source, int Requests, int Gone, LocalDate? Back, Diagnostic? Trouble, ExitCode Code);

/// <summary>
/// Pulls a source: asks its service for what is new, and for what was not read yet, the newest first. No request is made within a transaction, but
/// for a rehearsal, which is one.
/// </summary>
public sealed class PullStage(Ledger ledger, long run, Instant now, Settings settings, Surroundings world, PullWish wish, IProgress<ImportProgress>? progress)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <param name="told">Gets what became of each page.</param>
    /// <exception cref="OperationCanceledException">Asked to stop; the pages before are in.</exception>
    public PullOutcome Run(PullSettings pull, Action<FileOutcome> told)
    {
        if (Secrets.Of(pull.Source, pull.SecretFile, world.Environment, out var flaw, out var hint) is not { } secret) return Failed(pull, ExitCode.Configuration, flaw!, hint);
        try
        {
            var source = ledger.Sources.Ensure(pull.Source, "clockify", settings.Person);
            return Run(pull, new PullCursors(ledger, source.Id), secret, told);
        }
        catch (LedgerException e) when (e.Trouble == LedgerTrouble.Refused)
        {
            return Failed(pull, ExitCode.BadData, e.Message, "Give what is pulled a source of its own: another Name in Sources.");
        }
    }

    private PullOutcome Run(PullSettings pull, PullCursors cursors, Secret secret, Action<FileOutcome> told)
    {
        var budget = new RequestBudget(cursors, pull.RequestsPerHour, Now);
        using var remote = new RemoteClient(pull.Host, ClockifyClient.Header, secret, world.Remote ?? RemoteWorld.Real, Now, budget.Take);
        var client = new ClockifyClient(remote, pull.Host, world.Stop);
        if (client.Account(pull.Workspace, out var trouble) is not { } account) return Ended(0, trouble!);
        var key = $"{account.Workspace}/{account.User}";
        if (cursors.Account is { } known && known != key)
            return Failed(pull, ExitCode.Configuration, "it holds the time of another account or workspace than the key is of", "Give this one a source of its own: another Name in Sources.") with { Requests = remote.Sent };
        cursors.Account = key;
        var windows = new WindowPull(ledger, pull.Source, client, account, pull.PageSize, cursors, wish.From is null, TakeIn, Micros.From(now)) { Told = told };
        trouble = wish.From is { } from ? Span(windows, from) : All(pull, cursors, client, account, windows);
        return Ended(windows.Gone, trouble);

        PullOutcome Ended(int gone, RemoteTrouble? why) => new(pull.Source, remote.Sent, gone, cursors.IsDone ? null : cursors.Back,
            why is null ? null : Said(pull, why.Message, why.Hint),
            why is null ? ExitCode.Done : budget.IsSpent || why.Status is null && why.Kind == RemoteKind.Limited ? ExitCode.PartlyDone : ExitCodes.Of(why.Kind));
    }

    private RemoteTrouble? Span(WindowPull windows, LocalDate from)
    {
        foreach (var window in PullWindow.Months(from, wish.To, Today))
            if (windows.Run(window).Trouble is { } trouble) return trouble;
        return null;
    }

    private RemoteTrouble? All(PullSettings pull, PullCursors cursors, ClockifyClient client, ClockifyAccount account, WindowPull windows)
    {
        var last = cursors.Pulled is { } pulled && pulled < Today ? pulled : Today;
        var recent = last.PlusDays(-pull.LagDays);
        if (wish.IsFull) cursors.Back = recent;
        foreach (var window in PullWindow.Months(recent, null, Today))
            if (windows.Run(window).Trouble is { } trouble) return trouble;
        cursors.Pulled = Today;
        if (!cursors.IsDone) cursors.Back ??= recent;
        while (cursors.Back is { } back)
        {
            world.Stop.ThrowIfCancellationRequested();
            var window = PullWindow.Before(back);
            var (entries, trouble) = windows.Run(window);
            if (trouble is not null) return trouble;
            if (entries > 0) cursors.Back = window.From;
            else if (client.Before(account, window, out trouble) is not { } older) return trouble;
            // What only the ledger has is gone there: its month is read as well.
            else if (Latest(older.Starts is [var (_, theirs), ..] ? theirs : null, windows.LastBefore(window)) is { } start) cursors.Back = Next(window.From, Micros.ToInstant(start).InUtc().Date);
            else cursors.EverythingIsRead();
        }
        cursors.Window = null;
        return null;
    }

    /// <summary>Up to where to go back: the end of the month of what comes before.</summary>
    private static LocalDate Next(LocalDate read, LocalDate older) =>
        PullWindow.FirstOfMonth(older).PlusMonths(1) is var end && end < read ? end : read;

    private static long? Latest(long? one, long? other) => one > other || other is null ? one : other;

    private FileOutcome TakeIn(SourceFile file, ImportWishes wishes) =>
        new ImportStage(ledger, run, now, settings, wishes, progress, world.Stop).Run([Found.At(file)]).Single();

    private LocalDate Today => now.InUtc().Date;

    private Instant Now() => now + Duration.FromTimeSpan(_clock.Elapsed);

    private static PullOutcome Failed(PullSettings pull, ExitCode code, string message, string hint) => new(pull.Source, 0, 0, null, Said(pull, message, hint), code);

    private static Diagnostic Said(PullSettings pull, string message, string hint) => new(pull.Source, Place.WholeFile, Severity.Error, message, hint);
}
