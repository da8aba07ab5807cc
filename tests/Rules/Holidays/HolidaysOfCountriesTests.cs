using static Daybook.Tests.Rules.HolidayTables;

namespace Daybook.Tests.Rules;

/// <summary>What governments publish, of the years given.</summary>
public sealed class HolidaysOfCountriesTests
{
    [Theory]
    [InlineData("AT", null, 2026, "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26")]
    [InlineData("AT", "AT-9", 2026, "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26")]
    [InlineData("AT", null, 2025, "01-01 01-06 04-21 05-01 05-29 06-09 06-19 08-15 10-26 11-01 12-08 12-25 12-26")]
    [InlineData("NL", null, 2014, "01-01 04-20 04-21 04-26 05-29 06-08 06-09 12-25 12-26")]       // the 27th was a Sunday
    [InlineData("NL", null, 2025, "01-01 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26")] // again, and eighty years free
    [InlineData("NL", "NL-UT", 2026, "01-01 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26")]
    [InlineData("NL", null, 2013, "01-01 03-31 04-01 04-30 05-09 05-19 05-20 12-25 12-26")]       // the last of a queen
    [InlineData("NL", null, 2006, "01-01 04-16 04-17 04-29 05-25 06-04 06-05 12-25 12-26")]       // the 30th was a Sunday
    [InlineData("FR", null, 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25")]
    [InlineData("FR", "FR-67", 2026, "01-01 04-03 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25 12-26")]
    [InlineData("FR", "FR-57", 2025, "01-01 04-18 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25 12-26")]
    [InlineData("FR", "FR-974", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-20 12-25")]
    [InlineData("CH", null, 2026, "01-01 05-14 08-01 12-25")]
    [InlineData("CH", "CH-ZH", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 08-01 12-25 12-26")]
    [InlineData("CH", "CH-BE", 2026, "01-01 01-02 04-03 04-06 05-14 05-25 08-01 12-25 12-26")]
    [InlineData("CH", "CH-GE", 2026, "01-01 04-03 04-06 05-14 05-25 08-01 09-10 12-25 12-31")]
    [InlineData("CH", "CH-GE", 2024, "01-01 03-29 04-01 05-09 05-20 08-01 09-05 12-25 12-31")]       // the 1st a Sunday
    [InlineData("CH", "CH-VD", 2026, "01-01 01-02 04-03 04-06 05-14 05-25 08-01 09-21 12-25")]
    [InlineData("CH", "CH-TI", 2026, "01-01 01-06 03-19 04-06 05-01 05-14 05-25 06-04 06-29 08-01 08-15 11-01 12-08 12-25 12-26")]
    [InlineData("CH", "CH-SO", 2026, "01-01 04-03 05-01 half 05-14 08-01 12-25")]
    [InlineData("CH", "CH-SO-KATH", 2026, "01-01 04-03 05-01 half 05-14 06-04 08-01 08-15 11-01 12-25")]
    [InlineData("CH", "CH-GL", 2025, "01-01 04-03 04-18 04-21 05-29 06-09 08-01 11-01 12-25 12-26")] // the ride of Näfels on its day
    [InlineData("CH", "CH-GL", 2026, "01-01 04-03 04-06 04-09 05-14 05-25 08-01 11-01 12-25 12-26")] // and a week after Maundy Thursday
    public void Of_a_year(string country, string? region, int year, string days) => Days(country, region, year).ShouldBe(days);

    // Federal holidays as the Office of Personnel Management lists them.
    [Theory]
    [InlineData(2020, "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25")]
    [InlineData(2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")] // the last is the New Year's Day of 2022
    [InlineData(2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26")]
    [InlineData(2023, "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25")]
    [InlineData(2024, "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25")]
    [InlineData(2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25")]
    [InlineData(2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25")]
    [InlineData(2027, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")]
    public void Of_the_United_States(int year, string days) => Days("US", null, year).ShouldBe(days);

    [Theory]
    [InlineData("US", null, "2021-12-31", "New Year's Day (observed)")]
    [InlineData("US", null, "2022-01-01", null)]
    [InlineData("US", null, "2020-06-19", null)] // not yet one
    [InlineData("NL", null, "2014-04-26", "Koningsdag")]
    [InlineData("NL", null, "2014-04-27", null)]
    [InlineData("NL", null, "2013-04-27", null)]
    [InlineData("NL", null, "2024-05-05", null)]
    [InlineData("CH", "CH-GE", "2026-05-14", "Ascension")]
    [InlineData("CH", "CH-FR-KATH", "2026-06-04", "Fête-Dieu")] // speaks what its canton speaks
    [InlineData("CH", "CH-TI", "2026-01-06", "Epifania")]
    [InlineData("CH", "CH-ZH", "2026-05-14", "Auffahrt")]
    [InlineData("CH", "CH-NE", "2022-12-26", "26 décembre")] // for a Christmas on a Sunday
    [InlineData("CH", "CH-NE", "2023-12-26", null)]
    [InlineData("CH", "CH-UR", "2023-12-26", null)] // four free days were one too many
    [InlineData("CH", "CH-UR", "2024-12-26", "Stephanstag")]
    public void Its_name_is_the_countrys_own(string country, string? region, string date, string? name) => NameOn(country, region, date).ShouldBe(name);
}
