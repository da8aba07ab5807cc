using Daybook.Reports;

namespace Daybook.Tests.Reports;

public class AllSectionsTests
{
    /// <summary>Of all reports that can be mailed: those of one name alone are not.</summary>
    [Fact]
    public void The_names_are_those_of_the_sections_that_reports_make()
    {
        var made = AllReports.InOrder.Where(r => r.Subject != ReportSubject.NameAndPeriod)
            .SelectMany(r => r.Kinds.SelectMany(k => r.View(SampleSlices.Of(k), ReportStyle.English).Sections)).Concat(Written.View(SampleWeeks.Hard).Sections).Select(s => s.Name).Distinct(StringComparer.Ordinal);
        AllSections.Names.Order(StringComparer.Ordinal).ShouldBe(made.Where(n => !n.StartsWith("burn-down-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
