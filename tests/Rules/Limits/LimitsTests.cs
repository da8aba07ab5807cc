using Daybook.Model;
using Daybook.Rules;
using static Daybook.Tests.Rules.LimitDays;

namespace Daybook.Tests.Rules;

/// <summary>What each kind of rule finds, at its boundaries. 2026-03-02 is a Monday.</summary>
public sealed class LimitsTests
{
    private static readonly LimitRule Ten = new LimitRule.Day("day", "", "", 10 * Micros.PerHour);
    private static readonly LimitRule Week = new LimitRule.Week("week", "", "", 48 * Micros.PerHour);
    private static readonly LimitRule Rest = new LimitRule.DailyRest("rest", "", "", 11 * Micros.PerHour, IsWithinADay: false);
    private static readonly LimitRule RestWithin = new LimitRule.DailyRest("rest", "", "", 11 * Micros.PerHour, IsWithinADay: true);
    private static readonly LimitRule WeeklyRest = new LimitRule.WeeklyRest("weekly", "", "", 35 * Micros.PerHour);
    private static readonly LimitRule Break = new LimitRule.Break("break", "", "", [Step(360, 30, 15), Step(540, 45, 15)]);
    private static readonly LimitRule Unbroken = new LimitRule.Unbroken("unbroken", "", "", 6 * Micros.PerHour, 15 * Micros.PerMinute);

    [Theory]
    [InlineData("2026-03-02 08:00-18:00", "")]
    [InlineData("2026-03-02 08:00-18:00:00.000001", "2026-03-02 day 10:00:00.000001 of 10:00:00")]
    [InlineData("2026-03-02 08:00-13:00 14:00-19:00", "")]
    [InlineData("2026-03-02 10:00", "")] // a total counts for what it is
    [InlineData("2026-03-02 10:01", "2026-03-02 day 10:01:00 of 10:00:00")]
    [InlineData("2026-03-02 16:00-03:00", "")] // eight hours before midnight and three after
    [InlineData("2026-03-29 00:00-11:00", "")] // the clock was put forward: ten hours
    [InlineData("2026-10-25 00:00-10:00", "2026-10-25 day 11:00:00 of 10:00:00")] // put back: eleven
    public void A_day_has_at_most(string days, string found) => Find(Ten, days).ShouldBe(found);

    [Theory]
    [InlineData("2026-03-02 24:00, 2026-03-08 24:00", "")]
    [InlineData("2026-03-02 24:00, 2026-03-08 24:00, 2026-03-09 10:00", "")] // the next week's
    [InlineData("2026-03-02 24:00, 2026-03-05 0:01, 2026-03-08 24:00", "2026-W10 week 48:01:00 of 48:00:00")]
    [InlineData("2026-12-31 24:00, 2027-01-01 24:00, 2027-01-03 1:00", "2026-W53 week 49:00:00 of 48:00:00")] // over the year's end
    public void A_week_has_at_most(string days, string found) => Find(Week, days).ShouldBe(found);

    [Theory]
    [InlineData("48 48 48 48", "")]
    [InlineData("60 40 60 32", "")]
    [InlineData("60 40 60 33", "2026-W04 average 48:15:00 of 48:00:00")]
    [InlineData("60 60 60", "")] // what was before is not known
    [InlineData("0 60 60 60 60", "2026-W05 average 60:00:00 of 48:00:00")]
    [InlineData("0 0 60 60 60 20 0 50", "2026-W06 average 50:00:00 of 48:00:00")]
    public void Four_weeks_have_on_average_at_most(string weeks, string found) =>
        Text(Limits.Find(Pack(Average(4)), Weeks([.. weeks.Split(' ').Select(long.Parse)]), Berlin)).ShouldBe(found);

    [Theory]
    [InlineData("40 40 50 0", "2026-01-19 2026-01-20 2026-01-21 2026-01-22 2026-01-23", "")] // 130 over three weeks
    [InlineData("50 50 45 0", "2026-01-19 2026-01-20 2026-01-21 2026-01-22 2026-01-23", "2026-W04 average 48:20:00 of 48:00:00")]
    [InlineData("50 50 45 0", "2026-01-19 2026-01-20 2026-01-21 2026-01-22 2026-01-23 2026-01-24 2026-01-25", "2026-W04 average 48:20:00 of 48:00:00")] // its weekend takes nothing more
    [InlineData("50 50 44 40", "2026-01-19", "2026-W04 average 48:25:15.789474 of 48:00:00")] // worked on all the same, and over 3.8 weeks; rounded up
    public void Days_left_out_are_not_divided_by(string weeks, string leftOut, string found) =>
        Text(Limits.Find(Pack(Average(4)), Weeks([.. weeks.Split(' ').Select(long.Parse)]), Berlin, leftOut.Split(' ').Select(Moment.Date).ToHashSet())).ShouldBe(found);

