using Daybook.Importers;
using Daybook.Importers.Daybook;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>
/// What is made by hand: time, and what an account is worked out by. What a person says becomes a small document of Daybook's
/// own format, which is taken in as any file is. An edit is a version of the same id, so that nothing is ever lost.
/// </summary>
public sealed class HandStage
{
    private readonly Ledger _ledger;
    private readonly Settings _settings;
    private readonly Instant _now;
    private readonly Func<int, byte[]> _random;
    private readonly string _source;
    private readonly ImportWishes _wishes;
    private IReadOnlyList<DaybookEntry>? _all, _entries, _running;
    private ShortIds? _ids;
    private IReadOnlyList<TermFact>? _facts;
    private IReadOnlyList<DaybookTerm>? _terms;

    /// <param name="zone">Said on the command line, or null.</param>
    /// <param name="random">So many bytes of chance, for ids.</param>
    public HandStage(Ledger ledger, Settings settings, Instant now, string? zone, Func<int, byte[]> random)
    {
        (_ledger, _settings, _now, _random) = (ledger, settings, now, random);
        _source = SourceOf(ledger, settings);
        _wishes = new ImportWishes(_source, zone);
        Clock = new HandClock(_wishes.For(_source, ledger, settings), settings, PersonRules.CutOf(PersonIdOf(ledger, settings), null, ledger, settings).DatedStarts, now);
    }

    public HandClock Clock { get; }

    /// <summary>Of the person, in order of time; what runs comes last. What was dropped is not among them.</summary>
    public IReadOnlyList<DaybookEntry> All => _all ??= [.. _ledger.Entries.Current(_source).Select(e => new DaybookEntry(e)), .. Running];

    /// <summary>Those that have an id: a file may have brought in others.</summary>
    public IReadOnlyList<DaybookEntry> Entries => _entries ??= [.. All.Where(e => e.Entry.UpstreamId is not null)];

    /// <summary>How ids are shown, beside those of all <see cref="Entries"/>.</summary>
    public ShortIds Ids => _ids ??= new ShortIds(Entries.Select(e => e.Entry.UpstreamId!));

    /// <summary>What runs; all that is over is not read for it.</summary>
    public IReadOnlyList<DaybookEntry> Running => _running ??= RunningOf(_ledger, _source);

    /// <summary>What runs of a source.</summary>
    public static IReadOnlyList<DaybookEntry> RunningOf(Ledger ledger, string source) =>
        [.. ledger.Entries.Running(source).Select(DaybookImporter.RunningOf).OfType<DaybookEntry>().Where(e => !e.Entry.IsDeleted)];

    /// <summary>What all of the person's sources say of the account beside time.</summary>
    public IReadOnlyList<TermFact> Facts => _facts ??= PersonId is { } person ? _ledger.Terms.Of(person) : [];

    /// <summary>The contracts, absences and corrections among them that are made by hand, with invoices, and those that were dropped.</summary>
    public IReadOnlyList<DaybookTerm> Terms => _terms ??= [.. Facts.Concat(PersonId is { } person ? _ledger.Terms.Of(person, [AccountFact.Invoice]) : []).Where(f => f.Source == Source).Select(DaybookTerm.Of).OfType<DaybookTerm>()];

    /// <summary>The name of the person's own source.</summary>
    public string Source => _source;

    /// <summary>The first day with any time, or null.</summary>
    public LocalDate? FirstDay
    {
        get
        {
            using var source = SliceSource.Of(_ledger);
            return PersonId is { } person ? source.Account.Span(person)?.First : null;
        }
    }

    /// <summary>What can be read of the person's days as the ledger has them now; null where they are not worked out yet.</summary>
    internal T? Derived<T>(Func<SliceSource, DerivedPerson, PersonCut, T?> read) where T : class
    {
        using var source = SliceSource.Of(_ledger);
        return SliceStage.TryRead(source, _settings, read);
    }

    private int? PersonId => PersonIdOf(_ledger, _settings);

    internal static int? PersonIdOf(Ledger ledger, Settings settings) => ledger.Sources.People().Where(p => p.Name == settings.Person).Select(p => (int?)p.Id).FirstOrDefault();

    /// <summary>
    /// The stamp of what is said now: after every version there is, so that it holds even where the clock was set back.
    /// </summary>
    public long Stamp => Math.Max(Clock.Now, Entries.Concat<DaybookItem>(Terms).Max(i => i.Changed) is { } newest ? newest + 1 : long.MinValue);

    public string NewId() => HandIds.New(_now, _random);

    public static LedgerException Refused(string message) => new(LedgerTrouble.Refused, message);

    /// <summary>Takes the plan's versions in, in one transaction.</summary>
    /// <returns>What became of them, and the run that may be undone.</returns>
    /// <exception cref="LedgerException">A day that they change is closed or locked.</exception>
    public (FileOutcome Outcome, long Run) TakeIn(HandPlan plan, string command, CancellationToken stop)
    {
        Locks.Of(_ledger, _settings, Clock.Today).Refuse(plan.Changes.Select(c => c.Item).OfType<DaybookEntry>().SelectMany(DaysTouched).Concat(plan.Days));
        var document = DaybookDocument.Of(plan.Changes.Select(c => c.Item));
        var (outcome, run) = (default(FileOutcome), 0L);
        JournalRun.Do(_ledger, command, Clock.Now, id =>
        {
            run = id;
            outcome = new ImportStage(_ledger, id, _now, _settings, _wishes, null, stop).Run([Found.At(SourceFile.Of($"daybook {command}", document))]).Single();
            return outcome.Code;
        });
        return (outcome!, run);
    }

    /// <summary>Notes the days of a plan that were purged.</summary>
    public void NotePurged(HandPlan plan)
    {
        if (PersonId is not { } person || _ledger.Purges.SpanOf(person) is not { } span) return;
        var days = plan.Changes.Select(c => c.Item).OfType<DaybookEntry>().SelectMany(DaysTouched).Distinct().Where(d => d >= span.First && d <= span.Last).Order();
        foreach (var day in days.Where(d => _ledger.Purges.DaysOf(person, d, d).Count > 0))
            plan.Notes.Add($"{Model.Period.Iso(day)} was purged and keeps what it came to: what is said of it now is kept, and does not count");
    }

    /// <summary>The days whose time a change touches: those of what it makes, and of what stood there before.</summary>
    private IEnumerable<LocalDate> DaysTouched(DaybookEntry changed) => Entries.Where(e => e.Id == changed.Id).Append(changed).SelectMany(DaysOf);

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
