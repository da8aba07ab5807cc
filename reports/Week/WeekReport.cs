using Daybook.Model;

namespace Daybook.Reports;

/// <summary>The weekly digest: what a week's time went into, what the account makes of it, how it compares, and what is to be settled.</summary>
public sealed class WeekReport : IReport
{
    private const int MostNames = 8;

    private static readonly Dimension[] Shown = [Dimension.Language, Dimension.Editor, Dimension.Category, Dimension.Machine];

    public string Name => "week";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Week];

    public SliceParts Needs => SliceParts.Account | SliceParts.Goals | SliceParts.Questions | SliceParts.Sold | SliceParts.Budgets;

    public PageView View(Slice slice, ReportStyle style) => PeriodPage.Of(Name, slice, style,
    [
        ComparisonSection.Of(slice, style),
        DaysSection.Of(slice, style),
        AccountSection.Of(slice, style),
        GoalsSection.Of(slice, style),
        BudgetsSection.Of(slice, style),
        SumSection.Of(slice.By(Dimension.Project), MostNames, style),
        SumSection.Of(slice.ByClient(), MostNames, style),
        .. PeriodPage.Sums(slice, MostNames, style, Shown),
        HoursChart.Of(slice, style),
        RhythmSection.Of(slice, style),
        QuestionsSection.Of(slice, style),
        RemarksSection.Of(slice, style, withControls: true),
    ]);
}
