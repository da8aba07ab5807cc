using NodaTime;

namespace Daybook.Reports;

/// <summary>Dates as a reader would list them: neighbours drawn together, the end left out where it gets long.</summary>
internal static class DateList
{
    /// <summary><c>1 to 5 Jan, 7 Jan and 3 more days</c>.</summary>
    /// <param name="most">Groups of neighbours that are written out.</param>
    public static string Of(IEnumerable<LocalDate> inOrder, int most)
    {
        var runs = new List<(LocalDate From, LocalDate To)>();
        foreach (var date in inOrder)
            if (runs.Count > 0 && runs[^1].To.PlusDays(1) == date) runs[^1] = (runs[^1].From, date);
            else runs.Add((date, date));
        var left = runs.Skip(most).Sum(r => Period.DaysBetween(r.From, r.To) + 1);
        return string.Join(", ", runs.Take(most).Select(Run)) + (left == 0 ? "" : $" and {Counted(left, "more day", "more days")}");
    }

    /// <summary><c>1 day</c>, <c>3 days</c>.</summary>
    public static string Counted(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static string Run((LocalDate From, LocalDate To) run)
    {
        if (run.From == run.To) return CalendarText.Short(run.From);
        var from = run.From.Month == run.To.Month ? $"{run.From.Day}" : CalendarText.DayAndMonth(run.From);
        return $"{from} to {CalendarText.DayAndMonth(run.To)}";
    }
}
