using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>Where a period did not keep to the limits of a pack.</summary>
/// <param name="Averages">As of the last week of the period that is over, by how many weeks; null where the ledger does not reach back so far.</param>
/// <param name="WithoutTimes">Days of the period of which only the total is known.</param>
public sealed record LimitReport(
    Period Period, string Zone, LimitPack Pack, IReadOnlyList<LimitFinding> Findings, Period LastWeek, IReadOnlyList<(int Weeks, WeekAverage? Average)> Averages,
    IReadOnlyList<LocalDate> WithoutTimes);

/// <summary>Holds a period against limits, with the days around it that rests and averages need.</summary>
public static class LimitsStage
{
    // No rest that a pack asks for is longer than a week; what lies further from the period cannot change it.
    private const int DaysAround = 8;

    private static readonly int[] ShownAverages = [4, 16, 26];

    /// <param name="period">Null for the last whole week.</param>
    public static LimitReport Run(Settings settings, LimitPack pack, Period? period, Instant now) =>
        SliceStage.Read(settings, now, (source, person, by) =>
        {
            var (zone, cut) = (by.Zone, by.Cut);
            var wanted = period ?? SliceStage.LastWhole(PeriodKind.Week, zone, now);
            var lastWhole = SliceStage.LastWhole(PeriodKind.Week, zone, now);
            var lastWeek = Period.Containing(PeriodKind.Week, LocalDate.Min(wanted.To, lastWhole.To));
            var windows = ShownAverages.Concat(pack.Rules.OfType<LimitRule.Average>().Select(r => r.Weeks)).Distinct().Order().ToList();
            var days = Days(source, person.Id, LocalDate.Min(lastWeek.From, Period.Containing(PeriodKind.Week, wanted.From).From).PlusWeeks(-windows[^1]), wanted.To);
            var account = new AccountDays(AccountBook.TermsOf(source, person.Id, cut, settings).Terms);
            var leftOut = (days.Count == 0 ? [] : new Period(PeriodKind.Day, days[0].Date, wanted.To.PlusDays(DaysAround)).Dates.Where(d => account.IsOff(d, IsNeutral))).ToHashSet();
            return new LimitReport(wanted, zone, pack,
                [.. Limits.Find(pack, days, cut, leftOut).Where(f => f.When.From <= wanted.To && f.When.To >= wanted.From)],
                lastWeek, [.. windows.Select(weeks => (weeks, WeekAverage.Of(days, lastWeek, weeks, leftOut)))],
                [.. Limits.WithoutTimes(days.Where(d => wanted.Contains(d.Date)))]);
        });

    // Directive 2003/88/EC, Article 16 (b).
    private static bool IsNeutral(AbsenceKind kind) => kind is AbsenceKind.Vacation or AbsenceKind.Sick;

    /// <summary>From the first date on, or from where the ledger begins: what was before that is not known to be free.</summary>
    private static List<LimitDay> Days(SliceSource source, int person, LocalDate from, LocalDate to)
    {
        if (source.FirstDay(person) is not { } known) return [];
        var first = LocalDate.Max(from, known);
        var days = source.Days(person, first, to.PlusDays(DaysAround)).Select(d => new LimitDay(d.Date, d.Worked, d.Stretches, d.Basis != DayBasis.Total)).ToList();
        // Where the range begins counts: averages ask for whole weeks of it.
        if (days.Count == 0 || days[0].Date > first) days.Insert(0, new LimitDay(first, 0, [], HasTimes: true));
        return days;
    }
}
