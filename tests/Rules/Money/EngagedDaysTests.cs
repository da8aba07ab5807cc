using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Rules;

/// <summary>Of whom a day's time was: entries say it, heartbeats do not. Days in UTC, sources 1 and 2 in this order.</summary>
public sealed class EngagedDaysTests
{
    private static readonly LocalDate Day = new(2026, 6, 1);

    private readonly MemoryNames _names = new();
    private readonly List<HeartbeatRow> _beats = [];
    private readonly List<EntryFact> _entries = [];
    private readonly List<TotalFact> _totals = [];

    // entries as "source from-until client[/project]", the minutes of each engagement
    [Theory]
    [InlineData("1 09:00-10:00 Acme; 1 10:00-10:30 Bolt", "Acme 60 Bolt 30")]
    [InlineData("1 09:00-10:00 Acme; 1 09:30-10:40 Bolt", "Acme 60 Bolt 40")] // of two at once, what began first
    [InlineData("1 09:00-10:00 Bolt; 1 09:30-10:40 Acme", "Bolt 60 Acme 40")]
    [InlineData("1 09:00-11:00 Acme; 1 09:30-10:00 Bolt", "Acme 120")] // wholly covered: nothing is left of it
    [InlineData("1 09:00-10:00 Bolt; 1 09:00-10:00 Acme", "Acme 60")] // at the same instants it is the name that decides
    [InlineData("1 09:00-10:00 Acme; 1 09:00-10:00 Bolt", "Acme 60")] // and not which of them came first
    [InlineData("2 09:00-10:00 Acme; 1 09:30-11:00 Bolt", "Bolt 90 Acme 30")] // the first source before what began first
    [InlineData("1 09:00-10:00 Acme; 1 10:00-11:00 -", "Acme 60")] // an entry that says nothing is of nobody
    [InlineData("1 09:00-10:00 Acme; 1 10:00-11:00 Acme", "Acme 120")]
    [InlineData("1 09:00-10:00 Acme/web; 1 10:00-11:00 Acme", "Acme 60 Acme 60")] // of two projects
    [InlineData("", "")]
    public void Entries_say_of_whom_the_time_was(string entries, string engaged)
    {
        Enter(entries);
        Engaged(Derive()).ShouldBe(engaged);
    }

    [Fact]
    public void Heartbeats_beside_entries_have_no_client_of_their_own()
    {
        Beat("09:00");
        Beat("09:10");
        Enter("2 09:05-09:30 Acme");
        var day = Derive();
        day.Worked.ShouldBe(Length("0:30"));
        Engaged(day).ShouldBe("Acme 20"); // what the first source's heartbeats leave of it
    }

    [Fact]
    public void Where_a_sources_heartbeats_count_its_entries_say_nothing()
    {
        Beat("09:00");
        Beat("09:10");
        Enter("1 12:00-13:00 Acme");
        Engaged(Derive()).ShouldBe("");
    }

    [Fact]
    public void A_day_of_a_total_that_entries_gave_has_its_engagements()
    {
        var (acme, bolt) = (_names.Engaged("api", "Acme"), _names.Engaged("api", "Bolt"));
        _totals.Add(new TotalFact(1, Day, Length("3:00"), [new(PartKind.Project, _names.Name("api"), Length("3:00")), new(PartKind.Engagement, acme, Length("1:00")), new(PartKind.Engagement, acme, Length("0:30")), new(PartKind.Engagement, bolt, Length("1:00"))]));
        var day = Derive();
        day.Basis.ShouldBe(DayBasis.Total);
        Engaged(day).ShouldBe("Acme 90 Bolt 60");
    }

