using Daybook.Model;
using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Rules;

/// <summary>One day at a time, in UTC unless said: sources 1 and 2 in this order, 15 minutes.</summary>
public sealed class DeriveDaysTests
{
    private readonly MemoryNames _names = new();
    private readonly List<HeartbeatRow> _beats = [];
    private readonly List<EntryFact> _entries = [];
    private readonly List<TotalFact> _totals = [];
    private readonly List<Coverage> _coverage = [];

    [Fact]
    public void Heartbeats_make_a_day_with_its_parts_stretches_and_first_and_last_signs()
    {
        Beat("2026-06-01 09:00", "daybook", language: "C#", category: "coding", editor: "vim");
        Beat("2026-06-01 09:10", "website", language: "HTML", category: "coding", editor: "vim");
        Beat("2026-06-01 09:15", "daybook", language: "C#", category: "coding", editor: "code");
        Beat("2026-06-01 11:00", "alone");

        var day = Derive("2026-06-01").ShouldHaveSingleItem();

        Parts(day, PartKind.Project).ShouldBe("daybook 10 website 5 alone 0");
        Parts(day, PartKind.Language).ShouldBe("C# 10 HTML 5 - 0");
        Parts(day, PartKind.Category).ShouldBe("coding 15 - 0");
        Parts(day, PartKind.Agent).ShouldBe("vim 15 - 0 code 0");
        day.ShouldSatisfyAllConditions(
            () => day.Basis.ShouldBe(DayBasis.Timeline),
            () => day.Worked.ShouldBe(Length("0:15")),
            () => day.Heartbeats.ShouldBe(4),
            () => day.First.ShouldBe(Length("9:00")),
            () => day.Last.ShouldBe(Length("11:00")),
            () => day.Stretches.ShouldBe([new Stretch(Utc("2026-06-01 09:00"), Utc("2026-06-01 09:15"))]));
    }

    [Fact]
    public void A_gap_over_midnight_is_cut_there_and_keeps_the_earlier_heartbeats_project_on_both_sides()
    {
        Beat("2026-06-01 23:55", "late");
        Beat("2026-06-02 00:07", "early");

        var days = Derive("2026-06-01", "2026-06-02");

        days.Select(d => Parts(d, PartKind.Project)).ShouldBe(["late 5", "late 7 early 0"]);
        days.Select(d => d.Heartbeats).ShouldBe([1, 1]);
        days[1].First.ShouldBe(Length("0:07"));
    }

    [Fact]
    public void Heartbeats_outside_the_range_reach_into_it_but_are_no_part_of_it()
    {
        Beat("2026-05-31 23:55", "before");
        Beat("2026-06-01 00:05", "within");
        Beat("2026-06-01 23:58", "within");
        Beat("2026-06-02 00:01", "after");

        var day = Derive("2026-06-01").ShouldHaveSingleItem();

        Parts(day, PartKind.Project).ShouldBe("before 5 within 2");
        day.Heartbeats.ShouldBe(2);
    }

    [Fact]
    public void A_day_of_a_single_heartbeat_counts_nothing_and_is_no_empty_day()
    {
        Beat("2026-06-01 09:00", "daybook");
        Total("2026-06-01", "1:00");

        var day = Derive("2026-06-01").ShouldHaveSingleItem();

        (day.Basis, day.Worked).ShouldBe((DayBasis.Timeline, 0));
        Parts(day, PartKind.Project).ShouldBe("daybook 0");
    }

    [Fact]
    public void Heartbeats_outrank_the_time_entries_of_their_source_on_their_day_only()
    {
        Beat("2026-06-01 09:00", "beats");
        Beat("2026-06-01 09:10", "beats");
        Entry("2026-06-01 20:00", "2026-06-02 02:00", "entry");

        Derive("2026-06-01", "2026-06-02").Select(d => Parts(d, PartKind.Project)).ShouldBe(["beats 10", "entry 120"]);
    }

    [Fact]
    public void The_first_source_in_order_wins_and_what_was_covered_is_told_with_the_names_that_occurred()
    {
        Entry("2026-06-01 09:00", "2026-06-01 10:00", "timer", source: 2);
        Entry("2026-06-01 09:10", "2026-06-01 09:20", "hidden", source: 2);
        Beat("2026-06-01 09:50", "editor");
        Beat("2026-06-01 10:05", "editor");

        var day = Derive("2026-06-01").ShouldHaveSingleItem();

        Parts(day, PartKind.Project).ShouldBe("timer 50 editor 15 hidden 0");
        day.CoveredTwice.ShouldBe(Length("0:20"));
        day.Stretches.ShouldHaveSingleItem().Length.ShouldBe(Length("1:05"));
        day.Last.ShouldBe(Length("10:05"));
    }

    [Fact]
    public void An_entry_that_outlasts_the_day_was_last_seen_in_its_last_microsecond()
    {
        Entry("2026-06-01 22:00", "2026-06-02 00:30", "night");

        var days = Derive("2026-06-01", "2026-06-02");

        days.Select(d => d.Last).ShouldBe([Length("24:00") - 1, Length("0:30")]);
        days.Select(d => d.First).ShouldBe([Length("22:00"), 0]);
    }

