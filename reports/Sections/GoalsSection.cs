using Daybook.Model;

namespace Daybook.Reports;

/// <summary>How far the goals are.</summary>
internal static class GoalsSection
{
    private const int Whole = 1000;

    public static Section? Of(Slice slice, ReportStyle style)
    {
        if (slice.Goals.Count == 0) return null;
        var words = style.Words;
        return new Section("goals", words["goals"])
        {
            Table = new Table("", [new("target", words["goals.target"]), new("worked", words["goals.worked"]), new("left", words["goals.left"])], [.. slice.Goals.Select(g => Row(g, style))]),
        };
    }

    private static Row Row(GoalFigure goal, ReportStyle style)
    {
        var left = Math.Max(0, goal.Target - goal.Worked);
        var name = goal.Project is { } project ? ShownName.Of(project, style.Words) : style.Words["goals.all"];
        return new Row(ShownName.Whole(goal.Project ?? ""), name,
            [new(style.Hours(goal.Target), goal.Target), new(style.Hours(goal.Worked), goal.Worked), new(style.Hours(Math.Max(0, style.Difference(goal.Target, goal.Worked))), left)])
        {
            PerMille = goal.Target <= 0 ? 0 : (int)Math.Clamp(goal.Worked * Whole / goal.Target, 0, Whole),
            Note = left == 0 ? style.Words["goals.reached"] : goal.IsOver ? style.Words["goals.missed"] : style.Words.Count("goals.days-left", goal.DaysLeft),
            IsMarked = left > 0 && goal.IsOver,
        };
    }
}
