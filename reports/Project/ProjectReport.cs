using Daybook.Model;

namespace Daybook.Reports;

/// <summary>One project: how much of all time it was, when, and in which languages, branches and files.</summary>
public sealed class ProjectReport : IReport
{
    public string Name => "project";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Month, PeriodKind.Day, PeriodKind.Week, PeriodKind.Year];

    public ReportSubject Subject => ReportSubject.NameAndPeriod;

    public SliceParts Needs => SliceParts.Project | SliceParts.Sold | SliceParts.Budgets;

    public PageView View(Slice slice, ReportStyle style) => FocusPage.Of(Name, slice, style,
        BudgetsSection.Of(slice, style), SalesSection.Of("billing", style.Words["billing"], slice.Sales, style),
        SumSection.Of(slice.By(Dimension.Language), PeriodPage.MostNames, style),
        SumSection.Of(slice.By(Dimension.Branch), PeriodPage.MostNames, style),
        FilesSection.Of(slice.By(Dimension.Entity), PeriodPage.MostNames, style));
}
