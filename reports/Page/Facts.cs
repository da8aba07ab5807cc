using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>The single figures and the remarks that the digest and the pages share.</summary>
internal static class Facts
{
    private const int MostNotes = 6;

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

    /// <summary>Sentences on what a reader could stumble over in the figures; at most a handful.</summary>
    public static IReadOnlyList<string> Notes(Slice slice)
    {
        var notes = Clocks(slice).Concat(Totals(slice)).Concat(Twice(slice)).Concat(Controls(slice)).ToList();
        if (notes.Count <= MostNotes) return notes;
        var left = notes.Count - MostNotes + 1;
        return [.. notes.Take(MostNotes - 1), $"And {left} more remarks; the period's page has the figures."];
    }

    private static IEnumerable<string> Clocks(Slice slice) => slice.Days
        .Where(d => d.Length != Duration.FromDays(1))
        .Select(d => $"{CalendarText.Short(d.Date)} was {Hours.Text(d.Length)} hours long: the clock changed.");

    private static IEnumerable<string> Totals(Slice slice)
    {
        var days = slice.Days.Where(d => d.Basis == DayBasis.Total).ToList();
        if (days.Count == 0) yield break;
        yield return $"{DateList.Of(days.Select(d => d.Date), 4)}: known as a total only, without times of day.";
    }

    private static IEnumerable<string> Twice(Slice slice)
    {
        var minutes = Hours.Text(slice.CoveredTwice);
        if (minutes != Hours.Text(0)) yield return $"{minutes} was covered by two sources and is counted once.";
    }

    private static IEnumerable<string> Controls(Slice slice) =>
        from control in slice.Controls
        let given = Micros.From(control.Given)
        let counted = Micros.From(control.Counted)
        let difference = Printed.Difference(counted, given)
        where difference != 0
        select $"{CalendarText.Short(control.Date)}: {ShownName.Of(control.Source)} gives {Hours.Text(given)}, counted {Hours.Text(counted)} ({Hours.Signed(difference)}).";
}