    [Fact]
    public void Without_a_timeline_the_first_source_with_a_total_gives_the_day()
    {
        Total("2026-06-01", "2:00", source: 2, ("daybook", "1:30"), ("daybook", "0:10"));
        Total("2026-06-01", "3:00", source: 1, ("website", "3:00"));
        Total("2026-06-02", "0:00", source: 1);
        Total("2026-06-02", "2:00", source: 2, ("daybook", "1:30"), ("daybook", "0:10"));

        var days = Derive("2026-06-01", "2026-06-02");

        days.Select(d => d.Basis).ShouldBe([DayBasis.Total, DayBasis.Total]);
        days.Select(d => d.Worked).ShouldBe([Length("3:00"), Length("2:00")]);
        days.Select(d => Parts(d, PartKind.Project)).ShouldBe(["website 180", "daybook 100"]);
        days[0].Stretches.ShouldBeEmpty();
        days[0].First.ShouldBeNull();
    }

    [Fact]
    public void A_day_spoken_for_is_empty_and_a_day_nobody_speaks_for_is_not_there()
    {
        _coverage.Add(new Coverage(2, Date("2026-06-02"), Date("2026-06-03")));
        Total("2026-06-05", "0:00");

        Derive("2026-06-01", "2026-06-05").Select(d => $"{d.Date:uuuu-MM-dd} {d.Basis} {d.Worked}")
            .ShouldBe(["2026-06-02 Empty 0", "2026-06-03 Empty 0", "2026-06-05 Empty 0"]);
    }

    [Fact]
    public void A_source_that_is_not_in_the_order_never_counts()
    {
        Beat("2026-06-01 09:00", "evidence", source: 9);
        Beat("2026-06-01 09:10", "evidence", source: 9);
        Entry("2026-06-01 09:00", "2026-06-01 10:00", "evidence", source: 9);
        Total("2026-06-01", "3:00", source: 9);
        _coverage.Add(new Coverage(9, Date("2026-06-01"), Date("2026-06-01")));

        Derive("2026-06-01").ShouldBeEmpty();
    }

    [Fact]
    public void Each_source_has_a_timeline_and_a_timeout_of_its_own()
    {
        Beat("2026-06-01 09:00", "a");
        Beat("2026-06-01 09:12", "x", source: 2);
        Beat("2026-06-01 09:20", "a");
        Beat("2026-06-01 09:22", "x", source: 2);

        var day = Derive("2026-06-01", join: source => new JoinRule((source == 1 ? 20 : 10) * Micros.PerMinute)).ShouldHaveSingleItem();

        Parts(day, PartKind.Project).ShouldBe("a 20 x 2");
        day.CoveredTwice.ShouldBe(Length("0:08"));
    }

    [Fact]
    public void A_date_that_never_was_gets_nothing_from_an_entry_that_runs_over_it()
    {
        Entry("2011-12-30 08:00", "2011-12-30 12:00", "flight"); // 22:00 on the 29th to 02:00 on the 31st in Apia

        Derive("2011-12-29", "2011-12-31", zone: "Pacific/Apia").Select(d => $"{d.Date:uuuu-MM-dd} {Parts(d, PartKind.Project)}")
            .ShouldBe(["2011-12-29 flight 120", "2011-12-31 flight 120"]);
    }

    [Theory]
    [InlineData("2026-06-10 12:00", "2026-06-10 13:00", "2026-06-10", "2026-06-10")]
    [InlineData("2026-06-10 00:10", "2026-06-10 13:00", "2026-06-09", "2026-06-10")] // the day before may now reach over midnight
    [InlineData("2026-06-10 12:00", "2026-06-10 23:50", "2026-06-10", "2026-06-11")]
    public void Facts_affect_the_days_within_a_timeout_of_them(string from, string to, string first, string last) =>
        AffectedDays.Of(DayCut.In(DateTimeZone.Utc), Utc(from), Utc(to), JoinRule.Default.TimeoutMicros).ShouldBe((Date(first), Date(last)));

    private void Beat(string at, string project, int source = 1, string? language = null, string? category = null, string? editor = null) =>
        _beats.Add(_names.Beat(Utc(at), project, source, language, category, editor));

    private void Entry(string start, string end, string project, int source = 1) =>
        _entries.Add(new EntryFact(source, Utc(start), Utc(end), _names.Name(project), 0, 0));

    private void Total(string date, string length, int source = 1, params (string Project, string Length)[] parts) =>
        _totals.Add(new TotalFact(source, Date(date), Length(length),
            [.. parts.Select(p => new DerivedPart(PartKind.Project, _names.Name(p.Project), Length(p.Length)))]));

    private List<DerivedDay> Derive(string first, string? last = null, string zone = "UTC", Func<int, JoinRule>? join = null)
    {
        var settings = new DeriveSettings(
            DayCut.In(Zone(zone)), [1, 2], source => Dated<JoinRule>.Always(join?.Invoke(source) ?? JoinRule.Default));
        var facts = new DeriveFacts(MemoryNames.Batches(_beats, 2), _entries, _totals, _coverage);
        return [.. DeriveDays.Between(Date(first), Date(last ?? first), facts, settings, _names)];
    }

    private string Parts(DerivedDay day, PartKind kind) => string.Join(' ', day.Parts.Where(p => p.Kind == kind)
        .Select(p => _names.Show(p).Split(':')[1].Split('=')[0] + " " + p.Micros / Micros.PerMinute));
}
