using Daybook.Model;
using NodaTime;

namespace Daybook.Tests.Reports;

/// <summary>Accounts with figures of every size, whole minutes or to the microsecond, from a seed.</summary>
internal static class RandomAccounts
{
    public static AccountSlice Of(int seed)
    {
        var random = new Random(seed);
        var from = new LocalDate(2026, 1, 1).PlusDays(random.Next(400));
        var balance = random.NextInt64(-50 * Micros.PerHour, 50 * Micros.PerHour);
        var isWhole = Enumerable.Range(0, 4).Select(_ => random.Next(2) == 0).ToArray();
        var closed = random.Next(-5, 60);
        var days = new List<AccountDay>();
        var weekStarts = (IsoDayOfWeek)random.Next(1, 8);
        for (var i = random.Next(1, 80); i > 0; i--)
        {
            var planned = Length(0, 10);
            var should = random.Next(4) == 0 ? Any(0, planned) : planned;
            var day = new AccountDay(from.PlusDays(days.Count), planned, should, Length(1, 12), random.Next(4) == 0 ? Length(2, 8) : 0, random.Next(5) == 0 ? Length(3, 6) - Length(3, 6) : 0)
            {
                IsClosed = days.Count < closed,
                Marks = random.Next(6) == 0 ? [new(AbsenceKind.Vacation, AbsenceEffect.IsNeutral, "away", 0, "daybook")] : [],
            };
            balance += day.Delta;
            days.Add(day with { Closing = balance });
        }
        var to = days[^1].Date;
        var weeks = new List<AccountWeekSpan>();
        for (var start = from.PlusDays(-(((int)from.DayOfWeek - (int)weekStarts + 7) % 7)); start <= to; start = start.PlusDays(7))
            weeks.Add(new(start, start.PlusDays(6), false));
        // A span may be asked for that the account begins in or ends in, and weeks may be unknown.
        return new("Ada", from.PlusDays(-random.Next(3)), to.PlusDays(random.Next(3)), Instant.FromUtc(2027, 1, 1, 0, 0), "UTC", days, random.Next(4) == 0 ? [] : weeks, null, []);

        long Length(int column, int hours)
        {
            if (random.Next(3) == 0) return 0;
            var length = random.NextInt64(hours * Micros.PerHour);
            return isWhole[column] ? length / Micros.PerMinute * Micros.PerMinute : length;
        }

        long Any(long least, long most) => most <= least ? least : random.NextInt64(least, most);
    }
}
