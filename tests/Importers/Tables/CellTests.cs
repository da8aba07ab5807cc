using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Tests.Importers.Tables;

/// <summary>What cells of trackers' files mean, as tables.</summary>
public sealed class CellTests
{
    [Theory]
    [InlineData("2026-11-21", null, "2026-11-21")]
    [InlineData("2026/1/2", null, "2026-01-02")]
    [InlineData("20261121", null, "2026-11-21")]
    [InlineData("21.11.2026", DateOrder.DayMonthYear, "2026-11-21")]
    [InlineData("11/21/2026", DateOrder.MonthDayYear, "2026-11-21")]
    [InlineData("3-4-2026", DateOrder.DayMonthYear, "2026-04-03")]
    [InlineData("03/04/2026", DateOrder.MonthDayYear, "2026-03-04")]
    [InlineData("04/04/2026", null, "2026-04-04")]
    [InlineData("03/04/2026", null, null)]
    [InlineData("13/15/2026", DateOrder.MonthDayYear, null)]
    [InlineData("29.02.2026", DateOrder.DayMonthYear, null)]
    [InlineData("29.02.2028", DateOrder.DayMonthYear, "2028-02-29")]
    [InlineData("21.11.26", DateOrder.DayMonthYear, null)]
    [InlineData("21.11/2026", DateOrder.DayMonthYear, null)]
    [InlineData("1969-12-31", null, null)]
    [InlineData("2101-01-01", null, null)]
    [InlineData("today", null, null)]
    [InlineData("", null, null)]
    public void Dates(string text, DateOrder? order, string? expected) =>
        (DateText.TryParse(text, order, out var date) ? date.ToString("uuuu-MM-dd", null) : null).ShouldBe(expected);

    [Theory]
    [InlineData("9:30", 34_200)]
    [InlineData("09:30:15", 34_215)]
    [InlineData("12:00 AM", 0)]
    [InlineData("12:15 am", 900)]
    [InlineData("12:00 PM", 43_200)]
    [InlineData("9:30 p.m.", 77_400)]
    [InlineData("11:59:59 PM", 86_399)]
    [InlineData("24:00", 86_400)]
    [InlineData("24:01", null)]
    [InlineData("13:00 PM", null)]
    [InlineData("0:30 AM", null)]
    [InlineData("9:60", null)]
    [InlineData("9:5", null)]
    [InlineData("9", null)]
    [InlineData("noon", null)]
    [InlineData("", null)]
    public void Clocks(string text, int? seconds) =>
        (ClockText.TryParse(text, out var micros) ? (long?)(micros / Micros.PerSecond) : null).ShouldBe(seconds);

    [Theory]
    [InlineData("1:30", LengthUnit.Hours, 5400)]
    [InlineData("01:30:00", LengthUnit.Hours, 5400)]
    [InlineData("120:00:00", LengthUnit.Hours, 432_000)]
    [InlineData("26:15", LengthUnit.Hours, 94_500)]
    [InlineData("18:25 min", LengthUnit.Hours, 1105)]
    [InlineData("45 sec", LengthUnit.Hours, 45)]
    [InlineData("1h 30m", LengthUnit.Hours, 5400)]
    [InlineData("7 hrs 30 mins", LengthUnit.Hours, 27_000)]
    [InlineData("1.5", LengthUnit.Hours, 5400)]
    [InlineData("1,5", LengthUnit.Hours, 5400)]
    [InlineData("0.31 h", LengthUnit.Hours, 1116)]
    [InlineData("12.5", LengthUnit.Hours, 45_000)]
    [InlineData("90", LengthUnit.Minutes, 5400)]
    [InlineData("7260", LengthUnit.Seconds, 7260)]
    [InlineData("PT26H", LengthUnit.Hours, 93_600)]
    [InlineData("PT561H13M28S", LengthUnit.Hours, 2_020_408)]
    [InlineData("-1:00", LengthUnit.Hours, -3600)]
    [InlineData("1,500", LengthUnit.Hours, null)]
    [InlineData("1:75", LengthUnit.Hours, null)]
    [InlineData("P1M", LengthUnit.Hours, null)]
    [InlineData("-", LengthUnit.Hours, null)]
    [InlineData("an hour", LengthUnit.Hours, null)]
    [InlineData("99999999999999999999", LengthUnit.Hours, null)]
    public void Lengths(string text, LengthUnit unit, int? seconds) =>
        (LengthText.TryParse(text, unit, null, out var micros) ? (long?)(micros / Micros.PerSecond) : null).ShouldBe(seconds);

