using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>What a reader could stumble over in the figures, said before it is asked.</summary>
internal static class Remarks
{
    private const int Most = 6;

    /// <summary>Sentences on what a reader could stumble over in the figures; at most a handful.</summary>
    public static IReadOnlyList<string> Of(Slice slice) => AtMost([.. Clocks(slice), .. Totals(slice), .. Twice(slice)]);

    /// <summary>For a page without a table of control figures: with a sentence for each that differs.</summary>
    public static IReadOnlyList<string> WithControls(Slice slice) =>
        AtMost([.. Clocks(slice), .. Totals(slice), .. Twice(slice), .. Controls(slice)]);

    private static IReadOnlyList<string> AtMost(List<string> notes)
    {
        if (notes.Count <= Most) return notes;
        var left = notes.Count - Most + 1;
        return [.. notes.Take(Most - 1), $"And {left} more remarks; the page of the period has all its figures."];
    }

    private static IEnumerable<string> Clocks(Slice slice) => slice.Days
        .Where(d => d.Length != Duration.FromDays(1))
        .Select(d => $"{CalendarText.Short(d.Date)} was {Hours.Text(d.Length)} hours long: the clock changed.");

    private static IEnumerable<string> Totals(Slice slice)
    {
        var days = slice.Days.Where(d => d.Basis == DayBasis.Total).ToList();
        if (days.Count == 0) yield break;
        yield return $"{DateList.Of(days, 4)}: known as a total only, without times of day.";
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
