using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>How far budgets are used up. A share that was reached within the period is told with its day, and so in one period alone.</summary>
internal static class BudgetsSection
{
    private const int Whole = 1000;

    public static Section? Of(Slice slice, ReportStyle style)
    {
        if (slice.Budgets.Count == 0) return null;
        var words = style.Words;
        return new Section("budgets", words["budgets"])
        {
            Table = new Table("", [new("target", words["budgets.target"], ""), new("used", words["budgets.used"], ""), new("left", words["budgets.left"], "")],
                [.. slice.Budgets.Select(b => Row(b, IsFollowed(b, slice), slice.Period.From, style))]),
        };
    }

    /// <summary><c>api (Acme)</c>.</summary>
    public static string NameOf(BudgetFigure budget, ReportStyle style) => (budget.Project, budget.Client) switch
    {
        ({ } project, { } client) => $"{ShownName.Of(project, style.Words)} ({ShownName.Of(client, style.Words)})",
        ({ } project, null) => ShownName.Of(project, style.Words),
        (null, var client) => ShownName.Of(client ?? "", style.Words),
    };

    /// <summary>A figure of the budget as it is printed.</summary>
    public static string Text(BudgetFigure budget, long figure, ReportStyle style) =>
        budget.Currency is { } currency ? style.Sum(new Money(figure, currency)) : style.Hours(figure);

    /// <summary>What is left of it, such that a reader of the other two figures comes to it.</summary>
    public static string Left(BudgetFigure budget, ReportStyle style) =>
        Text(budget, budget.Currency is null ? style.Difference(budget.Target, budget.Used) : budget.Target - budget.Used, style);

    /// <summary>It ended within the period, and stands above the one that holds now.</summary>
    private static bool IsFollowed(BudgetFigure budget, Slice slice) =>
        slice.Budgets.Any(b => (b.Project, b.Client, b.Currency, b.Target) == (budget.Project, budget.Client, budget.Currency, budget.Target) && b.From > budget.Until);

    private static Row Row(BudgetFigure budget, bool isFollowed, LocalDate from, ReportStyle style)
    {
        var (key, range) = isFollowed && budget is { From: { } first, Until: { } last } ? ($" / {Model.Period.Iso(last)}", $", {style.Calendar.Range(first, last)}") : ("", "");
        return new Row($"{ShownName.Whole(budget.Client ?? "")} / {ShownName.Whole(budget.Project ?? "")}{key}", $"{NameOf(budget, style)}{range}",
            [new(Text(budget, budget.Target, style), budget.Target), new(Text(budget, budget.Used, style), budget.Used), new(Left(budget, style), budget.Target - budget.Used)])
        {
            PerMille = budget.Target <= 0 ? 0 : (int)Int128.Clamp((Int128)budget.Used * Whole / budget.Target, 0, Whole),
            Note = string.Join("; ", new[] { style.Words.Say("budgets.percent", budget.Percent) }.Concat(
                budget.Marks.Where(m => m.On >= from).GroupBy(m => m.On).Select(g => g.Last()).Select(m => style.Words.Say("budgets.reached", m.Percent, style.Calendar.Short(m.On))))),
            IsMarked = budget.Used >= budget.Target,
            Known = [new("unit", budget.Currency ?? Column.Length), .. budget.Marks.Select(m => new KeyValuePair<string, string>($"reached_{m.Percent}", Model.Period.Iso(m.On)))],
        };
    }
}
