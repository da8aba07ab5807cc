using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Totals that sources give for days that were counted from better facts, beside what was counted.</summary>
internal static class ControlsSection
{
    public static Section Of(Slice slice, ReportStyle style)
    {
        var words = style.Words;
        return new Section("controls", words["controls"])
        {
            Table = slice.Controls.Count == 0 ? null : new Table(
                words["controls.day"],
                [new("given", words["controls.given"]), new("counted", words["controls.counted"]), new("difference", words["controls.difference"])],
                [.. slice.Controls.Select(c => Row(c, style))]),
        };
    }

    private static Row Row(ControlFigure control, ReportStyle style)
    {
        var (given, counted) = (Micros.From(control.Given), Micros.From(control.Counted));
        return new Row($"{Period.Iso(control.Date)} {ShownName.Whole(control.Source)}", style.Calendar.Short(control.Date),
            [new(style.Hours(given), given), new(style.Hours(counted), counted), new(style.Signed(style.Difference(counted, given)), counted - given)])
        {
            Note = ShownName.Of(control.Source, style.Words),
        };
    }
}