    [Fact]
    public void Where_every_day_is_left_out_there_is_no_average()
    {
        var days = Weeks(60, 60);
        var all = Enumerable.Range(0, 14).Select(i => days[0].Date.PlusDays(i)).ToHashSet();
        Limits.Find(Pack(Average(2)), days, Berlin, all).ShouldBeEmpty();
        WeekAverage.Of(days, Daybook.Model.Period.Containing(PeriodKind.Week, days[^1].Date), 2, all)!.Value.Micros.ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-03-02 09:00-21:00, 2026-03-03 08:00-12:00", "")]
    [InlineData("2026-03-02 09:00-21:00, 2026-03-03 07:59:59.999999-12:00", "2026-03-02 rest 10:59:59.999999 of 11:00:00")]
    [InlineData("2026-03-02 09:00-17:00 22:00-01:00, 2026-03-03 09:00-12:00", "2026-03-02 rest 8:00:00 of 11:00:00")] // over midnight it is one run
    [InlineData("2026-03-02 09:00-17:00 22:00-23:50, 2026-03-03 00:10-01:00 12:00-13:00", "")] // what follows shortly after midnight is no rest that was cut short
    [InlineData("2026-03-02 09:00-17:00 22:00-23:50, 2026-03-03 00:10-01:00 11:00-13:00", "2026-03-02 rest 10:00:00 of 11:00:00")]
    [InlineData("2026-03-02 14:00-22:00, 2026-03-03 06:00-14:00", "2026-03-02 rest 8:00:00 of 11:00:00")] // a late shift before an early one
    [InlineData("2026-03-02 21:00-22:00, 2026-03-03 08:00-12:00", "2026-03-02 rest 10:00:00 of 11:00:00")]
    [InlineData("2026-03-02 06:00-07:00 18:00-22:00, 2026-03-03 06:00-07:00", "2026-03-02 rest 8:00:00 of 11:00:00")] // eleven hours by day are a pause
    [InlineData("2026-03-02 22:00-02:00, 2026-03-03 02:30-06:00 22:00-06:00, 2026-03-04 22:00-23:00", "")] // nights
    [InlineData("2026-03-02 12:00-23:50, 2026-03-03 00:10-03:00 07:00-09:00 12:30-13:00", "2026-03-02 rest 4:00:00 of 11:00:00")] // with no rest at all another day begins after 24 hours
    [InlineData("2026-03-28 12:00-22:00, 2026-03-29 09:30-12:00", "2026-03-28 rest 10:30:00 of 11:00:00")] // an hour was skipped
    [InlineData("2026-10-24 12:00-22:00, 2026-10-25 08:00-12:00", "")] // and given back
    [InlineData("2026-03-02 09:00-23:00, 2026-03-03 8:00, 2026-03-04 06:00-12:00", "")] // nobody knows when on the day between
    [InlineData("2026-03-02 00:00-24:00, 2026-03-03 00:00-02:00 12:00-13:00", "2026-03-02 rest 10:00:00 of 11:00:00")] // over 24 hours
    [InlineData("2026-03-02 09:00-20:00, 2026-03-03 06:00-20:00, 2026-03-04 06:00-10:00", "2026-03-02 rest 10:00:00 of 11:00:00, 2026-03-03 rest 10:00:00 of 11:00:00")]
    public void A_rest_follows_a_days_work(string days, string found) => Find(Rest, days).ShouldBe(found);

    [Theory]
    [InlineData("2026-03-02 09:00-22:00, 2026-03-03 09:00-10:00", "")]
    [InlineData("2026-03-02 09:00-23:00, 2026-03-03 10:00-12:00", "2026-03-02 rest 10:00:00 of 11:00:00")] // eleven hours, but not of the 24
    [InlineData("2026-03-02 06:00-07:00 18:00-22:00, 2026-03-03 06:00-07:00", "")] // by day is as good as by night
    [InlineData("2026-03-02 00:00-24:00, 2026-03-03 00:00-02:00 12:00-13:00", "2026-03-02 rest 0:00:00 of 11:00:00")]
    [InlineData("2026-03-02 09:00-23:00", "2026-03-02 rest 10:00:00 of 11:00:00")]
    public void A_rest_is_within_24_hours(string days, string found) => Find(RestWithin, days).ShouldBe(found);

    [Theory]
    [InlineData("2026-03-02 09:00-10:00, 2026-03-07 09:00-18:00, 2026-03-09 09:00-10:00", "")]
    [InlineData("x 2026-03-07 12:00-22:00, 2026-03-09 09:00-10:00", "")] // all of it counts, also what lies in the next week
    [InlineData("x 2026-03-07 12:00-22:00, 2026-03-09 08:59-10:00", "2026-W10 weekly 34:59:00 of 35:00:00")]
    [InlineData("x 2026-03-07 12:00-22:00", "")] // what is to come is free
    [InlineData("x 2026-03-07 9:00", "")] // nobody knows when
    [InlineData("x 2026-03-07 12:00-22:00, 2026-03-08 10:00-11:00, 2026-03-09 22:00-23:00, y", "2026-W11 weekly 22:00:00 of 35:00:00")] // its first day's rest began the week before
    public void A_week_has_a_rest(string days, string found)
    {
        var weekdays = string.Join(", ", Enumerable.Range(2, 5).Select(d => $"2026-03-0{d} 08:00-20:00"));
        var next = string.Join(", ", Enumerable.Range(10, 7).Select(d => $"2026-03-{d} 08:00-20:00"));
        Find(WeeklyRest, days.Replace("x", weekdays + ",", StringComparison.Ordinal).Replace("y", next, StringComparison.Ordinal)).ShouldBe(found);
    }

    [Theory]
    [InlineData("2026-03-02 09:00-15:00", "")]
    [InlineData("2026-03-02 09:00-15:00:00.000001", "2026-03-02 break 0:00:00 of 0:30:00")]
    [InlineData("2026-03-02 09:00-12:00 12:30-16:00", "")]
    [InlineData("2026-03-02 09:00-12:00 12:29-16:00", "2026-03-02 break 0:29:00 of 0:30:00")]
    [InlineData("2026-03-02 09:00-12:00 12:15-14:00 14:15-16:00", "")] // two of fifteen
    [InlineData("2026-03-02 09:00-12:00 12:10-13:00 13:10-14:00 14:10-16:00", "2026-03-02 break 0:00:00 of 0:30:00")] // three of ten are none
    [InlineData("2026-03-02 08:00-12:30 13:00-17:30", "")] // nine hours
    [InlineData("2026-03-02 08:00-12:30 13:00-17:31", "2026-03-02 break 0:30:00 of 0:45:00")] // one finding, of the step that holds
    [InlineData("2026-03-02 18:00-21:00 21:10-02:00", "2026-03-02 break 0:00:00 of 0:30:00")] // of the day it began on
    [InlineData("2026-03-02 9:00", "")]
    public void A_day_has_breaks(string days, string found) => Find(Break, days).ShouldBe(found);

    [Theory]
    [InlineData("2026-03-02 09:00-15:00", "")]
    [InlineData("2026-03-02 09:00-15:01", "2026-03-02 unbroken 6:01:00 of 6:00:00")]
    [InlineData("2026-03-02 09:00-12:00 12:15-18:00", "")]
    [InlineData("2026-03-02 09:00-12:00 12:14-15:20", "2026-03-02 unbroken 6:06:00 of 6:00:00")] // too short a pause ends nothing, nor does it count
    [InlineData("2026-03-02 20:00-02:30", "2026-03-02 unbroken 6:30:00 of 6:00:00")]
    [InlineData("2026-03-28 22:00-04:30", "")] // an hour was skipped
    [InlineData("2026-10-24 22:00-03:30", "2026-10-24 unbroken 6:30:00 of 6:00:00")] // one was shown twice
    public void Work_at_a_stretch_has_at_most(string days, string found) => Find(Unbroken, days).ShouldBe(found);

    [Fact]
    public void Findings_come_by_day_then_by_week_then_as_the_rules_do() =>
        Text(Limits.Find(Pack(Week, Unbroken, Ten), Of("2026-03-02 00:00-24:00, 2026-03-08 00:00-24:00, 2026-03-04 5:00"), Berlin)).ShouldBe(
            "2026-03-02 unbroken 24:00:00 of 6:00:00, 2026-03-02 day 24:00:00 of 10:00:00, 2026-03-08 unbroken 24:00:00 of 6:00:00, 2026-03-08 day 24:00:00 of 10:00:00, 2026-W10 week 53:00:00 of 48:00:00");

    [Fact]
    public void Days_without_times_are_named() =>
        Limits.WithoutTimes(Of("2026-03-02 9:00, 2026-03-03 09:00-10:00, 2026-03-04 0:00")).ShouldBe([Moment.Date("2026-03-02")]);

    [Fact]
    public void Of_no_days_nothing_is_found() => Limits.Find(Pack(Ten, Week, Rest, WeeklyRest, Break, Unbroken, Average(4)), [], Berlin).ShouldBeEmpty();

    private static LimitRule.Average Average(int weeks) => new("average", "", "", 48 * Micros.PerHour, weeks);

    private static BreakStep Step(long after, long least, long piece) => new(after * Micros.PerMinute, least * Micros.PerMinute, piece * Micros.PerMinute);

    private static string Find(LimitRule rule, string days) => Text(Limits.Find(Pack(rule), Of(days), Berlin));
}
