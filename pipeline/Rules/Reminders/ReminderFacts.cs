using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What reminders are decided by, at one moment.</summary>
/// <param name="Now">Microseconds since the epoch.</param>
/// <param name="IsOff">Public holidays and days off by the account.</param>
public sealed record ReminderFacts(long Now, DayCut Cut, Func<LocalDate, bool> IsOff)
{
    /// <summary>The day under way, which before its start by the clock is the one before.</summary>
    public LocalDate Today { get; } = Cut.DayOf(Now);

    /// <summary>What counts of today, microseconds.</summary>
    public long Worked { get; init; }

    /// <summary>A timer runs: what it measures has no length yet.</summary>
    public bool IsRunning { get; init; }

    /// <summary>What the account has for today beside time off, microseconds; null where there is no account.</summary>
    public long? Due { get; init; }

    /// <summary>Null where closing is not in use.</summary>
    public ClosedDays? Closed { get; init; }

    /// <summary>Those that hold in the week of today.</summary>
    public IReadOnlyList<GoalProgress> Goals { get; init; } = [];

    /// <summary>Those that hold today, as they stand.</summary>
    public IReadOnlyList<BudgetFigure> Budgets { get; init; } = [];
}

/// <param name="Through">The last closed day.</param>
/// <param name="Ends">The last day of the account; null where it has no end.</param>
public sealed record ClosedDays(LocalDate Through, LocalDate? Ends);
