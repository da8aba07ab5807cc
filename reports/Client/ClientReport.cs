using Daybook.Model;

namespace Daybook.Reports;

/// <summary>One client: how much of all time it was, when, and on which projects.</summary>
public sealed class ClientReport : IReport
{
    public string Name => "client";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Month, PeriodKind.Day, PeriodKind.Week, PeriodKind.Year];

    public ReportSubject Subject => ReportSubject.NameAndPeriod;

    public SliceParts Needs => SliceParts.Client | SliceParts.Sold | SliceParts.Unbilled | SliceParts.Budgets;

    public PageView View(Slice slice, ReportStyle style) => FocusPage.Of(Name, slice, style,
        BudgetsSection.Of(slice, style), SalesSection.Of("billing", style.Words["billing"], slice.Sales, style),
        SalesSection.Of("unbilled", style.Words.Say("unbilled", style.Calendar.Dated(slice.Period.To)), slice.Unbilled ?? [], style),
        SumSection.Of(slice.By(Dimension.Project), PeriodPage.MostNames, style), SumSection.Of(slice.By(Dimension.Language), PeriodPage.MostNames, style));
}
