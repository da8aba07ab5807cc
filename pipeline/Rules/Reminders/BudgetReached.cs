using System.Globalization;
using Daybook.Model;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>So much of a budget is used up as its owner wants to hear of. Of several shares reached at once the highest is told.</summary>
public sealed class BudgetReached : IReminderKind
{
    public string Name => "budget";

    public IEnumerable<Reminder> Due(ReminderWish wish, ReminderFacts facts) => facts.Budgets.Where(b => b.Marks.Count > 0).Select(b => Of(b, facts));

    private Reminder Of(BudgetFigure budget, ReminderFacts facts)
    {
        var unit = budget.Currency is null ? ReminderUnit.Length : ReminderUnit.Sum;
        ReminderFigure Figure(string key, long value) => new(key, value, unit) { Currency = budget.Currency ?? "" };
        var month = Period.Containing(PeriodKind.Month, facts.Today);
        return new Reminder(Name, string.Join(", ", new[] { budget.Client, budget.Project }.OfType<string>()), About(budget), budget.From ?? budget.Days[0].Key, facts.Today)
        {
            Count = budget.Marks[^1].Percent,
            Case = budget.Used > budget.Target ? "over" : "lead",
            Figures = [Figure("used", budget.Used), Figure("budget", budget.Target), Left(budget, Figure("left", Math.Abs(budget.Target - budget.Used))), new("percent", budget.Marks[^1].Percent, ReminderUnit.Percent)],
            Steps = [new("billing", $"daybook report billing {month.Name}")],
        };
    }

    /// <summary>What is used is cut to what is printed, so what is left is not.</summary>
    private static ReminderFigure Left(BudgetFigure budget, ReminderFigure left) => left.Unit == ReminderUnit.Length && budget.Used <= budget.Target ? left with { Unit = ReminderUnit.Missing } : left;

    /// <summary>A budget of another size is another one. The dates are those it is for, so that late time changes nothing.</summary>
    private static string About(BudgetFigure budget)
    {
        var size = budget.Currency is { } currency ? string.Create(CultureInfo.InvariantCulture, $"{budget.Target / (decimal)Money.PerUnit:0.####} {currency}")
            : budget.Target % Micros.PerMinute == 0 ? Hours.Text(budget.Target) : Hours.WithSeconds(budget.Target);
        return $"{budget.Marks[^1].Percent} % of {size}{(budget.From is { } from ? $" from {Period.Iso(from)}" : "")}{(budget.Until is { } until ? $" to {Period.Iso(until)}" : "")}";
    }
}
