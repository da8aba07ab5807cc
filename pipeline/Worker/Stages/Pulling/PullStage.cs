using System.Diagnostics;
using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>What was said on the command line of what to pull.</summary>
/// <param name="From">Only this span is read; null for what is new and what was not read yet.</param>
/// <param name="To">The day after its last; null for without end.</param>
/// <param name="IsFull">Everything is read anew.</param>
/// <param name="IsRehearsal">Nothing may change at the service either.</param>
public sealed record PullWish(LocalDate? From = null, LocalDate? To = null, bool IsFull = false, bool IsRehearsal = false);

/// <summary>What pulling a source came to.</summary>
/// <param name="Gone">Entries that the service has no more.</param>
/// <param name="Back">From when on the service was read, where not everything is yet; else null.</param>
/// <param name="Trouble">Why it is not done, with what to do; or null.</param>
public sealed record PullOutcome(string Source, int Requests, int Gone, LocalDate? Back, Diagnostic? Trouble, ExitCode Code);

/// <summary>Pulls a source from its service. No request is made within a transaction, but for a rehearsal, which is one.</summary>
public sealed class PullStage(Ledger ledger, long run, Instant now, Settings settings, Surroundings world, PullWish wish, IProgress<ImportProgress>? progress)
{
    private static readonly Duration MostApart = Duration.FromMinutes(5);

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <param name="told">Gets what became of each page.</param>
    /// <exception cref="OperationCanceledException">Asked to stop; the pages before are in.</exception>
    public PullOutcome Run(PullSettings pull, Action<FileOutcome> told)
    {
        if (Secrets.Of(pull.Source, pull.SecretFile, world.Environment, out var flaw, out var hint) is not { } secret) return Failed(pull, ExitCode.Configuration, flaw!, hint);
        try
        {
            var source = ledger.Sources.Ensure(pull.Source, pull.Service.Name, settings.Person);
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
        using var remote = new RemoteClient(pull.Host, secret, world.Remote ?? RemoteWorld.Real, Now, budget.Take);
        var work = new PullWork
        {
            Settings = pull,
            Wish = wish,
            Remote = remote,
            Cursors = cursors,
            Ledger = ledger,
            Scratch = Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(settings.Ledger))) ? $"{settings.Ledger}.download" : Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            Now = now,
            Stop = world.Stop,
            Import = (file, wishes) => new ImportStage(ledger, run, now, settings, wishes, progress, world.Stop).Run([file]).Single(),
            Told = told,
        };
        var trouble = AllPulls.Of(pull.Service.Name)!.Run(work);
        if (remote.Ahead is { } ahead && (ahead > MostApart || -ahead > MostApart))
            work.Note($"its clock is {(ahead > Duration.Zero ? "ahead of" : "behind")} this machine's by {Hours.Text((long)Math.Round(Math.Abs(ahead.TotalMinutes)) * 60 * Micros.PerSecond)} hours", "Which of two versions is newer may be told wrongly: set this machine's clock.");
        return new PullOutcome(pull.Source, remote.Sent, work.Gone, cursors.IsDone ? null : cursors.Back,
            trouble is null ? null : Said(pull, trouble.Message, trouble.Hint),
            trouble is null ? ExitCode.Done : budget.IsSpent || trouble.Status is null && trouble.Kind == RemoteKind.Limited ? ExitCode.PartlyDone : ExitCodes.Of(trouble.Kind));
    }

    private Instant Now() => now + Duration.FromTimeSpan(_clock.Elapsed);

    private static PullOutcome Failed(PullSettings pull, ExitCode code, string message, string hint) => new(pull.Source, 0, 0, null, Said(pull, message, hint), code);

    private static Diagnostic Said(PullSettings pull, string message, string hint) => new(pull.Source, Place.WholeFile, Severity.Error, message, hint);
}
