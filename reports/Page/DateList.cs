using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>Days as a reader would list them: neighbours drawn together, the end left out where it gets long.</summary>
internal static class DateList
{
    /// <summary><c>1 to 5 Jan, 7 Jan and 3 more days</c>.</summary>
    /// <param name="most">Groups of neighbours that are written out.</param>
    public static string Of(IEnumerable<DaySum> inOrder, int most)
    {
        var runs = new List<Run>();
        foreach (var day in inOrder)
            if (runs.Count > 0 && runs[^1].To.PlusDays(1) == day.Date) runs[^1] = new(runs[^1].From, day.Date);
            else runs.Add(new(day.Date, day.Date));
        var left = runs.Skip(most).Sum(r => r.Days);
        return string.Join(", ", runs.Take(most)) + (left == 0 ? "" : $" and {Counted(left, "more day", "more days")}");
    }

    /// <summary><c>1 day</c>, <c>3 days</c>.</summary>
    public static string Counted(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private sealed record Run(LocalDate From, LocalDate To)
    {
        public int Days => NodaTime.Period.DaysBetween(From, To) + 1;

        public override string ToString()
        {
            if (From == To) return CalendarText.Short(From);
            var from = From.Month == To.Month ? $"{From.Day}" : CalendarText.DayAndMonth(From);
            return $"{from} to {CalendarText.DayAndMonth(To)}";
        }
    }
}
