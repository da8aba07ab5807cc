using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>Makes of what the ledger has derived for a period what a report may look at: names, gaps filled, comparisons.</summary>
public static class NameDays
{
    /// <summary>How many periods before one it is compared with: the mean of four weeks needs four.</summary>
    public static int EarlierFor(PeriodKind kind) => kind == PeriodKind.Year ? 1 : 4;

    public static Slice ToSlice(DerivedSlice derived, string person, Period period, Instant now, string zone)
    {
        var days = new List<DaySum>(period.Days);
        var next = 0;
        for (var date = period.From; date <= period.To; date = date.PlusDays(1))
            days.Add(next < derived.Days.Count && derived.Days[next].Day.Date == date ? Sum(derived.Days[next++]) : Nothing(date));
        return new Slice(person, period, now, zone, days, Earlier(derived, period), Longest(derived, period), derived.ActiveDays, derived.Controls)
        {
            Stretches = [.. derived.Stretches.Where(s => period.Contains(s.Date))],
        };
    }

    private static DaySum Nothing(LocalDate date) => new(date, DayBasis.None, Duration.FromHours(24), Duration.Zero, null, null, Duration.Zero, []);

    private static DaySum Sum(NamedDay named)
    {
        var day = named.Day;
        var parts = new List<DayPart>(named.Parts.Count);
        foreach (var part in named.Parts) parts.AddRange(NameParts.Of(part));
        return new DaySum(
            day.Date, day.Basis, Micros.ToDuration(day.End - day.Start), Micros.ToDuration(day.Worked), Clock(day.First), Clock(day.Last),
            Micros.ToDuration(day.CoveredTwice), parts);
    }

    private static LocalTime? Clock(long? micros) => micros is { } m ? LocalTime.FromTicksSinceMidnight(m * 10) : null;

    private static List<PeriodSum> Earlier(DerivedSlice derived, Period period)
    {
        var earlier = new List<PeriodSum>();
        for (var i = EarlierFor(period.Kind); i > 0; i--)
        {
            var before = earlier.Count == 0 ? period.Previous : earlier[^1].Period.Previous;
            var worked = 0L;
            var hasData = false;
            foreach (var day in derived.Before)
            {
                if (!before.Contains(day.Date)) continue;
                worked += day.Worked;
                hasData |= day.Basis != DayBasis.None;
            }
            earlier.Add(new PeriodSum(before, Micros.ToDuration(worked), hasData));
        }
        return earlier;
    }

    /// <summary>Joins what was cut at midnight, and takes the longest that begins within the period.</summary>
    private static LongestStretch? Longest(DerivedSlice derived, Period period)
    {
        DatedStretch? longest = null;
        for (var i = 0; i < derived.Stretches.Count; i++)
        {
            var run = derived.Stretches[i];
            while (i + 1 < derived.Stretches.Count && derived.Stretches[i + 1].Stretch.Start == run.Stretch.End)
                run = run with { Stretch = new Stretch(run.Stretch.Start, derived.Stretches[++i].Stretch.End) };
            if (period.Contains(run.Date) && (longest is null || run.Stretch.Length > longest.Stretch.Length)) longest = run;
        }
        return longest is { } l ? new LongestStretch(l.Date, LocalTime.FromTicksSinceMidnight(l.Clock * 10), Micros.ToDuration(l.Stretch.Length)) : null;
    }
}
