using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>The period cut into days, weeks or months, as a table whose lines sum to the printed total.</summary>
internal static class DayTable
{
    /// <summary>Days of a day, a week or a month; months of a year.</summary>
    public static LineTable Of(Slice slice) => slice.Period.Kind == PeriodKind.Year
        ? Table("Months", slice.Days.GroupBy(d => d.Date.Month), group => CalendarText.MonthName(group[0].Date))
        : Table(slice.Period.Kind == PeriodKind.Day ? "Day" : "Days", slice.Days.GroupBy(d => d.Date), group => CalendarText.Short(group[0].Date));

    /// <summary>A month's weeks, cut at its ends: <c>Week 45</c> with <c>2 to 8 Nov</c> beside it.</summary>
    public static LineTable Weeks(Slice slice) => Table(
        "Weeks", slice.Days.GroupBy(d => Model.Period.Containing(PeriodKind.Week, d.Date)),
        group => CalendarText.Week(Model.Period.Containing(PeriodKind.Week, group[0].Date)));

    private static LineTable Table<TKey>(string title, IEnumerable<IGrouping<TKey, DaySum>> grouped, Func<List<DaySum>, string> name)
    {
        var groups = grouped.Select(g => g.ToList()).ToList();
        var minutes = Printed.Minutes([.. groups.Select(g => g.Sum(d => Micros.From(d.Worked)))]);
        var bars = Printed.Bars(minutes);
        return new LineTable(title, [.. groups.Select((g, i) => new Line(name(g), Length(g, minutes[i]), "", bars[i], Note(g)))]);
    }

    private static string Length(List<DaySum> days, long minutes) =>
        minutes == 0 && days.All(d => d.Basis == DayBasis.None) ? "–" : Hours.Text(minutes);

    private static string Note(List<DaySum> days)
    {
        if (days.Count > 1) return $"{CalendarText.DayAndMonth(days[0].Date)} to {CalendarText.DayAndMonth(days[^1].Date)}";
        var day = days[0];
        return day switch
        {
            { Basis: DayBasis.None } => "no data",
            { Basis: DayBasis.Total } => "total only",
            { First: { } first, Last: { } last } when day.Worked > Duration.Zero => $"{CalendarText.Clock(first)} to {CalendarText.Clock(last)}",
            _ => "",
        };
    }
}
