using Daybook.Worker.Schedules;
using NodaTime;

namespace Daybook.Tests.Worker;

public sealed class CronTextTests
{
    [Theory]
    [InlineData("30 6 * * *", "2026-11-23 06:30|2026-11-24 06:30|2026-11-25 06:30")]
    [InlineData("30 6 * * mon-fri", "2026-11-23 06:30|2026-11-24 06:30|2026-11-25 06:30")]
    [InlineData("30 6 * * 1", "2026-11-23 06:30|2026-11-30 06:30")]
    [InlineData("30 6 * * MON", "2026-11-23 06:30|2026-11-30 06:30")]
    [InlineData("0 0 * * 0", "2026-11-29 00:00|2026-12-06 00:00")]
    [InlineData("0 0 * * 7", "2026-11-29 00:00|2026-12-06 00:00")]
    [InlineData("0 0 * * 5-7", "2026-11-27 00:00|2026-11-28 00:00|2026-11-29 00:00|2026-12-04 00:00")]
    [InlineData("*/20 8 * * *", "2026-11-23 08:00|2026-11-23 08:20|2026-11-23 08:40|2026-11-24 08:00")]
    [InlineData("0 9-17/4 * * *", "2026-11-22 13:00|2026-11-22 17:00|2026-11-23 09:00")]
    [InlineData("0 0 1 jan,jul *", "2027-01-01 00:00|2027-07-01 00:00")]
    [InlineData("0 0 31 * *", "2026-12-31 00:00|2027-01-31 00:00|2027-03-31 00:00")]
    [InlineData("0 0 29 2 *", "2028-02-29 00:00|2032-02-29 00:00")]
    [InlineData("15,45 12 * * 2", "2026-11-24 12:15|2026-11-24 12:45|2026-12-01 12:15")]
    // Either of the two days, where both are said.
    [InlineData("0 0 13 * fri", "2026-11-27 00:00|2026-12-04 00:00|2026-12-11 00:00|2026-12-13 00:00|2026-12-18 00:00")]
    [InlineData("@daily", "2026-11-23 00:00|2026-11-24 00:00")]
    [InlineData("@hourly", "2026-11-22 13:00|2026-11-22 14:00")]
    [InlineData("@weekly", "2026-11-29 00:00")]
    [InlineData("@monthly", "2026-12-01 00:00")]
    [InlineData("@yearly", "2027-01-01 00:00")]
    public void Five_fields_mean_times(string text, string times)
    {
        var cron = CronText.Parse(text, out var flaw);
        cron.ShouldNotBeNull(flaw);
        var schedule = new Schedule("s", cron, DateTimeZone.Utc, null, MissedTime.Once);
        var at = Instant.FromUtc(2026, 11, 22, 12, 0);
        foreach (var time in times.Split('|')) Show(at = schedule.Next(at)!.Value, DateTimeZone.Utc).ShouldBe(time);
    }

    [Theory]
    [InlineData("", "0 fields")]
    [InlineData("* * * *", "4 fields")]
    [InlineData("0 0 6 * * *", "6 fields")]
    [InlineData("60 * * * *", "the minute is 0 to 59, not 60")]
    [InlineData("0 24 * * *", "the hour is 0 to 23, not 24")]
    [InlineData("0 0 0 * *", "the day of the month is 1 to 31, not 0")]
    [InlineData("0 0 * 13 *", "the month is 1 to 12, not 13")]
    [InlineData("0 0 * * 8", "the day of the week is 0 to 7, not 8")]
    [InlineData("0 0 * * mo", "'mo' is nothing that the day of the week can be")]
    [InlineData("0 0 * foo *", "'foo' is nothing that the month can be")]
    [InlineData("*/0 * * * *", "no step")]
    [InlineData("0 1,,2 * * *", "'' is nothing that the hour can be")]
    [InlineData("0 5-1 * * *", "'5-1' ends before it begins")]
    [InlineData("0 0 L * *", "'L' is nothing")]
    [InlineData("0 0 31 2 *", "it never comes")]
    [InlineData("0 0 30 feb *", "it never comes")]
    [InlineData("@often", "1 fields")]
    public void What_is_no_time_is_told(string text, string said)
    {
        CronText.Parse(text, out var flaw).ShouldBeNull();
        flaw.ShouldNotBeNull();
        flaw.ShouldContain(said);
    }

