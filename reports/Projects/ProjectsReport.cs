using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Every project with the languages it was written in: a line for each of the two together.</summary>
public sealed class ProjectsReport : IReport
{
    private const int MostLines = 60;

    public string Name => "projects";

    public IReadOnlyList<PeriodKind> Kinds { get; } = [PeriodKind.Week, PeriodKind.Day, PeriodKind.Month, PeriodKind.Year];

    public SliceParts Needs => SliceParts.Crossed;

    public PageView View(Slice slice, ReportStyle style) => PeriodPage.Of(Name, slice, style, CrossedSection.Of(slice, MostLines, style), RemarksSection.Of(slice, style, withControls: false));
}
