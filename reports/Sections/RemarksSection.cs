using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>What a reader could stumble over in the figures, said before it is asked.</summary>
internal static class RemarksSection
{
    private const int Most = 6, MostDates = 4;

    /// <param name="withControls">With a sentence for each control figure that differs, where the page has no table of them.</param>
    public static Section Of(Slice slice, ReportStyle style, bool withControls)
    {
        List<string> notes = [.. Clocks(slice, style), .. Totals(slice, style), .. Twice(slice, style), .. withControls ? Controls(slice, style) : []];
        if (notes.Count > Most) notes = [.. notes.Take(Most - 1), style.Words.Count("notes.more", notes.Count - Most + 1)];
        return new Section("notes", style.Words["notes"]) { Notes = [.. notes.Select(n => new Note(n))] };
    }

    private static IEnumerable<string> Clocks(Slice slice, ReportStyle style) => slice.Days
        .Where(d => d.Length != Duration.FromDays(1))
        .Select(d => style.Words.Say("remark.clock", style.Calendar.Short(d.Date), style.Hours(d.Length)));

    private static IEnumerable<string> Totals(Slice slice, ReportStyle style)
    {
        var days = slice.Days.Where(d => d.Basis == DayBasis.Total).ToList();
        if (days.Count > 0) yield return style.Words.Say("remark.total", DateList.Of(days, MostDates, style));
    }

    private static IEnumerable<string> Twice(Slice slice, ReportStyle style)
    {
        if (Micros.From(slice.CoveredTwice) >= style.Unit) yield return style.Words.Say("remark.twice", style.Hours(slice.CoveredTwice));
    }

    private static IEnumerable<string> Controls(Slice slice, ReportStyle style) =>
        from control in slice.Controls
        let given = Micros.From(control.Given)
        let counted = Micros.From(control.Counted)
        let difference = style.Difference(counted, given)
        where difference != 0
        select style.Words.Say("remark.control", style.Calendar.Short(control.Date), ShownName.Of(control.Source, style.Words), style.Hours(given), style.Hours(counted), style.Signed(difference));
}
