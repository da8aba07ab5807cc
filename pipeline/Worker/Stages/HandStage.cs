using Daybook.Importers;
using Daybook.Importers.Daybook;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>
/// Time by hand: what a person says becomes a small document of Daybook's own format, which is taken in as any file is. An
/// edit is a version of the same id, so that nothing is ever lost.
/// </summary>
/// <param name="zone">Said on the command line, or null.</param>
/// <param name="random">So many bytes of chance, for ids.</param>
public sealed class HandStage(Ledger ledger, Settings settings, Instant now, string? zone, Func<int, byte[]> random)
{
    private readonly ImportWishes _wishes = new(SourceOf(ledger, settings), zone);
    private IReadOnlyList<DaybookEntry>? _all, _entries;

    public HandClock Clock { get; } = new(new ImportWishes(Zone: zone).For(SourceOf(ledger, settings), ledger, settings), settings, now);

    /// <summary>Of the person, in order of time; what runs comes last. What was dropped is not among them.</summary>
    public IReadOnlyList<DaybookEntry> All => _all ??= [.. ledger.Entries.Current(_wishes.Source!).Select(e => new DaybookEntry(e)), .. RunningOf(ledger, settings)];

    /// <summary>Those that have an id: a file may have brought in others.</summary>
    public IReadOnlyList<DaybookEntry> Entries => _entries ??= [.. All.Where(e => e.Entry.UpstreamId is not null)];

    public IEnumerable<DaybookEntry> Running => Entries.Where(e => e.IsRunning);

    /// <summary>
    /// The stamp of what is said now: after every version there is, so that it holds even where the clock was set back.
    /// </summary>
    public long Stamp => Math.Max(Clock.Now, Entries.Max(e => e.Entry.Stamp) is { } newest ? newest + 1 : long.MinValue);

    public string NewId() => HandIds.New(now, random);

    /// <summary>Where the person is, by what is known of the zone of their own times.</summary>
    public static LocalDate TodayOf(Ledger ledger, Settings settings, Instant now)
    {
        var source = SourceOf(ledger, settings);
        return new HandClock(new ImportWishes().For(source, ledger, settings), settings, now).Today;
    }

    public static LedgerException Refused(string message) => new(LedgerTrouble.Refused, message);

    /// <summary>What the person has running.</summary>
    public static IReadOnlyList<DaybookEntry> RunningOf(Ledger ledger, Settings settings) =>
        [.. ledger.Entries.Running(SourceOf(ledger, settings)).Select(DaybookImporter.RunningOf).OfType<DaybookEntry>().Where(e => !e.Entry.IsDeleted)];

    /// <summary>Takes the plan's versions in, in one transaction.</summary>
    /// <returns>What became of them, and the run that may be undone.</returns>
    /// <exception cref="LedgerException">A day that they change is closed or locked.</exception>
    public (FileOutcome Outcome, long Run) TakeIn(HandPlan plan, string command, CancellationToken stop)
    {
        Locks.Of(ledger, settings, Clock.Today).Refuse(plan.Changes.SelectMany(DaysOf));
        var document = DaybookDocument.Of([.. plan.Changes.Select(c => c.Entry)]);
        var run = ledger.Runs.Begin(command, typeof(HandStage).Assembly.GetName().Version!.ToString(3), Clock.Now);
        var code = ExitCode.Internal;
        try
        {
            var stage = new ImportStage(ledger, run, now, settings, _wishes, null, stop);
            var outcome = stage.Run([Found.At(SourceFile.Of($"daybook {command}", document))]).Single();
            code = outcome.Code;
            return (outcome, run);
        }
        finally
        {
            ledger.Runs.End(run, code switch { ExitCode.Done => "done", ExitCode.PartlyDone => "partial", _ => "failed" }, (int)code, Clock.Now);
        }
    }

    /// <summary>The days whose time a change touches: those of what it makes, and of what stood there before.</summary>
    private IEnumerable<LocalDate> DaysOf(HandChange change) => Entries.Where(e => e.Entry.UpstreamId == change.Entry.Entry.UpstreamId).Append(change.Entry).SelectMany(DaysOf);

    private IEnumerable<LocalDate> DaysOf(DaybookEntry entry) => entry.Entry.Time is not EntryTime.Interval interval ? [Clock.DateOf(entry.Entry.Time)]
        : interval.End > interval.Start ? Clock.Cut.DaysIn(interval.Start, interval.End) : [Clock.Cut.DayOf(interval.Start)];

    /// <summary>The source of the person's own entries: where somebody else of the ledger has one already, another.</summary>
    internal static string SourceOf(Ledger ledger, Settings settings)
    {
        var people = ledger.Sources.People();
        var owner = ledger.Sources.All().Where(s => s.Name == DaybookImporter.Source).Select(s => people.First(p => p.Id == s.Person).Name).FirstOrDefault();
        return owner is null || owner == settings.Person ? DaybookImporter.Source : $"{DaybookImporter.Source}-{settings.Person}";
    }
}
