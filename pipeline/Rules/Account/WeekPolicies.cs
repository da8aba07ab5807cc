using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>The days of a week, or of what lies of it in the account.</summary>
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

/// <summary>How a week's overtime is counted, by the name a contract has for it.</summary>
public sealed record WeekPolicy(string Name, Func<AccountWeek, WeekResult> Settle);

/// <summary>Every policy. A new one is one line here.</summary>
public static class AllWeekPolicies
{
    public const string Usual = "balance", Wotra = "wotra", DailyCap = "daily-cap", DailyCapWeekdays = "daily-cap-weekdays", WeeklyCap = "weekly-cap";

    private const int WorkingDays = 5;

    public static IReadOnlyList<WeekPolicy> InOrder { get; } =
    [
        new(Usual, OfDays),
        new(Wotra, OfClosedDays),
        new(DailyCap, week => OfEachDay(week, weekendsAreOvertime: false)),
        new(DailyCapWeekdays, week => OfEachDay(week, weekendsAreOvertime: true)),
        new(WeeklyCap, OfWholeWeeks),
    ];

    /// <summary>Null where none is called so.</summary>
    public static WeekPolicy? Find(string name) => InOrder.FirstOrDefault(p => p.Name == name);

    /// <summary>A week's hours by the contracts that are looked up, and for a person which.</summary>
    /// <param name="days">In order.</param>
    /// <param name="closedOn">The day on which it is closed.</param>
    public static (long Micros, string Which) HoursOf(IReadOnlyList<AccountDay> days, LocalDate closedOn, Contract contract, Contracts contracts)
    {
        var first = days[0].Date;
        if (contract.Lookup == HoursLookup.EachDay)
        {
            // The days from the first on, whether or not the account has them.
            var monday = contract.WeekOf(first);
            var sum = 0L;
            var at = 0;
            for (var date = monday; date < monday.PlusDays(7); date = date.PlusDays(1))
                if (date.DayOfWeek < IsoDayOfWeek.Saturday)
                    sum += WeekPattern.Share(contracts.On(date)?.WeekHours(date) ?? 0, at++, WorkingDays);
            return (sum, "each day's contract");
        }
        var on = contract.Lookup == HoursLookup.Closing ? closedOn : contract.WeekOf(first);
        var found = contracts.On(on) ?? contract;
        return (found.WeekHours(first), $"the contract from {Period.Iso(found.From)}, {(contract.Lookup == HoursLookup.Closing ? "in force when it was closed" : "in force on its first day")}");
    }

    /// <summary>Each day's own difference; a day nobody worked counts in full.</summary>
    private static WeekResult OfDays(AccountWeek week) => WeekResult.OfDelta(week.Days.Sum(d => d.Earned));

    /// <summary>
    /// Wotra's: what closed days have, against the week's hours whatever was planned for its days; a marked day has a fifth of
    /// them. Open days have nothing. Of a week that the account begins in only its days count.
    /// </summary>
    private static WeekResult OfClosedDays(AccountWeek week) => !week.IsWhole ? OfDays(week) : WeekResult.OfDelta(
        week.Days.Where(d => d.IsClosed).Sum(d => d.Worked + (d.Marks.Count > 0 ? week.WeekHours / WorkingDays : 0)) - week.WeekHours);

    /// <summary>TimeTracker's by the day: of days without an entry it knows nothing.</summary>
    private static WeekResult OfEachDay(AccountWeek week, bool weekendsAreOvertime)
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
    private static WeekResult OfWholeWeeks(AccountWeek week) =>
        week.IsWhole ? new WeekResult(Math.Max(0, week.Days.Sum(d => d.Worked) - week.WeekHours), 0) : default;
}
