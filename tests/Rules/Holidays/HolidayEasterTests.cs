using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Rules;

public sealed class HolidayEasterTests
{
    [Theory]
    [InlineData("1583-04-10")] // the first of the new calendar
    [InlineData("1598-03-22")] // the earliest there can be
    [InlineData("1609-04-19")] // a full moon pulled back
    [InlineData("1666-04-25")] // the latest there can be
    [InlineData("1700-04-11")]
    [InlineData("1818-03-22")]
    [InlineData("1886-04-25")]
    [InlineData("1900-04-15")]
    [InlineData("1913-03-23")]
    [InlineData("1943-04-25")]
    [InlineData("1954-04-18")] // a full moon pulled back
    [InlineData("1961-04-02")]
    [InlineData("1981-04-19")] // a full moon pulled back
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2011-04-24")]
    [InlineData("2016-03-27")]
    [InlineData("2019-04-21")]
    [InlineData("2020-04-12")]
    [InlineData("2021-04-04")]
    [InlineData("2022-04-17")]
    [InlineData("2023-04-09")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2029-04-01")]
    [InlineData("2030-04-21")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    [InlineData("2285-03-22")]
    public void Easter_is_on(string date) => Easter.Sunday(Date(date).Year).ShouldBe(Date(date));

    [Fact]
    public void It_is_always_a_Sunday_from_22_March_to_25_April()
    {
        for (var year = Easter.FirstYear; year <= 9999; year++)
        {
            var date = Easter.Sunday(year);
            date.DayOfWeek.ShouldBe(IsoDayOfWeek.Sunday);
            date.ShouldBeInRange(new LocalDate(year, 3, 22), new LocalDate(year, 4, 25));
        }
    }

    [Fact]
    public void Before_the_Gregorian_calendar_there_is_none_to_tell() => Should.Throw<ArgumentOutOfRangeException>(() => Easter.Sunday(1582));
}
