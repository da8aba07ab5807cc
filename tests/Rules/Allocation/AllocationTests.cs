using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Tests.Rules;

/// <summary>Days spread over projects; the working day goes from 9:00 to 17:00 in Berlin, Monday is 2026-03-02.</summary>
public sealed class AllocationTests
{
    private static readonly AllocationPlan Plan = new(new LocalTime(9, 0), new LocalTime(17, 0),
    [
        Rule(MapBy.Folder, "/home/me/work/api", "p-api"),
        Rule(MapBy.Folder, "/home/me/work/web", "p-web"),
        Rule(MapBy.Folder, "/home/me/work/web-2", "p-web"),
    ]);

    [Fact]
    public void Two_folders_of_one_project_are_one_bucket() =>
        Of(Plan, "api 09:00 1:00", "web 10:00 1:00", "web-2 11:00 1:00").ShouldBe("p-api 09:00:00-11:40:00, p-web 11:40:00-17:00:00");

    [Fact]
    public void What_no_rule_takes_goes_to_other_or_is_left_out()
    {
        Of(Plan with { Other = "p-other" }, "api 09:00 3:00", "elsewhere 10:00 1:00").ShouldBe("p-api 09:00:00-15:00:00, p-other 15:00:00-17:00:00");
        Of(Plan, "api 09:00 3:00", "elsewhere 10:00 1:00", "garden 11:00 2:00").ShouldBe("p-api 09:00:00-17:00:00; left out: /home/me/work/garden 2:00, /home/me/work/elsewhere 1:00");
        Of(Plan, "elsewhere 10:00 1:00").ShouldBe("; left out: /home/me/work/elsewhere 1:00");
    }

    [Theory]
    [InlineData("08:00 0:30", "")]                              // over before the working day begins
    [InlineData("08:00 1:00", "p-api 09:00:00-17:00:00")]       // ends as it begins: that touches it
    [InlineData("08:00 2:00", "p-api 09:00:00-17:00:00")]
    [InlineData("17:00 1:00", "")]
    [InlineData("16:59 5:00", "p-api 09:00:00-17:00:00")]
    public void Sessions_that_touch_the_working_day_count_whole(string session, string given) => Of(Plan, $"api {session}").ShouldBe(given);

    [Fact]
    public void Sessions_at_once_count_as_often_as_they_stand_there_and_time_once()
    {
        string[] day = ["api 09:00 2:00", "web 10:00 2:00"];
        Of(Plan, day).ShouldBe("p-api 09:00:00-13:00:00, p-web 13:00:00-17:00:00");
        Of(Plan with { Ratio = RatioOf.Time }, day).ShouldBe("p-api 09:00:00-14:20:00, p-web 14:20:00-17:00:00");
    }

    [Fact]
    public void Time_is_that_of_the_day_whenever_it_was() =>
        Of(Plan with { Ratio = RatioOf.Time }, "api 06:00 1:00", "web 23:00 3:00").ShouldBe("p-api 09:00:00-13:00:00, p-web 13:00:00-17:00:00");

    [Fact]
    public void A_day_of_nothing_but_single_messages_goes_to_the_last() => Of(Plan, "api 09:00 0:00", "web 10:00 0:00").ShouldBe("p-api 09:00:00-09:00:00, p-web 09:00:00-17:00:00");

    [Fact]
    public void The_length_is_that_of_the_contract_or_what_was_tracked()
    {
        Of(Plan with { Length = AllocatedLength.Contract }, "api 09:00 1:00", "web 10:00 1:00").ShouldBe("p-api 09:00:00-12:00:00, p-web 12:00:00-15:00:00");
        Of(Plan with { Length = AllocatedLength.Worked }, "api 09:00 1:00", "web 10:00 0:30").ShouldBe("p-api 09:00:00-10:00:00, p-web 10:00:00-10:30:00");
    }

    [Fact]
    public void Fixed_shares_come_first_and_limits_hold()
    {
        Of(Plan with { Fixed = [new("p-all", 1800)] }, "api 09:00 1:00", "web 10:00 2:00").ShouldBe("p-all 09:00:00-09:30:00, p-api 09:30:00-12:00:00, p-web 12:00:00-17:00:00");
        Of(Plan with { AtMost = new Dictionary<string, long> { ["p-api"] = 3600 } }, "api 09:00 3:00", "web 10:00 1:00").ShouldBe("p-api 09:00:00-10:00:00, p-web 10:00:00-17:00:00");
    }

    [Fact]
    public void Where_it_was_tracked_it_stays_and_each_instant_is_there_once() =>
        Of(Plan with { Place = AllocatedPlace.Tracked }, "api 06:00 1:00", "api 07:00 0:30", "web 07:15 1:00", "elsewhere 12:00 1:00")
            .ShouldBe("p-api 06:00:00-07:30:00, p-web 07:30:00-08:15:00; left out: /home/me/work/elsewhere 1:00");

    [Fact]
    public void Weekends_are_left_alone_unless_they_are_asked_for()
    {
        var saturday = Day(new LocalDate(2026, 3, 7), 0, "api 09:00 1:00");
        Allocation.Of(Plan, [saturday]).ShouldBeEmpty();
        Allocation.Of(Plan with { Days = [IsoDayOfWeek.Saturday] }, [saturday]).Single().Times.Single().Seconds.ShouldBe(28_800);
    }

