using Daybook.Model;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Model;

public sealed class DayCutTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28", "2026-03-27 23:00", "24:00")]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28 23:00", "23:00")]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24 22:00", "25:00")]
    [InlineData("America/New_York", "2026-03-08", "2026-03-08 05:00", "23:00")]
    [InlineData("America/New_York", "2026-11-01", "2026-11-01 04:00", "25:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "2026-04-04 13:00", "24:30")] // half an hour back
    [InlineData("Australia/Lord_Howe", "2026-10-04", "2026-10-03 13:30", "23:30")]
    [InlineData("Antarctica/Troll", "2026-03-29", "2026-03-29 00:00", "22:00")]    // two hours forward
    [InlineData("Antarctica/Troll", "2026-10-25", "2026-10-24 22:00", "26:00")]
    [InlineData("Asia/Kolkata", "2026-03-29", "2026-03-28 18:30", "24:00")]        // half-hour zone
    [InlineData("Asia/Kathmandu", "2026-03-29", "2026-03-28 18:15", "24:00")]      // quarter-hour zone
    [InlineData("Asia/Beirut", "2026-03-29", "2026-03-28 22:00", "23:00")]         // starts at 01:00
    [InlineData("Asia/Beirut", "2026-10-24", "2026-10-23 21:00", "25:00")]         // 24:00 is 23:00 again
    [InlineData("America/Havana", "2023-03-12", "2023-03-12 05:00", "23:00")]      // starts at 01:00
    [InlineData("America/Havana", "2023-11-05", "2023-11-05 04:00", "25:00")]      // midnight twice: starts at the first
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-23 22:00", "23:00")]        // starts at 01:00
    [InlineData("Africa/Cairo", "2026-10-29", "2026-10-28 21:00", "25:00")]        // 24:00 is 23:00 again
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06 04:00", "23:00")]    // starts at 01:00
    [InlineData("America/Santiago", "2026-04-04", "2026-04-04 03:00", "25:00")]    // 24:00 is 23:00 again
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-29 10:00", "24:00")]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30 10:00", "0:00")]         // never was
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30 10:00", "24:00")]
    [InlineData("Pacific/Kwajalein", "1993-08-21", "1993-08-21 12:00", "0:00")]    // never was, the other skipped date
    [InlineData("Europe/Berlin", "2024-02-29", "2024-02-28 23:00", "24:00")]
    [InlineData("Europe/Berlin", "2025-12-31", "2025-12-30 23:00", "24:00")]
    [InlineData("Europe/Berlin", "2026-01-01", "2025-12-31 23:00", "24:00")]
    [InlineData("Europe/Berlin", "1969-12-31", "1969-12-30 23:00", "24:00")]       // before the epoch
    public void A_day_is_as_long_as_its_clock_makes_it(string zone, string date, string startUtc, string length)
    {
        var (start, end) = DayCut.In(Zone(zone)).SpanOf(Date(date));

        start.ShouldBe(Utc(startUtc));
        (end - start).ShouldBe(Length(length));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28 22:59", "2026-03-28")]
    [InlineData("Europe/Berlin", "2026-03-28 23:00", "2026-03-29")]
    [InlineData("Asia/Beirut", "2026-10-24 20:59", "2026-10-24")]
    [InlineData("Asia/Beirut", "2026-10-24 21:30", "2026-10-24")]  // 23:30, the second time
    [InlineData("Asia/Beirut", "2026-10-24 22:00", "2026-10-25")]
    [InlineData("America/Havana", "2023-11-05 05:30", "2023-11-05")] // 00:30, the second time
    [InlineData("Pacific/Apia", "2011-12-30 09:59", "2011-12-29")]
    [InlineData("Pacific/Apia", "2011-12-30 10:00", "2011-12-31")]
    [InlineData("Pacific/Kiritimati", "2026-06-01 10:00", "2026-06-02")]
    [InlineData("Etc/GMT+12", "2026-06-01 11:59", "2026-05-31")]
    [InlineData("UTC", "2024-02-29 12:00", "2024-02-29")]
    [InlineData("UTC", "2027-01-03 23:59", "2027-01-03")]            // last day of 2026-W53
    public void An_instant_is_of_the_day_whose_span_holds_it(string zone, string utc, string date) =>
        DayCut.In(Zone(zone)).DayOf(Utc(utc)).ShouldBe(Date(date));

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25 00:30", "2:30")]
    [InlineData("Europe/Berlin", "2026-10-25 01:30", "2:30")]        // the same clock time an hour later
    [InlineData("Asia/Beirut", "2026-03-28 22:00", "1:00")]          // the day's first instant
    [InlineData("Australia/Lord_Howe", "2026-10-03 15:30", "2:30")]
    [InlineData("Asia/Kathmandu", "1969-12-31 18:00", "23:30")]      // before the epoch, +05:30 then
    [InlineData("America/New_York", "2026-07-01 03:59", "23:59")]
    public void The_clock_shows_local_time(string zone, string utc, string clock) =>
        DayCut.In(Zone(zone)).ClockOf(Utc(utc)).ShouldBe(Length(clock));

    [Fact]
    public void A_day_start_at_four_gives_the_night_to_the_day_before()
    {
        var cut = new DayCut(Dated<DateTimeZone>.Always(Zone("Europe/Berlin")), Dated<LocalTime>.Always(new LocalTime(4, 0)));

        cut.DayOf(In("Europe/Berlin", "2026-06-02 03:59")).ShouldBe(Date("2026-06-01"));
        cut.DayOf(In("Europe/Berlin", "2026-06-02 04:00")).ShouldBe(Date("2026-06-02"));
        cut.ClockOf(In("Europe/Berlin", "2026-06-02 03:59")).ShouldBe(Length("3:59"));
    }

    [Fact]
    public void A_date_that_never_was_takes_nothing_even_where_days_start_late()
    {
        var cut = new DayCut(Dated<DateTimeZone>.Always(Zone("Pacific/Apia")), Dated<LocalTime>.Always(new LocalTime(4, 0)));

        Lengths(cut, "2011-12-29", 3).ShouldBe(["24:00", "0:00", "24:00"]);
        cut.DayOf(In("Pacific/Apia", "2011-12-31 03:59")).ShouldBe(Date("2011-12-29"));
    }

    [Theory]
    [InlineData("America/New_York", "Europe/Berlin", "24:00", "18:00", "24:00")]
    [InlineData("Europe/Berlin", "America/New_York", "24:00", "30:00", "24:00")]
    [InlineData("Etc/GMT+12", "Pacific/Kiritimati", "24:00", "0:00", "22:00")] // 26 hours ahead: more than the day there was
    [InlineData("Pacific/Kiritimati", "Etc/GMT+12", "24:00", "50:00", "24:00")]
    public void A_change_of_zone_makes_the_day_before_it_longer_or_shorter(
        string before, string from, string twoBefore, string dayBefore, string dayOf)
    {
        var cut = new DayCut(new Dated<DateTimeZone>([(LocalDate.MinIsoValue, Zone(before)), (Date("2026-06-10"), Zone(from))]));

        Lengths(cut, "2026-06-08", 3).ShouldBe([twoBefore, dayBefore, dayOf]);
    }

    [Fact]
    public void A_change_of_day_start_makes_the_day_before_it_longer_or_shorter()
    {
        var starts = new Dated<LocalTime>(
            [(LocalDate.MinIsoValue, LocalTime.Midnight), (Date("2026-06-10"), new LocalTime(4, 0)), (Date("2026-06-12"), LocalTime.Midnight)]);
        var cut = new DayCut(Dated<DateTimeZone>.Always(Zone("Europe/Berlin")), starts);

        Lengths(cut, "2026-06-08", 5).ShouldBe(["24:00", "28:00", "24:00", "20:00", "24:00"]);
    }

    [Fact]
    public void A_range_is_cut_at_the_starts_of_days_and_passes_over_a_date_that_never_was()
    {
        var cut = DayCut.In(Zone("Pacific/Apia"));
        var (start, end) = (In("Pacific/Apia", "2011-12-29 22:00"), In("Pacific/Apia", "2012-01-01 01:00"));

        cut.Split(start, end).Select(p => $"{p.Date:uuuu-MM-dd} {(p.End - p.Start) / Micros.PerHour} h")
            .ShouldBe(["2011-12-29 2 h", "2011-12-31 24 h", "2012-01-01 1 h"]);
        cut.DaysIn(start, end).ShouldBe([Date("2011-12-29"), Date("2011-12-31"), Date("2012-01-01")]);
        cut.Split(start, start).ShouldBeEmpty();
    }

    private static string[] Lengths(DayCut cut, string first, int days) =>
        [.. Enumerable.Range(0, days).Select(i => cut.SpanOf(Date(first).PlusDays(i)))
            .Select(span => Micros.ToDuration(span.End - span.Start))
            .Select(length => $"{(int)length.TotalHours}:{length.Minutes:00}")];
}
