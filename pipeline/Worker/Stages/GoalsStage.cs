using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>How far the goals of a week are, and the days in a row.</summary>
/// <param name="AsOf">The clock's day.</param>
/// <param name="Goals">Those that hold in the week, in the order of the settings.</param>
/// <param name="Days">Rows of days that days off do not break.</param>
/// <param name="Weekdays">As <paramref name="Days"/>, where Saturday and Sunday are days off as well.</param>
public sealed record GoalReport(Period Week, string Zone, LocalDate AsOf, IReadOnlyList<GoalProgress> Goals, Streaks Days, Streaks Weekdays);

/// <summary>Holds a week against the goals in the settings.</summary>
public static class GoalsStage
{
    /// <param name="week">Null for the one the clock is in.</param>
    public static GoalReport Run(Settings settings, Period? week, Instant now) =>
        SliceStage.Read(settings, now, (source, person, by) =>
        {
            var (zone, cut) = (by.Zone, by.Cut);
            var today = cut.DayOf(Micros.From(now));
            var wanted = week ?? Period.Containing(PeriodKind.Week, today);
            var days = NameDays.ToSlice(source.Read(person.Id, wanted, NameDays.EarlierFor(wanted.Kind)), person.Name, wanted, now, zone).Days.ToDictionary(d => d.Date);
            var active = source.ActiveDates(person.Id);
            var isFree = DaysOff(source, person.Id, cut, settings);
            return new GoalReport(wanted, zone, today, Of(settings, wanted, today, days, isFree),
                Streaks.Of(active, today, isFree), Streaks.Of(active, today, date => date.DayOfWeek > IsoDayOfWeek.Friday || isFree(date)));
        });

    /// <summary>How far the goals are that hold in a week.</summary>
    public static IReadOnlyList<GoalProgress> Of(Settings settings, Period week, LocalDate today, IReadOnlyDictionary<LocalDate, DaySum> days, Func<LocalDate, bool> isFree) =>
        [.. settings.Goals.Where(g => g.HoldsIn(week)).Select(g => GoalProgress.Of(g, week, today, date => Worked(days[date], g.Project), isFree))];

    /// <summary>Whether a day is a public holiday, or off by the account.</summary>
    public static Func<LocalDate, bool> DaysOff(SliceSource source, int person, DayCut cut, Settings settings)
    {
        var account = new AccountDays(AccountBook.TermsOf(source, person, cut, settings).Terms);
        return date => settings.Holidays?.On(date) is { IsHalf: false } || account.IsOff(date, _ => true);
    }

    private static long Worked(DaySum day, string? project) => project is null ? Micros.From(day.Worked)
        : day.Parts.Where(p => p.Dimension == Dimension.Project && p.Name == project).Sum(p => Micros.From(p.Worked));
}
