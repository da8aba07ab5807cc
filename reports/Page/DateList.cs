using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>Days as a reader would list them: neighbours drawn together, the end left out where it gets long.</summary>
internal static class DateList
{
    /// <summary><c>1 to 5 Jan, 7 Jan and 3 more days</c>.</summary>
    /// <param name="most">Groups of neighbours that are written out.</param>
    public static string Of(IReadOnlyList<DaySum> inOrder, int most, ReportStyle style)
    {
        var runs = new List<Run>();
        foreach (var day in inOrder)
            if (runs.Count > 0 && runs[^1].To.PlusDays(1) == day.Date) runs[^1] = new(runs[^1].From, day.Date);
            else runs.Add(new(day.Date, day.Date));
        var left = 0;
        for (var i = most; i < runs.Count; i++) left += runs[i].Days;
        var text = string.Join(", ", runs.Take(most).Select(r => style.Calendar.ShortRange(r.From, r.To)));
        return left == 0 ? text : style.Words.Count("list.more-days", left, text, left);
    }

    private sealed record Run(LocalDate From, LocalDate To)
    {
        public int Days => NodaTime.Period.DaysBetween(From, To) + 1;
    }
}
