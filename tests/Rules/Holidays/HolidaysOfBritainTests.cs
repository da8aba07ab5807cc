using static Daybook.Tests.Rules.HolidayTables;

namespace Daybook.Tests.Rules;

/// <summary>Bank holidays as the government lists them, substitute days included.</summary>
public sealed class HolidaysOfBritainTests
{
    [Theory]
    [InlineData(2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28")] // early May on VE day; Boxing Day a Saturday
    [InlineData(2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28")] // Saturday and Sunday
    [InlineData(2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27")] // Christmas a Sunday, Boxing Day stays
    [InlineData(2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26")]
    [InlineData(2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26")]
    [InlineData(2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26")]
    [InlineData(2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28")]
    [InlineData(2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28")]
    [InlineData(2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27")]
    [InlineData(2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26")]
    public void Of_England_and_Wales(int year, string days)
    {
        Days("GB", "GB-ENG", year).ShouldBe(days);
        Days("GB", "GB-WLS", year).ShouldBe(days);
    }

    [Theory]
    [InlineData(2020, "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28")]
    [InlineData(2021, "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28")] // 2 January a Saturday
    [InlineData(2022, "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27")]
    [InlineData(2023, "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26")]
    [InlineData(2024, "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26")] // St Andrew's a Saturday
    [InlineData(2025, "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26")]
    [InlineData(2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28")]
    [InlineData(2027, "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28")]
    public void Of_Scotland(int year, string days) => Days("GB", "GB-SCT", year).ShouldBe(days);

    [Theory]
    [InlineData(2020, "01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28")]
    [InlineData(2021, "01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28")]
    [InlineData(2022, "01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27")]
    [InlineData(2023, "01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26")]
    [InlineData(2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26")] // St Patrick's a Sunday
    [InlineData(2025, "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26")] // the 12th a Saturday
    [InlineData(2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28")]
    [InlineData(2027, "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28")]
    public void Of_Northern_Ireland(int year, string days) => Days("GB", "GB-NIR", year).ShouldBe(days);

    [Theory]
    [InlineData("GB-ENG", "2021-12-27", "Christmas Day (substitute day)")]
    [InlineData("GB-ENG", "2021-12-28", "Boxing Day (substitute day)")]
    [InlineData("GB-ENG", "2022-12-26", "Boxing Day")]
    [InlineData("GB-ENG", "2022-12-27", "Christmas Day (substitute day)")]
    [InlineData("GB-ENG", "2021-12-25", null)]
    [InlineData("GB-SCT", "2017-01-02", "2nd January")]
    [InlineData("GB-SCT", "2017-01-03", "New Year's Day (substitute day)")]
    [InlineData("GB-ENG", "2020-05-04", null)]
    [InlineData("GB-ENG", "2022-05-30", null)]
    [InlineData("GB-ENG", "2026-06-15", null)]
    public void A_substitute_says_what_it_is_for(string nation, string date, string? name) => NameOn("GB", nation, date).ShouldBe(name);
}
