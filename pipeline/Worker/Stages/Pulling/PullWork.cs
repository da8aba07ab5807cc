using Daybook.Importers;
using Daybook.Importers.Daybook;
using Daybook.Importers.Opening;
using Daybook.Importers.Remote;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>What pulling from any service works with: the one it asks, the ledger it takes answers into, and how far it came.</summary>
internal sealed class PullWork
{
    public required PullSettings Settings { get; init; }
    public required PullWish Wish { get; init; }
    public required RemoteClient Remote { get; init; }
    public required PullCursors Cursors { get; init; }
    public required Ledger Ledger { get; init; }

    /// <summary>When the run began.</summary>
    public required Instant Now { get; init; }

    public required CancellationToken Stop { get; init; }

    /// <summary>Where a file lies on its way into the ledger.</summary>
    public required string Scratch { get; init; }

    /// <summary>Imports a file as <c>daybook import</c> does.</summary>
    public required Func<Found, ImportWishes, FileOutcome> Import { get; init; }

    /// <summary>What became of pages and of what is gone, for whoever tells of it.</summary>
    public required Action<FileOutcome> Told { get; init; }

    /// <summary>Entries that the service has no more.</summary>
    public int Gone { get; set; }

    public LocalDate Today => Now.InUtc().Date;

    /// <summary>The last pull that was whole was by a clock that was ahead: nothing tells when it was.</summary>
    public bool WasClockAhead => Cursors.Pulled > Today.PlusDays(1);

    /// <summary>Microseconds since the epoch.</summary>
    public long AsOf => Micros.From(Now);

    /// <summary>Wants what was already known of the account, and writes down what was not.</summary>
    /// <param name="account">What never changes of it.</param>
    /// <returns>Why it is another than what was pulled before is of, or null.</returns>
    public RemoteTrouble? OtherAccount(string account)
    {
        if (Cursors.Account is { } known && known != account)
            return new RemoteTrouble(RemoteKind.Misconfigured, "it holds the time of another account or workspace than the key is of", "Give this one a source of its own: another Name in Sources.");
        Cursors.Account = account;
        return null;
    }

    /// <summary>Takes an answer in, in one transaction with how far it brings the source.</summary>
    /// <param name="name">Of the request, for whoever asks where a number comes from.</param>
    /// <param name="isStamped">
    /// Whether its rows alone say when they were changed. Else they are what the service says now: one that differs from what is known is newer than that, whatever
    /// its row says of when it was changed.
    /// </param>
    /// <returns>Null where it cannot be taken in, which was told.</returns>
    public FileOutcome? TakeIn(string name, byte[] bytes, bool isStamped, params IReadOnlyList<(string Name, string? Value)> cursors) =>
        Outcome(name, bytes, new ImportWishes(Settings.Source) { Importer = Settings.Service.Name, AreOwn = true, AreRemembered = false, AsOf = isStamped ? null : AsOf, Cursors = cursors });

    /// <summary>Takes in what the service says of the account as what another importer reads it as.</summary>
    /// <returns>As <see cref="TakeIn"/>.</returns>
    public FileOutcome? TakeInAs(string importer, string name, byte[] bytes, params IReadOnlyList<(string Name, string? Value)> cursors) =>
        Outcome(name, bytes, new ImportWishes(Settings.Source) { Importer = importer, AreOwn = true, AreRemembered = false, Cursors = cursors });

    /// <summary>Takes versions in, of Daybook's own making, of what the service has no more.</summary>
    /// <returns>As <see cref="TakeIn"/>.</returns>
    public FileOutcome? TakeBack(string name, IReadOnlyList<DaybookEntry> gone)
    {
        var deleted = gone.Select(e => e with { Entry = e.Entry with { IsDeleted = true, Stamp = Math.Max(AsOf, (e.Entry.Stamp ?? long.MinValue) + 1) } });
        var outcome = Outcome(name, DaybookDocument.Of(deleted), new ImportWishes(Settings.Source) { AreOwn = true, AreRemembered = false });
        if (outcome is not null) Gone += gone.Count;
        return outcome;
    }

    private FileOutcome? Outcome(string name, byte[] bytes, ImportWishes wishes) => Outcome(Found.At(SourceFile.Of(name, bytes)), wishes);

    private FileOutcome? Outcome(Found found, ImportWishes wishes)
    {
        var outcome = Import(found, wishes);
        Told(outcome);
        return outcome.Result is null ? null : outcome;
    }

    /// <summary>Takes in a file that was fetched, likewise; one that is cut is not.</summary>
    /// <param name="path">Where it lies.</param>
    public FileOutcome? TakeInFile(string name, string path)
    {
        var found = SourceFiles.At([path], () => Stream.Null).ToList() is [{ File: { } file }] ? Found.At(file with { Name = name }) : Found.Nothing(name, "it is no single file that can be read");
        return Outcome(found, new ImportWishes(Settings.Source) { Importer = Settings.Service.Name, AreOwn = true, AreRemembered = false, MustBeWhole = true });
    }

    /// <summary>Says something that is no trouble.</summary>
    public void Note(string message, string? hint = null) =>
        Told(new FileOutcome(Settings.Source, null, null, [new Diagnostic(Settings.Source, Place.WholeFile, Severity.Note, message, hint)], 0, ExitCode.Done));

    /// <summary>For an answer that <see cref="TakeIn"/> could not take in.</summary>
    public static RemoteTrouble NotTakenIn { get; } = new(RemoteKind.NotUnderstood, "a page cannot be taken in", "What is wrong with it is said above.");
}
