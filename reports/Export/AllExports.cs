namespace Daybook.Reports;

/// <summary>Every table that can be handed out. A new one is one line here.</summary>
public static class AllExports
{
    public static IReadOnlyList<IExport> InOrder { get; } =
    [
        new TimeTrackerEntries(),
        new WotraEntries(),
        new AccountDaysTable(),
        new WotraDays(),
        new AccountWeeksTable(),
        new WotraWeeks(),
        new TimeTrackerPayroll(),
    ];
}
