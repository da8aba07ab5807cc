namespace Daybook.Rules;

/// <summary>Every kind of reminder. A new one is a class, a line here, and its texts in <c>reports/Language</c>.</summary>
public static class AllReminders
{
    public static IReadOnlyList<IReminderKind> InOrder { get; } =
    [
        new NothingLogged(),
        new NotClosed(),
        new GoalAtRisk(),
        new BudgetReached(),
    ];

    /// <summary>Null where there is none of the name.</summary>
    public static IReminderKind? Of(string name) => InOrder.FirstOrDefault(k => k.Name == name);
}
