using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>Hours to reach in a week.</summary>
/// <param name="Project">Its name as reports show it; null for all time.</param>
/// <param name="WeekMicros">Above zero.</param>
/// <param name="ExcludesWeekends">Saturday and Sunday neither count nor are days left to work on, and neither is a day off.</param>
/// <param name="From">It holds for weeks whose Monday is not before this.</param>
/// <param name="Until">Nor after this; null for without end.</param>
public sealed record Goal(string? Project, long WeekMicros, bool ExcludesWeekends, LocalDate From, LocalDate? Until)
{
    public bool HoldsIn(Period week) => week.From >= From && (Until is not { } until || week.From <= until);

    public bool Counts(LocalDate date) => !ExcludesWeekends || date.DayOfWeek < IsoDayOfWeek.Saturday;
}

public enum GoalState
{
    /// <summary>Not reached, and the week is not over.</summary>
    Active,
    /// <summary>Reached, be the week over or not.</summary>
    Completed,
    /// <summary>Not reached, and the last day that counts is over.</summary>
    Failed,
}

/// <summary>How far a goal is in a week, as of a date.</summary>
/// <param name="Worked">Microseconds of the days that count, those of dates to come as well.</param>
/// <param name="DaysLeft">That can still be worked on, the date itself included; zero once the week is over.</param>
public sealed record GoalProgress(Goal Goal, Period Week, long Worked, int DaysLeft, GoalState State)
{
    private const int Whole = 1000;

    /// <summary>Tenths of a percent, cut off: above 1000 where more was done.</summary>
    public long Tenths => Worked * Whole / Goal.WeekMicros;

    /// <summary>As <see cref="Tenths"/>, at most 1000: what a bar shows.</summary>
    public long ShownTenths => Math.Min(Tenths, Whole);

    /// <summary>Microseconds that are missing; zero once it is reached.</summary>
    public long Remaining => Math.Max(0, Goal.WeekMicros - Worked);

    /// <summary>What each day left has to bring, rounded up to the microsecond; null where there is none.</summary>
    public long? NeededADay => DaysLeft == 0 ? null : (Remaining + DaysLeft - 1) / DaysLeft;

    /// <param name="worked">What a day had of the goal's project, microseconds.</param>
    /// <param name="isOff">Public holidays, vacation: with weekends excluded they are no days left.</param>
    public static GoalProgress Of(Goal goal, Period week, LocalDate asOf, Func<LocalDate, long> worked, Func<LocalDate, bool> isOff)
    {
        var days = week.Dates.Where(goal.Counts).ToList();
        var sum = days.Sum(worked);
        var left = days.Count(d => d >= asOf && !(goal.ExcludesWeekends && isOff(d)));
        var state = sum >= goal.WeekMicros ? GoalState.Completed : asOf > days[^1] ? GoalState.Failed : GoalState.Active;
        return new GoalProgress(goal, week, sum, left, state);
    }
}
