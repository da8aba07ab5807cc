using Daybook.Model;

namespace Daybook.Reports;

/// <summary>When it was worked: the longest stretch, days in a row, the first and the last sign of activity, days that nobody knows of.</summary>
internal static class RhythmSection
{
    private const int MostDates = 4;

    public static Section Of(Slice slice, ReportStyle style) => new("rhythm", style.Words["rhythm"]) { Facts = [.. Of(slice, style.Words, style)] };

    private static IEnumerable<Fact> Of(Slice slice, Words words, ReportStyle style)
    {
        if (Edge(slice, first: true) is { } from) yield return new(words["rhythm.first"], CalendarText.Clock(from.Time), from.Day(slice, style)) { Key = "first" };
        if (Edge(slice, first: false) is { } to) yield return new(words["rhythm.last"], CalendarText.Clock(to.Time), to.Day(slice, style)) { Key = "last" };
        yield return slice.Longest is { } longest
            ? new(words["rhythm.longest"], style.Hours(longest.Length), words.Say("rhythm.longest.at", style.Calendar.Short(longest.Date), CalendarText.Clock(longest.StartedAt))) { Key = "longest_stretch", Exact = Micros.From(longest.Length) }
            : new(words["rhythm.longest"], ReportStyle.Unknown, words["rhythm.no-times"]) { Key = "longest_stretch" };
        yield return new(words["rhythm.streak"], style.Days(slice.Streak.Days), slice.Streak.Since is { } since ? words.Say("rhythm.since", style.Calendar.Short(since)) : "") { Key = "streak", Exact = slice.Streak.Days };
        var without = slice.DaysWithoutData.ToList();
        yield return new(words["rhythm.without-data"], $"{without.Count}", DateList.Of(without, MostDates, style)) { Key = "days_without_data", Exact = without.Count };
    }

    /// <summary>The earliest sign of activity by the clock of any day, or the latest; null where no times are known.</summary>
    private static ClockTime? Edge(Slice slice, bool first)
    {
        ClockTime? edge = null;
        foreach (var day in slice.Days)
            if ((first ? day.First : day.Last) is { } time && (edge is null || (first ? time < edge.Time : time > edge.Time))) edge = new(day.Date, time);
        return edge;
    }

    private sealed record ClockTime(NodaTime.LocalDate Date, NodaTime.LocalTime Time)
    {
        public string Day(Slice slice, ReportStyle style) => slice.Days.Count == 1 ? "" : style.Calendar.Short(Date);
    }
}