    /// <summary>Whatever id an engagement got, from whichever entry came first.</summary>
    [Fact]
    public void Of_engagements_alike_in_all_but_one_thing_the_same_wins_whichever_is_known_first()
    {
        var alike = new Func<MemoryNames, int>[]
        {
            n => n.Engaged("api", "Acme"), n => n.Engaged("api", "Bolt"), n => n.Engaged("api", "Acme", "review"), n => n.Engaged("api", "Acme", null, true), n => n.Engaged("api", "Acme", null, false),
            n => n.Engaged("api", "Acme", null, null, new Money(800_000, "EUR")), n => n.Engaged("api", "Acme", null, null, new Money(900_000, "EUR")), n => n.Engaged("api", "Acme", null, null, new Money(800_000, "CHF")),
        };
        foreach (var one in alike)
            foreach (var other in alike.Where(o => o != one))
            {
                // Two ledgers met the two in opposite order; each has both over the same hour.
                var found = new[] { new[] { one, other }, [other, one] }.Select(order =>
                {
                    var names = new MemoryNames();
                    var (known, project) = (order.Select(make => make(names)).ToList(), names.Name("api"));
                    var entries = known.Select(id => new EntryFact(1, Utc("2026-06-01 09:00"), Utc("2026-06-01 10:00"), project, 0, 0, id));
                    return names.EngagementOf(Derive(names, [], entries, []).Parts.Single(p => p is { Kind: PartKind.Engagement, Micros: > 0 }).Id) is var e
                        ? $"{names.TextOf(e.Client)} {(e.Task == 0 ? "" : names.TextOf(e.Task))} {e.IsBillable} {e.Rate}" : "";
                }).ToList();
                found[0].ShouldBe(found[1]);
            }
    }

    /// <summary>Of each project: what is left of it is of nobody.</summary>
    [Fact]
    public void Engagements_never_exceed_their_day_nor_their_project()
    {
        var seen = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var any = new AnyFacts(seed);
            var (names, random, last) = (new MemoryNames(), new Random(seed), any.SourceOrder[^1]);
            // The last source has entries alone: whatever has heartbeats has no others.
            var beats = any.Beats.Where(b => b.Source != last).OrderBy(b => b.At).Select(b => names.Beat(b.At, b.Project, b.Source));
            var entries = any.Timers.OrderBy(t => t.Start).Select(t => new EntryFact(last, t.Start, t.End, names.Name(t.Project), 0, 0,
                random.Next(4) == 0 ? 0 : names.Engaged(t.Project, random.Next(2) == 0 ? "Acme" : "Bolt", random.Next(2) == 0 ? null : "review"))).ToList();
            foreach (var day in DeriveDays.Between(any.First, any.Last, new DeriveFacts(MemoryNames.Batches(beats), entries, [], []), any.Settings(), names))
            {
                var engaged = day.Parts.Where(p => p.Kind == PartKind.Engagement).ToList();
                seen += engaged.Count(p => p.Micros > 0);
                engaged.Sum(p => p.Micros).ShouldBeLessThanOrEqualTo(day.Worked);
                engaged.Select(p => p.Id).ShouldBeUnique();
                foreach (var project in engaged.GroupBy(p => names.EngagementOf(p.Id).Project))
                    project.Sum(p => p.Micros).ShouldBeLessThanOrEqualTo(day.Parts.Where(p => p.Kind == PartKind.Project && p.Id == project.Key).Sum(p => p.Micros));
            }
        }
        seen.ShouldBeGreaterThan(500);
    }

    private void Beat(string clock) => _beats.Add(_names.Beat(Utc($"2026-06-01 {clock}"), "api"));

    private void Enter(string rows)
    {
        foreach (var row in rows.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = row.Split(' ');
            var (times, work) = (cells[1].Split('-'), cells[2].Split('/'));
            var project = work.Length > 1 ? work[1] : "api";
            _entries.Add(new EntryFact(int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture), Utc($"2026-06-01 {times[0]}"), Utc($"2026-06-01 {times[1]}"), _names.Name(project), 0, 0,
                work[0] == "-" ? 0 : _names.Engaged(project, work[0])));
        }
    }

    private DerivedDay Derive() => Derive(_names, _beats, _entries.OrderBy(e => e.Start), _totals);

    private static DerivedDay Derive(MemoryNames names, IEnumerable<HeartbeatRow> beats, IEnumerable<EntryFact> entries, IEnumerable<TotalFact> totals) =>
        DeriveDays.Between(Day, Day, new DeriveFacts(MemoryNames.Batches(beats, 2), entries, totals, [new Coverage(1, Day, Day)]),
            new DeriveSettings(DayCut.In(Zone("UTC")), [1, 2], _ => Dated<JoinRule>.Always(JoinRule.Default)), names).Single();

    private string Engaged(DerivedDay day) => string.Join(' ', day.Parts.Where(p => p is { Kind: PartKind.Engagement, Micros: > 0 }).Select(p => $"{_names.TextOf(_names.EngagementOf(p.Id).Client)} {p.Micros / Micros.PerMinute}"));
}
