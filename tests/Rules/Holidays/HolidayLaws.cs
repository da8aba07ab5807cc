using Daybook.Rules;
using NodaTime;
using static Daybook.Tests.Rules.HolidayTables;

namespace Daybook.Tests.Rules;

/// <summary>What holds of every calendar that comes with the program.</summary>
public sealed class HolidayLaws
{
    private const int First = 1980, Last = 2060;

    public static TheoryData<string, string?> Calendars
    {
        get
        {
            var all = new TheoryData<string, string?>();
            foreach (var country in AllHolidays.InOrder)
            {
                all.Add(country.Code, null);
                foreach (var region in country.Regions) all.Add(country.Code, region.Code);
            }
            return all;
        }
    }

    [Theory, MemberData(nameof(Calendars))]
    public void A_year_has_its_own_dates_each_once_in_order(string country, string? region)
    {
        var calendar = Calendar(country, region);
        for (var year = First; year <= Last; year++)
        {
            var dates = calendar.In(year).Select(h => h.Date).ToList();
            dates.ShouldBe(dates.Distinct().Order());
            dates.ShouldAllBe(d => d.Year == year);
            calendar.In(year).ShouldAllBe(h => h.Name.Length > 0);
        }
    }

    [Theory, MemberData(nameof(Calendars))]
    public void A_date_is_a_holiday_just_where_its_year_has_it(string country, string? region)
    {
        var calendar = Calendar(country, region);
        var byDate = calendar.In(2021).Concat(calendar.In(2022)).ToDictionary(h => h.Date);
        for (var date = new LocalDate(2021, 1, 1); date.Year <= 2022; date = date.PlusDays(1))
            calendar.On(date).ShouldBe(byDate.GetValueOrDefault(date));
    }

    [Theory, MemberData(nameof(Calendars))]
    public void A_region_has_all_that_its_country_has(string country, string? region)
    {
        var (wide, narrow) = (Calendar(country, null), Calendar(country, region));
        for (var year = First; year <= Last; year++)
            wide.In(year).Select(h => h.Date).Except(narrow.In(year).Select(h => h.Date)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GB-ENG", 8)]
    [InlineData("GB-SCT", 9)]
    [InlineData("GB-NIR", 10)]
    public void A_weekend_costs_no_bank_holiday(string nation, int each)
    {
        int[] once = [1981, 1999, 2002, 2011, 2012, 2022, 2022, 2023];
        var calendar = Calendar("GB", nation);
        for (var year = 2007; year <= Last; year++)
        {
            var extra = once.Count(y => y == year) + (nation == "GB-SCT" && year == 2026 ? 1 : 0);
            calendar.In(year).Count.ShouldBe(each + extra, $"{year}");
            calendar.In(year).ShouldAllBe(h => h.Date.DayOfWeek != IsoDayOfWeek.Saturday && h.Date.DayOfWeek != IsoDayOfWeek.Sunday);
        }
    }

    [Theory]
    [InlineData(1582)]
    [InlineData(-5000)]
    [InlineData(9999)]
    public void Years_that_are_not_reckoned_with_have_none(int year)
    {
        var calendar = Calendar("GB", null);
        calendar.In(year).ShouldBeEmpty();
        calendar.On(new LocalDate(year, 12, 25)).ShouldBeNull();
    }

    [Theory]
    [InlineData(HolidayCalendar.FirstYear)]
    [InlineData(HolidayCalendar.LastYear)]
    public void The_first_and_the_last_year_have_a_Christmas(int year)
    {
        foreach (var country in AllHolidays.Codes) Calendar(country, null).In(year).ShouldContain(h => h.Date.Month == 12);
    }

    [Theory]
    [InlineData("XX", null, "holidays of 'XX' are not known", "Known are AT, CH, DE, FR, GB, NL, US;")]
    [InlineData("", null, "holidays of '' are not known", "Known are AT, CH, DE, FR, GB, NL, US;")]
    [InlineData("GB", "GB-XXX", "'GB-XXX' is no region of GB that is known", "Known are GB-ENG, GB-NIR, GB-SCT, GB-WLS;")]
    [InlineData("DE", "BY", "'BY' is no region of DE that is known", "Known are DE-BB, DE-BE,")]
    [InlineData("US", "US-CA", "no region of US is known, so 'US-CA' is none", "Leave the region out")]
    public void The_unknown_is_told_with_what_is_known(string country, string? region, string message, string hint)
    {
        AllHolidays.Calendar(country, region, out var unknown).ShouldBeNull();
        unknown!.Message.ShouldBe(message);
        unknown.Hint.ShouldStartWith(hint);
    }

    [Theory]
    [InlineData("de", "de-by", "DE-BY")]
    [InlineData(" DE ", "", null)]
    public void Codes_are_known_in_any_case(string country, string region, string? found) => Calendar(country, region).Region.ShouldBe(found);
}
