using Daybook.Model;

namespace Daybook.Reports;

/// <summary>One project: how much of all time it was, when, and in which languages, branches and files.</summary>
public sealed class ProjectReport : IReport
{
    private const int MostNames = 30;

    public string Name => "project";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Month, PeriodKind.Day, PeriodKind.Week, PeriodKind.Year];

    public ReportSubject Subject => ReportSubject.NameAndPeriod;

    public SliceParts Needs => SliceParts.Project;

    public PageView View(Slice slice, ReportStyle style) => FocusPage.Of(Name, slice, style,
        SumSection.Of(slice.By(Dimension.Language), MostNames, style),
        SumSection.Of(slice.By(Dimension.Branch), MostNames, style),
        FilesSection.Of(slice.By(Dimension.Entity), MostNames, style));
}