    [Theory]
    [InlineData("20,01", null, "20.01")]
    [InlineData("2.001,0", null, "2001.0")]
    [InlineData("2,001.5", null, "2001.5")]
    [InlineData("1.234.567", null, "1234567")]
    [InlineData("0.125", null, "0.125")]
    [InlineData("0,125", null, "0.125")]
    [InlineData("1,500", null, null)]
    [InlineData("1,500", ',', "1.500")]
    [InlineData("1,500", '.', "1500")]
    [InlineData("1,50", '.', null)]
    [InlineData("--1", null, null)]
    [InlineData("1e3", null, null)]
    [InlineData("", null, null)]
    public void Decimals(string text, char? separator, string? expected) =>
        (DecimalText.TryParse(text, separator, out var number) ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null).ShouldBe(expected);

    [Theory]
    [InlineData("2026-11-21T09:30:00Z", "2026-11-21T09:30:00Z")]
    [InlineData("2026-11-21T09:30:00.250+01:00", "2026-11-21T08:30:00.25Z")]
    [InlineData("2026-11-21 09:30:00 UTC", "2026-11-21T09:30:00Z")]
    [InlineData("20261121T093000Z", "2026-11-21T09:30:00Z")]
    [InlineData("2026-11-21T09:30:00-0530", "2026-11-21T15:00:00Z")]
    [InlineData("2026-11-21 24:00Z", "2026-11-22T00:00:00Z")]
    [InlineData("2026-11-21 09:30", null)]
    public void Instants(string text, string? expected)
    {
        MomentText.TryParse(text, null, out var moment).ShouldBeTrue();
        (moment.Instant is { } micros ? NodaTime.Text.InstantPattern.ExtendedIso.Format(Micros.ToInstant(micros)) : null).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("2026-11-21T")]
    [InlineData("2026-11-21T09:30+99:00")]
    [InlineData("T09:30")]
    [InlineData("")]
    public void No_moments(string text) => MomentText.TryParse(text, null, out _).ShouldBeFalse();

    // Clocks in Berlin were put back from 3:00 to 2:00 on 2026-10-25, on the Lord Howe half an hour on 2026-04-05.
    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25 02:15", "2026-10-25 02:45", null, 30)]
    [InlineData("Europe/Berlin", "2026-10-25 02:15", "2026-10-25 02:45", 90, 90)]
    [InlineData("Europe/Berlin", "2026-10-25 02:45", "2026-10-25 02:15", null, 30)]
    [InlineData("Europe/Berlin", "2026-10-25 01:30", "2026-10-25 03:30", 180, 180)]
    [InlineData("Europe/Berlin", "2026-10-24 23:00", "2026-10-25 04:00", null, 360)]
    [InlineData("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-05 02:15", 60, 60)]
    public void Hours_that_come_twice(string zone, string start, string end, int? lengthMinutes, int minutes)
    {
        MomentText.TryParse(start, null, out var from).ShouldBeTrue();
        MomentText.TryParse(end, null, out var to).ShouldBeTrue();
        var zones = Dated<DateTimeZone>.Always(DateTimeZoneProviders.Tzdb[zone]);
        LocalSpan.Resolve(from, to, zones, lengthMinutes * Micros.PerMinute, out var a, out var b).ShouldBeNull();
        ((b - a) / Micros.PerMinute).ShouldBe(minutes);
    }

    [Fact]
    public void An_hour_that_never_comes_is_a_flaw()
    {
        MomentText.TryParse("2026-03-29 02:30", null, out var never).ShouldBeTrue();
        LocalSpan.Resolve(never, Dated<DateTimeZone>.Always(DateTimeZoneProviders.Tzdb["Europe/Berlin"]), out _).ShouldNotBeNull().Message.ShouldContain("never showed 2026-03-29 02:30");
        MomentText.TryParse("2011-12-30 12:00", null, out var skipped).ShouldBeTrue();
        LocalSpan.Resolve(skipped, Dated<DateTimeZone>.Always(DateTimeZoneProviders.Tzdb["Pacific/Apia"]), out _).ShouldNotBeNull();
    }
}
