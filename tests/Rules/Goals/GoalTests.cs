using System.Globalization;
using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Tests.Rules;

/// <summary>How far a goal is. The week is 2026-W10, Monday 2 to Sunday 8 March.</summary>
public sealed class GoalTests
{
    private static readonly Daybook.Model.Period Week = Daybook.Model.Period.Containing(PeriodKind.Week, new LocalDate(2026, 3, 2));

    // hours: of Monday to Sunday; then worked, tenths of a percent, remaining, days left, needed a day, state.
    [Theory]
    [InlineData("2 2 0 0 0 0 0", 10, false, "2026-03-04", "4:00 400 6:00 5 1:12 Active")]
    [InlineData("2 2 0 0 0 0 0", 10, true, "2026-03-04", "4:00 400 6:00 3 2:00 Active")] // Wednesday to Friday
    [InlineData("2 2 0 0 0 9 9", 10, true, "2026-03-04", "4:00 400 6:00 3 2:00 Active")] // a weekend that is excluded does not count either
    [InlineData("0 0 0 0 0 0 0", 10, false, "2026-02-25", "0:00 0 10:00 7 1:25 Active")] // a week to come
    [InlineData("5 5 0 0 0 0 0", 10, false, "2026-03-04", "10:00 1000 0:00 5 0:00 Completed")] // before the week is over
    [InlineData("5 5 5 0 0 0 0", 10, false, "2026-03-04", "15:00 1500 0:00 5 0:00 Completed")]
    [InlineData("5 4 0 0 0 0 0", 10, false, "2026-03-08", "9:00 900 1:00 1 1:00 Active")] // the last day
    [InlineData("5 4 0 0 0 0 0", 10, false, "2026-03-09", "9:00 900 1:00 0 - Failed")]
    [InlineData("5 4 0 0 0 0 0", 10, true, "2026-03-07", "9:00 900 1:00 0 - Failed")] // Friday was the last that counts
    [InlineData("5 5 0 0 0 0 0", 10, false, "2027-01-01", "10:00 1000 0:00 0 - Completed")]
    [InlineData("1 0 0 0 0 0 0", 3, false, "2026-03-08", "1:00 333 2:00 1 2:00 Active")] // cut off, not rounded
    public void Progress_as_of_a_date(string hours, long goal, bool excludes, string asOf, string expected) =>
        Text(Progress(hours, new Goal(null, goal * Micros.PerHour, excludes, LocalDate.MinIsoValue, null), asOf, _ => false)).ShouldBe(expected);

    [Theory]
    [InlineData(true, "4:00 400 6:00 2 3:00 Active")]
    [InlineData(false, "4:00 400 6:00 5 1:12 Active")] // who works on weekends works on holidays
    public void A_day_off_is_no_day_left_where_weekends_are_excluded(bool excludes, string expected) =>
        Text(Progress("2 2 0 0 0 0 0", new Goal(null, 10 * Micros.PerHour, excludes, LocalDate.MinIsoValue, null), "2026-03-04", d => d.Day == 5)).ShouldBe(expected);

    [Fact]
    public void On_a_last_day_that_is_off_nothing_is_lost_yet() =>
        Text(Progress("2 0 0 0 0 0 0", new Goal(null, 10 * Micros.PerHour, true, LocalDate.MinIsoValue, null), "2026-03-06", d => d.Day == 6)).ShouldBe("2:00 200 8:00 0 - Active");

    [Fact]
    public void What_is_shown_stops_at_a_hundred_percent() =>
        Progress("9 9 0 0 0 0 0", new Goal(null, 10 * Micros.PerHour, false, LocalDate.MinIsoValue, null), "2026-03-04", _ => false).ShownTenths.ShouldBe(1000);

    [Theory]
    [InlineData("2026-03-02", null, true)]
    [InlineData("2026-03-03", null, false)] // holds from the next Monday on
    [InlineData("2026-01-01", "2026-03-02", true)]
    [InlineData("2026-01-01", "2026-03-01", false)]
    public void A_goal_holds_for_weeks_that_begin_in_it(string from, string? until, bool holds) =>
        new Goal(null, 1, false, Moment.Date(from), until is null ? null : Moment.Date(until)).HoldsIn(Week).ShouldBe(holds);

    [Fact]
    public void What_is_needed_a_day_is_always_enough_and_never_a_microsecond_too_much_for_all_days()
    {
        var random = new Random(4);
        for (var i = 0; i < 500; i++)
        {
            var goal = new Goal(null, random.NextInt64(1, 168 * Micros.PerHour), random.Next(2) == 0, LocalDate.MinIsoValue, null);
            var worked = Week.Dates.ToDictionary(d => d, _ => random.NextInt64(24 * Micros.PerHour));
            var progress = GoalProgress.Of(goal, Week, Week.From.PlusDays(random.Next(-2, 10)), d => worked[d], d => (d.Day + i) % 3 == 0);
            (progress.State == GoalState.Completed).ShouldBe(progress.Remaining == 0);
            (progress.NeededADay is null).ShouldBe(progress.DaysLeft == 0);
            if (progress.NeededADay is not { } needed) continue;
            (needed * progress.DaysLeft).ShouldBeGreaterThanOrEqualTo(progress.Remaining);
            ((needed - 1) * progress.DaysLeft).ShouldBeLessThan(Math.Max(progress.Remaining, 1));
        }
    }

    private static GoalProgress Progress(string hours, Goal goal, string asOf, Func<LocalDate, bool> isOff)
    {
        var each = hours.Split(' ').Select(h => long.Parse(h, CultureInfo.InvariantCulture) * Micros.PerHour).ToList();
        return GoalProgress.Of(goal, Week, Moment.Date(asOf), d => each[d.Day - 2], isOff);
    }

    private static string Text(GoalProgress p) =>
        $"{Hours.Text(p.Worked)} {p.Tenths} {Hours.Text(p.Remaining)} {p.DaysLeft} {(p.NeededADay is { } needed ? Hours.Text(needed) : "-")} {p.State}";
}
