using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>What the days of a span come to.</summary>
/// <param name="Plan">By which they were allocated, rules that the ledger holds included.</param>
public sealed record Allocated(LocalDate From, LocalDate To, string Zone, AllocationPlan Plan, IReadOnlyList<AllocatedDay> Days);

/// <summary>What was tracked under a name, and where it belongs.</summary>
/// <param name="Rule">The first that takes it; null where none does.</param>
/// <param name="Tracked">Any piece of it, for what a rule could look at.</param>
public sealed record MappedName(string Name, ProjectRule? Rule, long Micros, TrackedTime Tracked);

/// <summary>Spreads days over the projects of a service. Nothing is sent, and nothing in the ledger changes.</summary>
public sealed class AllocateStage
{
    private readonly Ledger _ledger;
    private readonly PersonRules _person;
    private readonly LocalDate _today;
    private readonly IReadOnlyDictionary<int, string> _sources;

    /// <exception cref="LedgerException">The ledger knows nothing of the person, or the plan names what it does not know.</exception>
    public AllocateStage(Ledger ledger, Settings settings, Instant now)
    {
        _ledger = ledger;
        _person = PersonRules.Of(ledger, settings).FirstOrDefault(p => p.Name == settings.Person)
            ?? throw new LedgerException(LedgerTrouble.Missing, $"the ledger knows no '{Printable.Line(settings.Person)}' yet. Import some facts: daybook import PATH");
        _today = _person.Derive.Cut.DayOf(Micros.From(now));
        _sources = ledger.Sources.All().Where(s => s.Person == _person.Person).ToDictionary(s => s.Id, s => s.Name);
        Plan = PlanOf(settings);
        Contracts = AccountTermsOf(settings).Contracts;
    }

    public AllocationPlan Plan { get; }

    private Contracts Contracts { get; }

    public LocalDate Today => _today;

    /// <summary>Whose days they are: the ledger's number of the person.</summary>
    public int Person => _person.Person;

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[_person.Zone];

    /// <summary>Days up to yesterday: today is not over.</summary>
    public Allocated Run(LocalDate from, LocalDate to)
    {
        var last = LocalDate.Min(to, _today.PlusDays(-1));
        // What rounding owes is carried from the beginning of the week on, whatever days are asked for.
        var first = Plan.Carries ? Period.Containing(PeriodKind.Week, from).From : from;
        return new Allocated(from, last < from ? to : last, _person.Zone, Plan, last < from ? [] : [.. Allocation.Of(Plan, Days(first, last)).Where(d => d.Date >= from)]);
    }

    /// <summary>All that was tracked, by name and where it belongs: mapped first, then the longest.</summary>
    public IReadOnlyList<MappedName> Projects(LocalDate from, LocalDate to) =>
        [.. Days(from, to).SelectMany(d => d.Tracked.Select(t => (Time: t, Micros: Within(t, d), Rule: Plan.Rules.FirstOrDefault(r => r.Takes(t, d.Date)))))
            .GroupBy(t => (t.Time.Name, t.Rule)).Select(g => new MappedName(g.Key.Name, g.Key.Rule, g.Sum(t => t.Micros), g.First().Time))
            .OrderBy(m => m.Rule is null).ThenBy(m => m.Rule?.Target, StringComparer.Ordinal).ThenByDescending(m => m.Micros).ThenBy(m => m.Name, StringComparer.Ordinal)];

    // What goes on over midnight is tracked on both days, and there only once.
    private static long Within(TrackedTime time, DayToAllocate day) =>
        time.When is { } when ? Math.Max(0, Math.Min(when.End, day.End) - Math.Max(when.Start, day.Start)) : time.Micros;

