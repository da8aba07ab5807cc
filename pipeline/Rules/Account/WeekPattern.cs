using NodaTime;

namespace Daybook.Rules;

/// <summary>Planned lengths by weekday, of one week or of several that take turns (A/B weeks). Microseconds.</summary>
public sealed class WeekPattern
{
    private const int Days = 7;

    private readonly IReadOnlyList<IReadOnlyList<long>> _weeks;

    private WeekPattern(IReadOnlyList<IReadOnlyList<long>> weeks) => _weeks = weeks;

    /// <summary>How many weeks take turns.</summary>
    public int Weeks => _weeks.Count;

    /// <param name="weeks">Seven lengths each, from Monday on, none below zero.</param>
    /// <exception cref="ArgumentException">No week, one that has not seven days, or a length below zero.</exception>
    public static WeekPattern Of(params IReadOnlyList<IReadOnlyList<long>> weeks)
    {
        if (weeks.Count == 0 || weeks.Any(w => w.Count != Days || w.Any(l => l < 0)))
            throw new ArgumentException("a pattern has one week at least, of seven lengths that are none below zero", nameof(weeks));
        return new WeekPattern(weeks);
    }

    /// <summary>The week's length spread evenly over its working days; together they are the week, to the microsecond.</summary>
    /// <exception cref="ArgumentException">No working day, or a length below zero.</exception>
    public static WeekPattern Even(long week, IReadOnlyCollection<IsoDayOfWeek> workingDays)
    {
        if (workingDays.Count == 0) throw new ArgumentException("a week needs a working day", nameof(workingDays));
        var lengths = new long[Days];
        var at = 0;
        for (var i = 0; i < Days; i++)
            if (workingDays.Contains((IsoDayOfWeek)(i + 1)))
                lengths[i] = Share(week, at++, workingDays.Count);
        return Of([lengths]);
    }

    /// <param name="firstWeek">First day of the week that the turns are counted from.</param>
    public long On(LocalDate date, LocalDate firstWeek)
    {
        var weeks = Math.DivRem(Period.DaysBetween(firstWeek, date), Days, out var rest) - (rest < 0 ? 1 : 0);
        var turn = weeks % _weeks.Count;
        return _weeks[turn < 0 ? turn + _weeks.Count : turn][(int)date.DayOfWeek - 1];
    }

    /// <summary>What a date has of a length that is spread evenly over those days of a span that count.</summary>
    internal static long ShareOf(long whole, LocalDate date, LocalDate from, LocalDate until, Func<LocalDate, bool> counts)
    {
        if (!counts(date)) return 0;
        var (before, all) = (0, 0);
        for (var day = from; day <= until; day = day.PlusDays(1))
        {
            if (!counts(day)) continue;
            all++;
            if (day < date) before++;
        }
        return Share(whole, before, all);
    }

    /// <summary>The i-th of so many parts of a length that differ by less than one and sum to it.</summary>
    internal static long Share(long whole, int i, int count) => (long)((Int128)whole * (i + 1) / count - (Int128)whole * i / count);
}
