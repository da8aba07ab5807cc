using Daybook.Rules;
using NodaTime.Text;

namespace Daybook.Tests.Rules;

/// <summary>Holidays as a table row writes them: months and days.</summary>
internal static class HolidayTables
{
    private static readonly LocalDatePattern OfTheYear = LocalDatePattern.CreateWithInvariantCulture("MM-dd");

    public static HolidayCalendar Calendar(string country, string? region)
    {
        var calendar = AllHolidays.Calendar(country, region, out var unknown);
        unknown.ShouldBeNull();
        return calendar.ShouldNotBeNull();
    }

    public static string Days(string country, string? region, int year) => Days(Calendar(country, region), year);

    public static string Days(HolidayCalendar calendar, int year) =>
        string.Join(' ', calendar.In(year).Select(h => OfTheYear.Format(h.Date) + (h.IsHalf ? " half" : "")));

    public static string? NameOn(string country, string? region, string date) => Calendar(country, region).On(Moment.Date(date))?.Name;

    public static string Sorted(params string[] days) =>
        string.Join(' ', days.SelectMany(d => d.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal));
}
