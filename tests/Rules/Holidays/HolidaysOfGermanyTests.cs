using Daybook.Rules;
using static Daybook.Tests.Rules.HolidayTables;

namespace Daybook.Tests.Rules;

/// <summary>What the states publish for 2025 and 2026, and what was once or only for a time.</summary>
public sealed class HolidaysOfGermanyTests
{
    // Beside Neujahr, Karfreitag, Ostermontag, Tag der Arbeit, Christi Himmelfahrt, Pfingstmontag, Einheit and Weihnachten.
    [Theory]
    [InlineData("DE-BW", "01-06 06-19 11-01")]
    [InlineData("DE-BY", "01-06 06-19 11-01")]
    [InlineData("DE-BY-KATH", "01-06 06-19 08-15 11-01")]
    [InlineData("DE-BE", "03-08 05-08")] // eighty years after the war, once
    [InlineData("DE-BB", "04-20 06-08 10-31")]
    [InlineData("DE-HB", "10-31")]
    [InlineData("DE-HH", "10-31")]
    [InlineData("DE-HE", "06-19")]
    [InlineData("DE-MV", "03-08 10-31")]
    [InlineData("DE-NI", "10-31")]
    [InlineData("DE-NW", "06-19 11-01")]
    [InlineData("DE-RP", "06-19 11-01")]
    [InlineData("DE-SL", "06-19 08-15 11-01")]
    [InlineData("DE-SN", "10-31 11-19")]
    [InlineData("DE-SN-KATH", "06-19 10-31 11-19")]
    [InlineData("DE-ST", "01-06 10-31")]
    [InlineData("DE-SH", "10-31")]
    [InlineData("DE-TH", "09-20 10-31")]
    [InlineData("DE-TH-KATH", "06-19 09-20 10-31")]
    [InlineData(null, "")]
    public void Of_2025(string? state, string beside) =>
        Days(state, 2025).ShouldBe(Sorted("01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26", beside));

    [Theory]
    [InlineData("DE-BW", "01-06 06-04 11-01")]
    [InlineData("DE-BY", "01-06 06-04 11-01")]
    [InlineData("DE-BY-KATH", "01-06 06-04 08-15 11-01")]
    [InlineData("DE-BE", "03-08")]
    [InlineData("DE-BB", "04-05 05-24 10-31")]
    [InlineData("DE-HB", "10-31")]
    [InlineData("DE-HH", "10-31")]
    [InlineData("DE-HE", "06-04")]
    [InlineData("DE-MV", "03-08 10-31")]
    [InlineData("DE-NI", "10-31")]
    [InlineData("DE-NW", "06-04 11-01")]
    [InlineData("DE-RP", "06-04 11-01")]
    [InlineData("DE-SL", "06-04 08-15 11-01")]
    [InlineData("DE-SN", "10-31 11-18")]
    [InlineData("DE-ST", "01-06 10-31")]
    [InlineData("DE-SH", "10-31")]
    [InlineData("DE-TH", "09-20 10-31")]
    [InlineData(null, "")]
    public void Of_2026(string? state, string beside) =>
        Days(state, 2026).ShouldBe(Sorted("01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26", beside));

    [Theory]
    [InlineData("DE-BY", "2017-10-31", "Reformationstag")] // five hundred years, once everywhere
    [InlineData(null, "2017-10-31", "Reformationstag")]
    [InlineData("DE-SN", "2017-10-31", "Reformationstag")]
    [InlineData("DE-BY", "2018-10-31", null)]
    [InlineData("DE-HH", "2016-10-31", null)]
    [InlineData("DE-HH", "2018-10-31", "Reformationstag")]
    [InlineData("DE-MV", "1995-10-31", "Reformationstag")]
    [InlineData("DE-BE", "2018-03-08", null)]
    [InlineData("DE-BE", "2019-03-08", "Internationaler Frauentag")]
    [InlineData("DE-MV", "2022-03-08", null)]
    [InlineData("DE-MV", "2023-03-08", "Internationaler Frauentag")]
    [InlineData("DE-BE", "2020-05-08", "Tag der Befreiung")]
    [InlineData("DE-BE", "2021-05-08", null)]
    [InlineData("DE-BB", "2020-05-08", null)]
    [InlineData("DE-TH", "2018-09-20", null)]
    [InlineData("DE-TH", "2019-09-20", "Weltkindertag")]
    [InlineData("DE-NW", "1994-11-16", "Buß- und Bettag")]
    [InlineData("DE-NW", "1995-11-22", null)]
    [InlineData("DE-SN", "1995-11-22", "Buß- und Bettag")] // the latest it can be
    [InlineData("DE-SN", "2022-11-16", "Buß- und Bettag")] // the 23rd is a Wednesday itself: a week before
    [InlineData("DE-HE", "2008-05-01", "Tag der Arbeit / Christi Himmelfahrt")]
    [InlineData("DE-HE", "2026-12-24", null)]
    public void Of_other_years(string? state, string date, string? name) => NameOn("DE", state, date).ShouldBe(name);

    [Fact]
    public void All_sixteen_states_are_known() =>
        AllHolidays.InOrder.Single(c => c.Code == "DE").Regions.Count(r => r.Code.Length == 5).ShouldBe(16);

    private static string Days(string? state, int year) => HolidayTables.Days("DE", state, year);
}
