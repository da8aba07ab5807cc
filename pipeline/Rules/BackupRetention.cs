using NodaTime;
using NodaTime.Calendars;

namespace Daybook.Rules;

/// <summary>How many backups stay: the newest of each of so many days, weeks and months that have one. Days are those of UTC, as in their names.</summary>
public sealed record BackupKeep(int Daily, int Weekly, int Monthly)
{
    public static BackupKeep Standard { get; } = new(7, 5, 12);
}

/// <summary>When a backup is due: one in each day or week of UTC, or in each so many hours counted from midnight UTC.</summary>
/// <param name="Hours">1 to 24; 0 for a week.</param>
public readonly record struct BackupEvery(int Hours)
{
    private const int OfADay = 24;

    public static BackupEvery Day { get; } = new(OfADay);

    public static BackupEvery Week { get; } = new(0);

    /// <summary>Whether none of the backups lies in the same stretch of time as now.</summary>
    public bool IsDue(IEnumerable<Instant> backups, Instant now)
    {
        var (hours, today) = (Hours, now.InUtc());
        return !backups.Any(b => hours == 0
            ? BackupRetention.Week(b) == BackupRetention.Week(now)
            : b.InUtc() is var at && at.Date == today.Date && at.Hour / hours == today.Hour / hours);
    }
}

/// <summary>Says which backups go.</summary>
/// <example><code>
/// keep 2 days, 1 week, 1 month; a letter a backup, a column a day, | ends a week:
///   a b c d e f g | h i jk
/// kept:             . i . k   (days i, k; week k; month k)
/// </code></example>
public static class BackupRetention
{
    /// <param name="backups">When each was made, in any order. The newest always stays.</param>
    /// <param name="at">Of one of them.</param>
    /// <returns>Those that go, oldest first.</returns>
    public static IReadOnlyList<T> Gone<T>(IReadOnlyCollection<T> backups, Func<T, Instant> at, BackupKeep keep) where T : class
    {
        var newestFirst = backups.OrderByDescending(at).ToList();
        var kept = new HashSet<T>(newestFirst.Take(1), ReferenceEqualityComparer.Instance);
        kept.UnionWith(Newest(newestFirst, b => at(b).InUtc().Date, keep.Daily));
        kept.UnionWith(Newest(newestFirst, b => Week(at(b)), keep.Weekly));
        kept.UnionWith(Newest(newestFirst, b => at(b).InUtc().Date.With(DateAdjusters.StartOfMonth), keep.Monthly));
        newestFirst.RemoveAll(kept.Contains);
        newestFirst.Reverse();
        return newestFirst;
    }

    internal static (int Year, int Week) Week(Instant at) => at.InUtc().Date is var date ? (WeekYearRules.Iso.GetWeekYear(date), WeekYearRules.Iso.GetWeekOfWeekYear(date)) : default;

    private static IEnumerable<T> Newest<T, TSpan>(IEnumerable<T> newestFirst, Func<T, TSpan> span, int most) where TSpan : notnull => newestFirst.GroupBy(span).Take(most).Select(g => g.First());
}