    [Fact]
    public void On_the_day_clocks_change_the_working_day_is_as_long_as_it_was()
    {
        var plan = Plan with { From = new LocalTime(1, 0), To = new LocalTime(9, 0), Days = [IsoDayOfWeek.Sunday] };
        var day = Allocation.Of(plan, [Day(new LocalDate(2026, 3, 29), 1, "api 04:00 1:00")]).Single();
        day.Seconds.ShouldBe(7 * 3600);
        day.Times.Single().End.ShouldBe(At(new LocalDate(2026, 3, 29), new LocalTime(9, 0)) / Micros.PerSecond);
    }

    [Fact]
    public void What_rounding_owes_is_paid_within_the_week_and_never_over_it()
    {
        var plan = Plan with { Shares = ShareBy.LargestRemainder, Grain = 3600, Carries = true };
        var days = Enumerable.Range(0, 8).Select(i => Day(new LocalDate(2026, 3, 2).PlusDays(i), 0, "api 09:00 3:00", "web 12:00 2:00")).ToList(); // 4.8 and 3.2 hours
        var given = Allocation.Of(plan, days).Select(d => d.Times[0].Seconds / 3600).ToList();
        given.ShouldBe([5, 5, 4, 5, 5, 5]);
        Allocation.Of(plan with { Carries = false }, days).Select(d => d.Times[0].Seconds / 3600).ShouldBe([5, 5, 5, 5, 5, 5]);
    }

    [Theory]
    [InlineData(MapBy.Folder, "/home/me/work", false)]
    [InlineData(MapBy.Path, "/home/me/work", true)]
    [InlineData(MapBy.Path, "/home/me/work/", true)]
    [InlineData(MapBy.Path, "/home/me/wor", false)]
    [InlineData(MapBy.Pattern, "wor[jk]/a", true)]
    [InlineData(MapBy.Pattern, "^a", false)]
    [InlineData(MapBy.Branch, "main", true)]
    [InlineData(MapBy.Branch, "Main", false)]
    [InlineData(MapBy.Repository, "Acme/Api", true)]
    [InlineData(MapBy.Repository, "api", true)]
    [InlineData(MapBy.Repository, "acme", false)]
    [InlineData(MapBy.Client, "ACME", true)]
    [InlineData(MapBy.Project, "acme/api", true)]
    [InlineData(MapBy.Project, "api", false)]
    public void A_rule_takes_what_it_says(MapBy by, string text, bool takes)
    {
        var time = new TrackedTime("x", 1, null, null) { Path = "/home/me/work/api", Project = "acme/api", Client = "Acme", Branch = "main" };
        Rule(by, text, "p").Takes(time, new LocalDate(2026, 3, 2)).ShouldBe(takes);
    }

    [Fact]
    public void The_first_rule_that_holds_on_the_date_decides()
    {
        var time = new TrackedTime("x", 1, null, null) { Project = "api" };
        ProjectRule[] rules = [new(MapBy.Project, "api", "old", LocalDate.MinIsoValue, new LocalDate(2026, 2, 28)), new(MapBy.Project, "api", "new", new LocalDate(2026, 3, 1), null)];
        rules.First(r => r.Takes(time, new LocalDate(2026, 2, 28))).Target.ShouldBe("old");
        rules.First(r => r.Takes(time, new LocalDate(2026, 3, 1))).Target.ShouldBe("new");
    }

    private static ProjectRule Rule(MapBy by, string text, string target) => new(by, text, target, LocalDate.MinIsoValue, null);

    private static string Of(AllocationPlan plan, params string[] tracked)
    {
        var day = Allocation.Of(plan, [Day(new LocalDate(2026, 3, 2), 0, tracked)]).SingleOrDefault();
        if (day is null) return "";
        var berlin = Moment.Zone("Europe/Berlin");
        string Clock(long seconds) => NodaTime.Text.LocalTimePattern.ExtendedIso.Format(Instant.FromUnixTimeSeconds(seconds).InZone(berlin).TimeOfDay);
        if (plan.Place == AllocatedPlace.Stacked) day.Times.Sum(t => t.Seconds).ShouldBe(day.Seconds);
        return string.Join(", ", day.Times.Select(t => $"{t.Target} {Clock(t.Start)}-{Clock(t.End)}"))
            + (day.LeftOut.Count == 0 ? "" : $"; left out: {string.Join(", ", day.LeftOut.Select(l => $"{l.Name} {Hours.Text(l.Micros)}"))}");
    }

    /// <param name="tracked">As <c>api 09:00 1:00</c>: the folder's name, when, how long.</param>
    private static DayToAllocate Day(LocalDate date, int opens, params string[] tracked)
    {
        var cut = DayCut.In(Moment.Zone("Europe/Berlin"));
        var (start, end) = cut.SpanOf(date);
        var (from, to) = opens == 0 ? (new LocalTime(9, 0), new LocalTime(17, 0)) : (new LocalTime(1, 0), new LocalTime(9, 0));
        return new DayToAllocate(date, start, end, At(date, from), At(date, to), 6 * Micros.PerHour, [.. tracked.Select(t => t.Split(' ')).Select(t =>
        {
            var (at, length) = (At(date, new LocalTime(int.Parse(t[1][..2]), int.Parse(t[1][3..]))), t[2].Split(':') is [var h, var m] ? (int.Parse(h) * 60 + int.Parse(m)) * Micros.PerMinute : 0);
            return new TrackedTime("claude-tracker", length, at, at + length) { Path = $"/home/me/work/{t[0]}", Name = $"/home/me/work/{t[0]}" };
        })]);
    }

    private static long At(LocalDate date, LocalTime clock) => Micros.From(Moment.Zone("Europe/Berlin").AtStrictly(date + clock).ToInstant());
}
