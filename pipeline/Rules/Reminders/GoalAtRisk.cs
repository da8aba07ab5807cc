using Daybook.Model;

namespace Daybook.Rules;

/// <summary>What is missing of a week's goal is much for the days left, or more than they have.</summary>
public sealed class GoalAtRisk : IReminderKind
{
    public string Name => "goal-at-risk";

    public IEnumerable<Reminder> Due(ReminderWish wish, ReminderFacts facts)
    {
        foreach (var goal in facts.Goals)
        {
            if (goal.State == GoalState.Completed) continue;
            var days = goal.Week.Dates.Count(goal.Goal.Counts);
            var isLost = goal.Remaining > TimeLeft(goal, facts);
            if (isLost || IsMuch(goal, days)) yield return Of(goal, days, isLost);
        }
    }

    /// <summary>More than one and a half times the even share for each day left, compared without division.</summary>
    private static bool IsMuch(GoalProgress goal, int days) => 2 * goal.Remaining * days > 3 * goal.Goal.WeekMicros * goal.DaysLeft;

    /// <summary>What the clock leaves of the days that can still be worked on.</summary>
    private static long TimeLeft(GoalProgress goal, ReminderFacts facts)
    {
        var left = 0L;
        foreach (var date in goal.Week.Dates)
        {
            if (date < facts.Today || !goal.Goal.Counts(date) || (goal.Goal.ExcludesWeekends && facts.IsOff(date))) continue;
            var (start, end) = facts.Cut.SpanOf(date);
            left += end - Math.Max(start, Math.Min(end, facts.Now));
        }
        return left;
    }

    private Reminder Of(GoalProgress goal, int days, bool isLost) => new(Name, goal.Goal.Project ?? "", goal.Week.Name, goal.Week.From, goal.Week.To)
    {
        Case = isLost ? "lost" : "lead",
        Count = goal.DaysLeft,
        Figures =
        [
            new("left", goal.Remaining, ReminderUnit.Missing), new("goal", goal.Goal.WeekMicros), new("worked", goal.Worked), new("days-left", goal.DaysLeft, ReminderUnit.Days),
            .. isLost || goal.NeededADay is not { } needed ? Array.Empty<ReminderFigure>() : [new("needed", needed, ReminderUnit.Missing), new("share", goal.Goal.WeekMicros / days)],
        ],
        Steps = [new("start", goal.Goal.Project is { } project && ShellWord.Of(project) is { } word ? $"daybook start --project {word}" : "daybook start"), new("goals", "daybook goals")],
    };
}
