using Daybook.Model;

namespace Daybook.Reports;

/// <summary>A year: a calendar of its days, its months, and where the time went.</summary>
public sealed class YearReport : IReport
{
    public string Name => "year";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Year];

    public SliceParts Needs => SliceParts.Account | SliceParts.Sold | SliceParts.Budgets;

    public PageView View(Slice slice, ReportStyle style) => PeriodPage.Of(Name, slice, style,
    [
        ComparisonSection.Of(slice, style),
        HeatMap.Of(slice, style),
        AccountSection.Of(slice, style),
        BudgetsSection.Of(slice, style),
        DaysSection.Of(slice, style),
        .. PeriodPage.Sums(slice, style),
        HoursChart.Of(slice, style),
        RhythmSection.Of(slice, style),
        ControlsSection.Of(slice, style),
        RemarksSection.Of(slice, style, withControls: false),
    ]);
}
