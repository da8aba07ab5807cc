using Daybook.Model;

namespace Daybook.Reports;

/// <summary>One day: when it was worked, and on what.</summary>
public sealed class DayReport : IReport
{
    public string Name => "day";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Day];

    public SliceParts Needs => SliceParts.Account | SliceParts.Pieces | SliceParts.Sold;

    public PageView View(Slice slice, ReportStyle style) => PeriodPage.Of(Name, slice, style,
    [
        ComparisonSection.Of(slice, style),
        TimelineChart.Of(slice, style),
        AccountSection.Of(slice, style),
        .. PeriodPage.Sums(slice, style),
        RhythmSection.Of(slice, style),
        ControlsSection.Of(slice, style),
        RemarksSection.Of(slice, style, withControls: false),
    ]);
}
