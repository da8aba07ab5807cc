using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>A calendar of a year: a column for each week, a box for each day, darker the longer it was.</summary>
internal static class HeatMap
{
    private const int Step = 12, Size = 10, Left = 34, Top = 16;

    public static Section? Of(Slice slice, ReportStyle style)
    {
        var most = slice.Days.Count == 0 ? 0 : slice.Days.Max(d => Micros.From(d.Worked));
        if (most <= 0) return null;
        var (boxes, labels) = (new List<ChartBox>(), new List<ChartLabel>());
        var first = slice.Period.From.PlusDays(1 - (int)slice.Period.From.DayOfWeek);
        foreach (var day in slice.Days)
        {
            var (column, row) = (NodaTime.Period.DaysBetween(first, day.Date) / 7, (int)day.Date.DayOfWeek - 1);
            var worked = Micros.From(day.Worked);
            boxes.Add(Plane.Box(Left + column * Step, Top + row * Step, Size, Size, Plane.Tone(worked, most), $"{style.Calendar.Short(day.Date)}: {(day.Basis == DayBasis.None ? ReportStyle.Unknown : style.Hours(worked))}"));
            if (day.Date.Day == 1) labels.Add(Plane.Label(Left + column * Step, Top - 5, "start", style.Calendar.ShortMonth(day.Date.Month)));
        }
        foreach (var weekday in (ReadOnlySpan<IsoDayOfWeek>)[IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Friday])
            labels.Add(Plane.Label(0, Top + ((int)weekday - 1) * Step + 9, "start", style.Calendar.ShortWeekday(weekday)));
        var best = slice.Days.First(d => Micros.From(d.Worked) == most);
        var active = slice.Days.Count(d => d.Worked > Duration.Zero);
        return new Section("calendar", style.Words["calendar"])
        {
            Chart = new Chart(style.Words.Say("chart.calendar", style.Days(active), style.Calendar.Short(best.Date), style.Hours(most)), Left + 54 * Step, Top + 7 * Step) { Boxes = boxes, Labels = labels },
            Facts =
            [
                new Fact(style.Words["calendar.active"], style.Days(active), style.Words.Say("calendar.of", slice.Days.Count)) { Key = "active_days", Exact = active },
                new Fact(style.Words["calendar.best"], style.Hours(most), style.Calendar.Short(best.Date)) { Key = "best_day", Exact = most },
                new Fact(style.Words["calendar.mean"], style.Hours(Micros.From(slice.Worked) / Math.Max(1, active)), style.Words["calendar.mean.of"]) { Key = "mean_of_active_days", Exact = Micros.From(slice.Worked) / Math.Max(1, active) },
            ],
        };
    }
}
