using Daybook.Model;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Tests.Reports;

/// <summary>One of each kind and case, made by the rules themselves: Thursday, 2026-11-19, in Berlin.</summary>
internal static class SampleReminders
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 19, 15, 5);

    public static IReadOnlyDictionary<string, Reminder> All { get; } = Made("harbour-api", "Port authority");

    public static IReadOnlyDictionary<string, Reminder> Made(string project) => Made(project, project);

    private static IReadOnlyDictionary<string, Reminder> Made(string project, string client) => new Dictionary<string, Reminder>
    {
        ["nothing-logged"] = Of("nothing-logged", Facts with { Worked = 10 * Micros.PerMinute + 59 * Micros.PerSecond, Due = 8 * Micros.PerHour }),
        ["nothing-logged-without-account"] = Of("nothing-logged", Facts),
        ["not-closed"] = Of("not-closed", Facts with { Closed = new ClosedDays(new LocalDate(2026, 10, 30), null) }),
        ["not-closed-one"] = Of("not-closed", Facts with { Closed = new ClosedDays(new LocalDate(2026, 11, 17), null) }),
        ["goal-at-risk"] = Goal(project, 40, 5 * Micros.PerHour + 1),
        ["goal-at-risk-one-day"] = Goal(null, 20, 13 * Micros.PerHour, excludes: true),
        ["goal-at-risk-lost"] = Goal(project, 100, 3 * Micros.PerHour),
        ["budget"] = Budgeted(new Budget(project, null, 30 * Micros.PerHour, null, LocalDate.MinIsoValue, null, BudgetFor.Month, Budget.StandardPercents), project, 24 * Micros.PerHour + 1),
        ["budget-over"] = Budgeted(new Budget(null, client, null, new Money(120_000_000, "EUR"), new LocalDate(2026, 7, 1), new LocalDate(2026, 12, 31), BudgetFor.All, Budget.StandardPercents), project, 157 * Micros.PerHour, client),
    };

    private static ReminderFacts Facts => new(Micros.From(Now), DayCut.In(DateTimeZoneProviders.Tzdb["Europe/Berlin"]), d => d.Day == 20);

    private static Reminder Goal(string? project, int hours, long worked, bool excludes = false)
    {
        var goal = new Goal(project, hours * Micros.PerHour, excludes, LocalDate.MinIsoValue, null);
        var progress = GoalProgress.Of(goal, Daybook.Model.Period.Containing(PeriodKind.Week, Facts.Today), Facts.Today, d => d.Day == 16 ? worked : 0, Facts.IsOff);
        return Of("goal-at-risk", Facts with { Goals = [progress] });
    }

    private static Reminder Budgeted(Budget budget, string project, long worked, string client = "") => Of("budget", Facts with
    {
        Budgets = [budget.On(Daybook.Model.Period.Containing(PeriodKind.Day, Facts.Today), [new SoldTime(new LocalDate(2026, 11, 17), client, project, "", true, new Money(805_000, "EUR"), worked)])!],
    });

    private static Reminder Of(string kind, ReminderFacts facts) => Reminders.Due(new ReminderWish(kind, new LocalTime(9, 0)), facts).Single();
}
