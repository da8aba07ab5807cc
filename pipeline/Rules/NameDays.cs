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
        var parts = derived.Parts.ToLookup(p => p.Date);
        var rows = derived.Days.ToDictionary(d => d.Date);
        var days = period.Dates.Select(date => rows.TryGetValue(date, out var row) ? Sum(row, parts[date]) : Nothing(date)).ToList();
        return new Slice(person, period, now, zone, days, Earlier(derived, period), Longest(derived, period), derived.ActiveDays, derived.Controls);
    }

    private static DaySum Nothing(LocalDate date) => new(date, DayBasis.None, Duration.FromHours(24), Duration.Zero, null, null, Duration.Zero, []);

    private static DaySum Sum(DerivedDay row, IEnumerable<NamedPart> parts) => new(
        row.Date, row.Basis, Micros.ToDuration(row.End - row.Start), Micros.ToDuration(row.Worked), Clock(row.First), Clock(row.Last),
        Micros.ToDuration(row.CoveredTwice), [.. parts.SelectMany(NameParts.Of)]);

    private static LocalTime? Clock(long? micros) => micros is { } m ? LocalTime.FromTicksSinceMidnight(m * 10) : null;

    private static List<PeriodSum> Earlier(DerivedSlice derived, Period period)
    {
        var earlier = new List<PeriodSum>();
        for (var i = EarlierFor(period.Kind); i > 0; i--)
        {
            var before = earlier.Count == 0 ? period.Previous : earlier[^1].Period.Previous;
            var days = derived.Before.Where(d => before.Contains(d.Date)).ToList();
            earlier.Add(new PeriodSum(before, Micros.ToDuration(days.Sum(d => d.Worked)), days.Exists(d => d.Basis != DayBasis.None)));
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
            if (period.Contains(run.Date) && (longest is null || run.Stretch.Length > longest.Value.Stretch.Length)) longest = run;
        }
        return longest is { } l ? new LongestStretch(l.Date, LocalTime.FromTicksSinceMidnight(l.Clock * 10), Micros.ToDuration(l.Stretch.Length)) : null;
    }
}