    /// <summary>The table of docs/work.md: what a schedule means where a clock changes.</summary>
    [Theory]
    // Spring: 02:00 becomes 03:00.
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29 03:00|2026-03-30 02:30")]
    [InlineData("0,30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29 03:00|2026-03-30 02:00|2026-03-30 02:30")]
    [InlineData("0 2,3 * * *", "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29 03:00|2026-03-30 02:00|2026-03-30 03:00")]
    [InlineData("30 3 * * *", "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29 03:30|2026-03-30 03:30")]
    [InlineData("30 * * * *", "Europe/Berlin", "2026-03-29T00:00Z", "2026-03-29 01:30|2026-03-29 03:30|2026-03-29 04:30")]
    [InlineData("0 */2 * * *", "Europe/Berlin", "2026-03-28T23:30Z", "2026-03-29 04:00|2026-03-29 06:00")]
    // Autumn: 03:00 becomes 02:00.
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25 02:30+02|2026-10-26 02:30+01")]
    [InlineData("0,30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25 02:00+02|2026-10-25 02:30+02|2026-10-26 02:00+01")]
    [InlineData("30 * * * *", "Europe/Berlin", "2026-10-24T23:45Z", "2026-10-25 02:30+02|2026-10-25 02:30+01|2026-10-25 03:30+01")]
    [InlineData("*/30 * * * *", "Europe/Berlin", "2026-10-24T23:45Z", "2026-10-25 02:00+02|2026-10-25 02:30+02|2026-10-25 02:00+01|2026-10-25 02:30+01|2026-10-25 03:00+01")]
    // Clocks that change at midnight, by half an hour, and a day that never was.
    [InlineData("0 0 * * *", "America/Santiago", "2026-09-05T12:00Z", "2026-09-06 01:00|2026-09-07 00:00")]
    [InlineData("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T03:00Z", "2026-10-04 02:30|2026-10-05 02:15")]
    [InlineData("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T10:00Z", "2026-04-05 01:45+11|2026-04-06 01:45+10:30")]
    [InlineData("0 12 * * *", "Pacific/Apia", "2011-12-29T00:00Z", "2011-12-29 12:00|2011-12-31 00:00|2011-12-31 12:00")]
    public void Each_occurrence_comes_once_where_a_clock_changes(string text, string zone, string after, string times)
    {
        var of = DateTimeZoneProviders.Tzdb[zone];
        var schedule = new Schedule("s", CronText.Parse(text, out _)!, of, null, MissedTime.Once);
        var at = NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Parse(after).Value;
        foreach (var time in times.Split('|'))
        {
            at = schedule.Next(at)!.Value;
            var isExact = time.Length > "2026-10-25 02:30".Length;
            (isExact ? at.InZone(of).ToString("uuuu-MM-dd HH:mmo<g>", System.Globalization.CultureInfo.InvariantCulture) : Show(at, of)).ShouldBe(time);
        }
    }

    [Theory]
    [InlineData("*/15 * * * *")]
    [InlineData("17 * * * *")]
    [InlineData("30 2 * * *")]
    [InlineData("0,30 0-3 * * *")]
    public void Over_years_each_comes_later_than_the_one_before_and_none_is_far(string text)
    {
        foreach (var zone in (string[])["Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Africa/Casablanca", "Antarctica/Troll", "Asia/Kathmandu"])
        {
            var schedule = new Schedule("s", CronText.Parse(text, out _)!, DateTimeZoneProviders.Tzdb[zone], null, MissedTime.Once);
            var at = Instant.FromUtc(2026, 1, 1, 0, 0);
            while (at < Instant.FromUtc(2027, 1, 1, 0, 0))
            {
                var next = schedule.Next(at)!.Value;
                next.ShouldBeGreaterThan(at);
                (next - at).ShouldBeLessThan(Duration.FromHours(schedule.Cron.HasFixedHours ? 27 : 3.01));
                // Whatever moment in between is asked from, the answer is the same.
                schedule.Next(at + (next - at) / 2).ShouldBe(next);
                at = next;
            }
        }
    }

    private static string Show(Instant at, DateTimeZone zone) => at.InZone(zone).ToString("uuuu-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
