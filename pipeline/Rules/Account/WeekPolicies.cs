using NodaTime;

namespace Daybook.Rules;

/// <summary>The days of a week, or of what lies of it in the period asked for.</summary>
/// <param name="IsWhole">All seven days are there.</param>
/// <param name="WeekHours">What a week has by the terms that were looked up, microseconds.</param>
public sealed record AccountWeek(IReadOnlyList<AccountDay> Days, bool IsWhole, long WeekHours);

/// <param name="Overtime">Microseconds above what was expected.</param>
/// <param name="Undertime">Microseconds below it.</param>
public readonly record struct WeekResult(long Overtime, long Undertime)
{
    public long Delta => Overtime - Undertime;

    public static WeekResult OfDelta(long delta) => new(Math.Max(0, delta), Math.Max(0, -delta));
}

/// <summary>How a week's overtime is counted, by the name the settings have for it.</summary>
public sealed record WeekPolicy(string Name, Func<AccountWeek, WeekResult> Settle);

/// <summary>Every policy. A new one is one line here.</summary>
public static class AllWeekPolicies
{
    private const int WorkingDays = 5;

    public static IReadOnlyList<WeekPolicy> InOrder { get; } =
    [
        new("balance", Balance),
        new("wotra", Wotra),
        new("daily-cap", week => DailyCap(week, weekendsAreOvertime: false)),
        new("daily-cap-weekdays", week => DailyCap(week, weekendsAreOvertime: true)),
        new("weekly-cap", WeeklyCap),
    ];

    /// <summary>Each day's own difference; a day nobody worked counts in full.</summary>
    private static WeekResult Balance(AccountWeek week) => WeekResult.OfDelta(week.Days.Sum(d => d.Earned));

    /// <summary>
    /// What closed days have, against the week's hours whatever was planned for its days; a marked day has a fifth of them.
    /// Open days have nothing.
    /// </summary>
    private static WeekResult Wotra(AccountWeek week) => WeekResult.OfDelta(
        week.Days.Where(d => d.IsClosed).Sum(d => d.Worked + (d.Absences.Count > 0 ? week.WeekHours / WorkingDays : 0)) - week.WeekHours);

    /// <summary>TimeTracker's by the day: of days without an entry it knows nothing.</summary>
    private static WeekResult DailyCap(AccountWeek week, bool weekendsAreOvertime)
    {
        var (overtime, undertime) = (0L, 0L);
        foreach (var day in week.Days.Where(d => d.Worked > 0))
        {
            var regular = weekendsAreOvertime && day.Date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? 0 : week.WeekHours / WorkingDays;
            overtime += Math.Max(0, day.Worked - regular);
            undertime += Math.Max(0, regular - day.Worked);
        }
        return new WeekResult(overtime, undertime);
    }

    /// <summary>TimeTracker's by the week: a week that is cut is all regular, and a short one is no undertime.</summary>
    private static WeekResult WeeklyCap(AccountWeek week) =>
        week.IsWhole ? new WeekResult(Math.Max(0, week.Days.Sum(d => d.Worked) - week.WeekHours), 0) : default;
}
