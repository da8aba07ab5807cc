namespace Daybook.Reports;

/// <summary>What the parts of all pages are called, for whoever chooses some of them. A test holds it to what the reports make.</summary>
public static class AllSections
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "comparisons", "timeline", "calendar", "account", "weeks", "months", "days", "goals", "budgets", "projects", "clients", "languages", "editors", "categories", "machines", "operating-systems",
        "hours", "rhythm", "questions", "controls", "notes", "billable", "billing", "unbilled", "burn-down", "coverage", "coverage-days", "overlaps", "quarantine", "repositories", "changes",
        "sessions", "best-days", "settings",
    ];

    /// <summary>Of budgets after the first each has a part of its own: <c>burn-down-2</c>.</summary>
    public static bool Has(string name) => Names.Contains(name) || name.StartsWith("burn-down-", StringComparison.Ordinal);
}
