using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>When in the week it was worked: a row for each weekday, a box for each hour of the clock.</summary>
internal static class HoursChart
{
    private const int Hours = 24, Left = 40, Step = 26, Row = 20, Top = 16;

    /// <returns>Null where no times are known.</returns>
    public static Section? Of(Slice slice, ReportStyle style)
    {
        var sums = new long[7 * Hours];
        foreach (var stretch in slice.Stretches)
            for (var (at, left) = (stretch.Clock, stretch.Stretch.Length); left > 0;)
            {
                // The clock may have changed meanwhile: an hour that it shows twice counts for both.
                var hour = (int)(at / Micros.PerHour % Hours);
                var part = Math.Min(left, Micros.PerHour - at % Micros.PerHour);
                sums[((int)stretch.Date.DayOfWeek - 1) * Hours + hour] += part;
                (at, left) = (at + part, left - part);
            }
        var most = Plane.Most(sums);
        if (most <= 0) return null;
        var (boxes, labels) = (new List<ChartBox>(), new List<ChartLabel>());
        for (var day = 0; day < 7; day++)
        {
            var name = style.Calendar.ShortWeekday((IsoDayOfWeek)(day + 1));
            labels.Add(Plane.Label(0, Top + day * Row + 13, "start", name));
            for (var hour = 0; hour < Hours; hour++)
            {
                var micros = sums[day * Hours + hour];
                boxes.Add(Plane.Box(Left + hour * Step, Top + day * Row, Step - 2, Row - 2, Plane.Tone(micros, most), $"{name} {hour}:00: {style.Hours(micros)}"));
            }
        }
        for (var hour = 0; hour < Hours; hour += 3) labels.Add(Plane.Label(Left + hour * Step, Top - 5, "start", $"{hour}:00"));
        var best = Plane.PlaceOf(sums, most);
        var byHour = new long[Hours];
        for (var i = 0; i < sums.Length; i++) byHour[i % Hours] += sums[i];
        var units = style.Cut(byHour);
        var rows = new List<Row>();
        for (var h = 0; h < Hours; h++)
            if (byHour[h] > 0) rows.Add(new Row($"{h:00}:00", $"{h}:00", [new Cell(style.Hours(units[h]), byHour[h])]));
        return new Section("hours", style.Words["hours"])
        {
            Chart = new Chart(style.Words.Say("chart.hours", style.Calendar.ShortWeekday((IsoDayOfWeek)(best / Hours + 1)), $"{best % Hours}:00", style.Hours(most)), Left + Hours * Step, Top + 7 * Row) { Boxes = boxes, Labels = labels },
            Table = new Table("", [new Column("worked", style.Words["column.worked"])], [])
            {
                All = rows,
            },
        };
    }
}
