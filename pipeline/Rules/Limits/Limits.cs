using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>Finds where the limits of a pack were not kept. For information: what it cannot know it does not tell.</summary>
public static class Limits
{
    private static readonly IReadOnlySet<LocalDate> None = new HashSet<LocalDate>();

    /// <summary>By day or week, then in the order of the rules.</summary>
    /// <param name="days">In order, each date once. A date that is missing between two of them is free, and so is what comes after the last.</param>
    /// <param name="cut">Where weeks begin.</param>
    /// <param name="leftOut">Days that averages are not divided by: vacation, illness.</param>
    public static IReadOnlyList<LimitFinding> Find(LimitPack pack, IReadOnlyList<LimitDay> days, DayCut cut, IReadOnlySet<LocalDate>? leftOut = null)
    {
        if (days.Count == 0) return [];
        var runs = WorkRuns.Of(days);
        var weeks = WeeksOf(days);
        var findings = pack.Rules.SelectMany(rule => rule switch
        {
            LimitRule.Day day => Above(rule, day.Most, days.Select(d => (Day(d.Date), d.Worked))),
            LimitRule.Week week => Above(rule, week.Most, weeks.Select(w => (w, days.Where(d => w.Contains(d.Date)).Sum(d => d.Worked)))),
            LimitRule.Average average => Averages(average, days, weeks, leftOut ?? None),
            LimitRule.DailyRest rest => (rest.IsWithinADay ? Rests.WithinADay(rest.Least, runs) : Rests.AfterWork(rest.Least, runs)).Select(f => new LimitFinding(rule, Day(f.Date), rest.Least, f.Longest)),
            LimitRule.WeeklyRest rest => Below(rule, rest.Least, weeks.Select(w => (w, Rests.LongestIn(cut.SpanOf(w.From).Start, cut.SpanOf(w.Next.From).Start, runs)))),
            LimitRule.Break breaks => Pauses.Missing(breaks, runs).Select(f => new LimitFinding(rule, Day(f.Date), f.Least, f.Pauses)),
            LimitRule.Unbroken unbroken => Above(rule, unbroken.Most, Pauses.Between(runs, unbroken.Piece).Select(w => (Day(w.Date), w.Worked))),
            _ => throw new ArgumentException($"a rule of the kind {rule.GetType().Name}", nameof(pack)),
        });
        // A stable sort: the order of the rules stays within a day or week.
        return [.. findings.OrderBy(f => f.When.To).ThenByDescending(f => f.When.From)];
    }

    /// <summary>Days of which only the total is known: rules that ask when say nothing of them.</summary>
    public static IEnumerable<LocalDate> WithoutTimes(IEnumerable<LimitDay> days) => days.Where(d => d is { HasTimes: false, Worked: > 0 }).Select(d => d.Date);

    private static List<Period> WeeksOf(IReadOnlyList<LimitDay> days)
    {
        var weeks = new List<Period>();
        for (var week = Period.Containing(PeriodKind.Week, days[0].Date); week.From <= days[^1].Date; week = week.Next) weeks.Add(week);
        return weeks;
    }

    private static IEnumerable<LimitFinding> Averages(LimitRule.Average rule, IReadOnlyList<LimitDay> days, IEnumerable<Period> weeks, IReadOnlySet<LocalDate> leftOut) =>
        weeks.Select(week => WeekAverage.Of(days, week, rule.Weeks, leftOut)).Where(a => a is { } average && average.IsAbove(rule.Most))
            .Select(a => new LimitFinding(rule, a!.Value.Last, rule.Most, a.Value.Micros!.Value));

    private static IEnumerable<LimitFinding> Above(LimitRule rule, long most, IEnumerable<(Period When, long Found)> all) =>
        all.Where(a => a.Found > most).Select(a => new LimitFinding(rule, a.When, most, a.Found));

    private static IEnumerable<LimitFinding> Below(LimitRule rule, long least, IEnumerable<(Period When, long Found)> all) =>
        all.Where(a => a.Found < least).Select(a => new LimitFinding(rule, a.When, least, a.Found));

    private static Period Day(LocalDate date) => Period.Containing(PeriodKind.Day, date);
}
