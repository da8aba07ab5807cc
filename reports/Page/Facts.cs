using Daybook.Model;

namespace Daybook.Reports;

/// <summary>The single figures that the digest and the pages share.</summary>
internal static class Facts
{
    /// <summary>Longest stretch, streak, days without data.</summary>
    public static IReadOnlyList<Fact> Of(Slice slice)
    {
        var without = slice.DaysWithoutData.ToList();
        return
        [
            slice.Longest is { } longest
                ? new("Longest stretch", Hours.Text(longest.Length), $"{CalendarText.Short(longest.Date)} from {CalendarText.Clock(longest.StartedAt)}")
                : new("Longest stretch", "–", "no times known"),
            new("Streak", DateList.Counted(slice.Streak.Days, "day", "days"), slice.Streak.Since is { } since ? $"since {CalendarText.Short(since)}" : ""),
            new("Days without data", $"{without.Count}", DateList.Of(without, 4)),
        ];
    }
}
