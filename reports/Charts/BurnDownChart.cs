using Daybook.Model;
using NodaTime;
using Period = NodaTime.Period;

namespace Daybook.Reports;

/// <summary>What is left of a budget, day by day, as a line that falls to nothing or below.</summary>
internal static class BurnDownChart
{
    private const int Height = 140, Top = 10, Bottom = 116, Steps = 1000;

    /// <param name="to">The period's last day.</param>
    public static Section? Of(BudgetFigure budget, int number, LocalDate to, ReportStyle style)
    {
        if (budget.Days.Count == 0 || budget.Target <= 0) return null;
        var (first, end) = (budget.From ?? budget.Days[0].Key, LocalDate.Min(budget.Until ?? to, to));
        var days = Math.Max(1, Period.DaysBetween(first, budget.Until ?? end));
        var low = Math.Min(0, Share(budget.Target - budget.Used));
        long Share(long left) => (long)((Int128)left * Steps / budget.Target);
        long X(LocalDate date) => (long)Plane.Width * Math.Clamp(Period.DaysBetween(first, date), 0, days) / days;
        long Y(long share) => Bottom - (share - low) * (Bottom - Top) / (Steps - low);
        var points = new List<(long, long)> { (X(first), Y(Steps)) };
        foreach (var (date, used) in budget.Days)
        {
            // It stays where it is until the day on which something was used.
            points.Add((X(date.PlusDays(-1)), points[^1].Item2));
            points.Add((X(date), Y(Share(budget.Target - used))));
        }
        points.Add((X(end), points[^1].Item2));
        var (name, left) = (BudgetsSection.NameOf(budget, style), BudgetsSection.Left(budget, style));
        return new Section(number == 1 ? "burn-down" : $"burn-down-{number}", style.Words.Say("budgets.burn-down", name))
        {
            Chart = new Chart(style.Words.Say("chart.burn-down", name, BudgetsSection.Text(budget, budget.Target, style), style.Calendar.Dated(first), left, style.Calendar.Dated(end)), Plane.Width, Height)
            {
                Lines = [Plane.Line("axis", (0, Y(0)), (Plane.Width, Y(0))), Plane.Line("line", points.Distinct())],
                Boxes = [.. budget.Marks.Select(m => Plane.Box(Math.Clamp(X(m.On) - 3, 0, Plane.Width - 6), Y(Share(budget.Target - budget.Days.First(d => d.Key == m.On).Value)) - 3, 6, 6, m.Percent >= 100 ? "below" : "c0",
                    style.Words.Say("budgets.reached", m.Percent, style.Calendar.Dated(m.On))))],
                Labels = [Plane.Label(0, Height - 6, "start", style.Calendar.Dated(first)), Plane.Label(Plane.Width, Height - 6, "end", style.Calendar.Dated(budget.Until ?? end))],
            },
        };
    }
}
