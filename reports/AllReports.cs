namespace Daybook.Reports;

/// <summary>Every report. A new one is one line here.</summary>
public static class AllReports
{
    public static IReadOnlyList<IReport> InOrder { get; } =
    [
        new PeriodReport(),
        new DigestReport(),
    ];
}
