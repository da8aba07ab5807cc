using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>The period cut into days, weeks or months, as a table whose lines sum to the printed total.</summary>
internal static class DayTable
{
    /// <summary>Days of a week or a month; months of a year, with the number of days worked on beside them.</summary>
    public static LineTable Of(Slice slice) => slice.Period.Kind == PeriodKind.Year
        ? Table("Months", Runs(slice, (a, b) => a.Date.Month == b.Date.Month), month => CalendarText.MonthName(month[0].Date), ActiveDays)
        : Table("Days", Runs(slice, (_, _) => false), day => CalendarText.Short(day[0].Date), day => Note(day[0]));

    /// <summary>A month's weeks, cut at its ends: <c>Week 45</c> with <c>2 to 8 Nov</c> beside it.</summary>
    public static LineTable Weeks(Slice slice) =>
        Table("Weeks", Runs(slice, (a, b) => Week(a) == Week(b)), week => CalendarText.Week(Week(week[0])), Span);

    private static LineTable Table(
        string title, List<List<DaySum>> groups, Func<List<DaySum>, string> name, Func<List<DaySum>, string> note)
    {
        var minutes = Printed.Minutes([.. groups.Select(g => g.Sum(d => Micros.From(d.Worked)))]);
        var bars = Printed.Bars(minutes);
        return new LineTable(title, [.. groups.Select((g, i) => new Line(name(g), Length(g, minutes[i]), "", bars[i], note(g)))]);
    }

    /// <summary>The days in order, neighbours that belong together in one list.</summary>
    private static List<List<DaySum>> Runs(Slice slice, Func<DaySum, DaySum, bool> together)
    {
        var runs = new List<List<DaySum>>();
        foreach (var day in slice.Days)
            if (runs.Count > 0 && together(runs[^1][^1], day)) runs[^1].Add(day);
            else runs.Add([day]);
        return runs;
    }

    private static Model.Period Week(DaySum day) => Model.Period.Containing(PeriodKind.Week, day.Date);

    private static string Length(List<DaySum> days, long minutes) =>
        minutes == 0 && days.All(d => d.Basis == DayBasis.None) ? "–" : Hours.Text(minutes);

    private static string ActiveDays(List<DaySum> days) => DateList.Counted(days.Count(d => d.Worked > Duration.Zero), "day", "days");

    private static string Span(List<DaySum> days) => days.Count == 1
        ? CalendarText.DayAndMonth(days[0].Date)
        : $"{days[0].Date.Day} to {CalendarText.DayAndMonth(days[^1].Date)}";

    private static string Note(DaySum day) => day switch
    {
        { Basis: DayBasis.None } => "no data",
        { Basis: DayBasis.Empty } => "nothing tracked",
        { Basis: DayBasis.Total } => "total only",
        { First: { } first, Last: { } last } => $"{CalendarText.Clock(first)} to {CalendarText.Clock(last)}",
        _ => "",
    };
}
