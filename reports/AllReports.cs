namespace Daybook.Reports;

/// <summary>Every report. A new one is one line here.</summary>
public static class AllReports
{
    public static IReadOnlyList<IReport> InOrder { get; } =
    [
        new DayReport(),
        new WeekReport(),
        new MonthReport(),
        new YearReport(),
        new ProjectReport(),
        new ClientReport(),
        new ProjectsReport(),
        new BillingReport(),
        new CompareReport(),
        new QualityReport(),
        new ReviewReport(),
        new TokensReport(),
    ];

    public static IReport? Of(string name) => InOrder.FirstOrDefault(r => r.Name == name);
}