    private IEnumerable<DayToAllocate> Days(LocalDate from, LocalDate to)
    {
        var cut = _person.Derive.Cut;
        var (start, end) = (cut.SpanOf(from).Start, cut.SpanOf(to).End);
        var entries = _sources.Where(s => Counts(s.Value)).SelectMany(s => Entries(s.Key, s.Value, from, to, start, end)).ToList();
        var beats = CountedHeartbeats.Of(_ledger, _person, start, end).Where(b => Counts(b.Source) && DoCount(b.Counts) && b.Credited > 0).Select(b => Tracked(b, start));
        // A session that ends as a day begins belongs to it as well; a heartbeat that is credited until then does not.
        var timed = new TouchingPieces([
            .. entries.Where(e => e.Date is null).Select(e => (e.Time, Math.Max(e.Time.Start!.Value + e.Time.Micros, e.Time.End ?? 0))),
            .. beats.Select(b => (b, b.Start!.Value + b.Micros - 1))]);
        var dated = entries.Where(e => e.Date is not null).ToLookup(e => e.Date!.Value, e => e.Time);
        var totals = _ledger.Facts.Totals(from, to).Where(t => _sources.TryGetValue(t.Source, out var name) && Counts(name)).ToLookup(t => t.Date);
        using var names = _ledger.Names();
        for (var date = from; date <= to; date = date.PlusDays(1))
        {
            var on = date;
            var (dayStart, dayEnd) = cut.SpanOf(date);
            List<TrackedTime> tracked = [.. dated[date], .. timed.On(dayStart, dayEnd)];
            // A source that says when says it better than by its total of the day.
            var known = tracked.Select(t => t.Source).ToHashSet(StringComparer.Ordinal);
            foreach (var total in totals[date].Where(t => !known.Contains(_sources[t.Source]) && _person.Derive.Counting.MayCount(t.Source, on)))
                tracked.AddRange(total.Parts.Where(p => p.Kind == PartKind.Project && p.Micros > 0)
                    .Select(p => new TrackedTime(_sources[total.Source], p.Micros, null, null) { Project = names.TextOf(p.Id), Name = names.TextOf(p.Id) }));
            yield return new DayToAllocate(date, dayStart, dayEnd, At(date, Plan.From), At(date, Plan.To), Contracts.PlannedOn(date), tracked);
        }
    }

    private List<(LocalDate? Date, TrackedTime Time)> Entries(int id, string source, LocalDate from, LocalDate to, long start, long end)
    {
        var entries = new List<(LocalDate?, TrackedTime)>();
        foreach (var entry in _ledger.Entries.Touching(source, start, end, from, to))
        {
            var (date, time) = entry.Time switch
            {
                EntryTime.Interval i => ((LocalDate?)null, new TrackedTime(source, i.End - i.Start, i.Start, i.StatedEnd ?? i.End)),
                EntryTime.OnDate on => (on.Date, new TrackedTime(source, on.Micros, null, null)),
                _ => throw new InvalidOperationException($"a time of the kind {entry.Time.GetType().Name}"),
            };
            var day = date ?? _person.Derive.Cut.DayOf(time.Start!.Value);
            if (!DoCount(_person.Derive.Counting.Find(id, entry.Work.Category ?? "", day)?.Counts)) continue;
            entries.Add((date, time with
            {
                Path = entry.Work.Entity,
                Project = entry.Work.Project,
                Client = entry.Work.Client,
                Branch = entry.Work.Branch,
                Name = entry.Work.Entity ?? entry.Work.Project ?? entry.Work.Client ?? entry.Work.Note ?? "",
            }));
        }
        return entries;
    }

    private static TrackedTime Tracked(CountedHeartbeat beat, long start)
    {
        var at = Math.Max(beat.Key.At, start);
        return new TrackedTime(beat.Source, beat.Credited, at, at + beat.Credited)
        {
            Path = Given(beat.Key.Entity),
            Project = Given(beat.Key.Project),
            Branch = Given(beat.Key.Branch),
            Name = Given(beat.Key.Project) ?? beat.Key.Entity,
        };
    }

    private static string? Given(string text) => text.Length > 0 ? text : null;

    private static bool DoCount(Counts? counts) => counts is not (Rules.Counts.Never or Rules.Counts.AsEvidence);

    private bool Counts(string source) => Plan.Sources.Count == 0 || Plan.Sources.Contains(source);

    private long At(LocalDate date, LocalTime clock) => Micros.From(_person.Derive.Cut.ZoneOn(date).AtLeniently(date + clock).ToInstant());

    private AccountTerms AccountTermsOf(Settings settings)
    {
        using var source = SliceSource.Of(_ledger);
        return AccountBook.TermsOf(source, _person.Person, _person.Derive.Cut, settings).Terms;
    }

    /// <summary>The configuration's, and what claude-tracker's settings say where it is silent; its folders come after the rules.</summary>
    private AllocationPlan PlanOf(Settings settings)
    {
        var facts = AllocationOfFacts.Of(_ledger.Terms.Of(_person.Person, AllocationOfFacts.Kinds));
        var (from, to) = settings.Allocation?.WorkDay ?? facts.WorkDay ?? throw HandStage.Refused(
            "no working day is said. Put it into the settings: \"Allocation\": { \"WorkDay\": { \"From\": \"09:00\", \"To\": \"17:00\" } }; or import claude-tracker's config.toml");
        var plan = settings.Allocation?.Plan ?? new AllocationPlan(from, to, []);
        foreach (var unknown in plan.Sources.Where(s => !_sources.Values.Contains(s)))
            throw HandStage.Refused($"Allocation.Sources names '{Printable.Line(unknown)}', of which the ledger has nothing. It has {string.Join(", ", _sources.Values.Order(StringComparer.Ordinal).Select(Printable.Line))}");
        return plan with { From = from, To = to, Other = plan.Other ?? facts.Other, Rules = [.. plan.Rules, .. facts.Rules] };
    }
}
