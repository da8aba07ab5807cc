using Daybook.Model;

namespace Daybook.Reports;

/// <summary>A month by weeks and days.</summary>
public sealed class MonthReport : IReport
{
    public string Name => "month";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Month];

    public SliceParts Needs => SliceParts.Account | SliceParts.Sold | SliceParts.Budgets;

    public PageView View(Slice slice, ReportStyle style) => PeriodPage.Of(Name, slice, style,
    [
        ComparisonSection.Of(slice, style),
        AccountSection.Of(slice, style),
        BudgetsSection.Of(slice, style),
        DaysSection.Weeks(slice, style),
        DaysSection.Of(slice, style),
        .. PeriodPage.Sums(slice, style),
        HoursChart.Of(slice, style),
        RhythmSection.Of(slice, style),
        ControlsSection.Of(slice, style),
        RemarksSection.Of(slice, style, withControls: false),
    ]);
}
