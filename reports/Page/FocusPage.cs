using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What the pages of a project and of a client have in common: they are those of a period, with the time of one name alone.</summary>
internal static class FocusPage
{
    /// <param name="sums">What it is made up of.</param>
    public static PageView Of(string report, Slice of, ReportStyle style, params ReadOnlySpan<Section?> sums)
    {
        // Whoever may not see the name sees none.
        var focus = of.Focus ?? new Focus(FocusKind.Project, "", of.Worked, null, null);
        // What should be worked is not said of one name.
        var slice = of with { Account = null };
        var (name, period) = (ShownName.Of(focus.Name, style.Words), style.Calendar.Title(slice.Period));
        var page = PeriodPage.Of(report, slice, style,
        [
            ComparisonSection.Of(slice, style), FocusSection.Of(slice, focus, style),
            slice.Period.Kind == PeriodKind.Month ? DaysSection.Weeks(slice, style) : null, slice.Period.Kind == PeriodKind.Day ? null : DaysSection.Of(slice, style),
            .. sums, HoursChart.Of(slice, style), RemarksSection.Of(slice, style, withControls: false),
        ]);
        return page with { Title = name, Range = slice.Period.Kind == PeriodKind.Week ? $"{period}, {page.Range}" : period, Subject = $"{name}, {period}: {page.Total}" };
    }
}
