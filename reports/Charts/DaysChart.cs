using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>A column for each day or month, with a mark where it should reach.</summary>
internal static class DaysChart
{
    private const int Height = 150, Floor = 126, Top = 8, MostLabels = 16;

    /// <param name="worked">Of each group, whole units in microseconds.</param>
    /// <returns>Null where there is nothing to see.</returns>
    public static Chart? Of(Slice slice, List<List<DaySum>> groups, long[] worked, Targets? targets, IReadOnlyList<string> names, ReportStyle style)
    {
        var most = Math.Max(Plane.Most(worked), targets is null ? 0 : Plane.Most(targets.Units));
        if (most <= 0 || groups.Count < 2) return null;
        var room = Plane.Width / groups.Count;
        var (boxes, lines, labels) = (new List<ChartBox>(), new List<ChartLine> { Plane.Line("axis", (0, Floor), (Plane.Width, Floor)) }, new List<ChartLabel>());
        for (var i = 0; i < groups.Count; i++)
        {
            var (x, gap) = (i * Plane.Width / groups.Count, Math.Max(1, room / 6));
            var height = Tall(worked[i], most);
            if (height > 0) boxes.Add(Plane.Box(x + gap, Floor - height, room - 2 * gap, height, "c0", $"{names[i]}: {style.Hours(worked[i])}"));
            if (targets is not null && targets.Units[i] > 0)
            {
                var y = Floor - Tall(targets.Units[i], most);
                lines.Add(Plane.Line("mark", (x + gap / 2, y), (x + room - gap / 2, y)));
            }
            if (groups.Count <= MostLabels || i % 5 == 0) labels.Add(Plane.Label(x + room / 2, Height - 6, "middle", Short(slice, groups[i][0].Date, style)));
        }
        var best = Plane.PlaceOf(worked, Plane.Most(worked));
        return new Chart(style.Words.Say("chart.days", names[0], names[^1], names[best], style.Hours(worked[best])), Plane.Width, Height) { Boxes = boxes, Lines = lines, Labels = labels };
    }

    private static long Tall(long micros, long most) => micros <= 0 ? 0 : Math.Max(1, micros / Micros.PerSecond * (Floor - Top) / Math.Max(1, most / Micros.PerSecond));

    private static string Short(Slice slice, LocalDate date, ReportStyle style) => slice.Period.Kind switch
    {
        PeriodKind.Year => style.Calendar.ShortMonth(date.Month),
        PeriodKind.Week => style.Calendar.ShortWeekday(date.DayOfWeek),
        _ => Plane.Number(date.Day),
    };
}
