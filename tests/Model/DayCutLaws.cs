using Daybook.Model;
using NodaTime;
using static Daybook.Tests.Moment;

namespace Daybook.Tests.Model;

/// <summary>Days tile time, and any range cut into days sums to itself (law 3).</summary>
public sealed class DayCutLaws
{
    private static readonly string[] Zones =
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Antarctica/Troll", "Asia/Kolkata", "Asia/Beirut", "America/Havana",
        "Africa/Cairo", "America/Santiago", "Pacific/Apia", "Pacific/Kiritimati", "Etc/GMT+12", "Africa/Casablanca", "UTC",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory, MemberData(nameof(Seeds))]
    public void Every_day_ends_where_the_next_one_starts_and_holds_its_own_instants(int seed)
    {
        var random = new Random(seed);
        var cut = AnyCut(random);
        var first = Date("2011-01-01").PlusDays(random.Next(5000));
        for (var date = first; date < first.PlusDays(400); date = date.PlusDays(1))
        {
            var (start, end) = cut.SpanOf(date);
            end.ShouldBeGreaterThanOrEqualTo(start);
            cut.SpanOf(date.PlusDays(1)).Start.ShouldBe(end, $"{date}");
            if (start == end) continue;
            cut.DayOf(start).ShouldBe(date);
            cut.DayOf(end - 1).ShouldBe(date);
            cut.DayOf(start + random.NextInt64(end - start)).ShouldBe(date);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Any_split_of_a_range_sums_to_the_range(int seed)
    {
        var random = new Random(seed);
        var cut = AnyCut(random);
        for (var i = 0; i < 50; i++)
        {
            var start = Utc("2011-12-01 00:00") + random.NextInt64(5000 * 24 * Micros.PerHour);
            var end = start + random.NextInt64(20 * 24 * Micros.PerHour) + 1;
            var middle = start + random.NextInt64(end - start);

            var whole = cut.Split(start, end).ToList();
            var parts = cut.Split(start, middle).Concat(cut.Split(middle, end)).ToList();

            whole[0].Start.ShouldBe(start);
            whole[^1].End.ShouldBe(end);
            whole.Zip(whole.Skip(1)).ShouldAllBe(pair => pair.First.End == pair.Second.Start && pair.First.Date < pair.Second.Date);
            whole.ShouldAllBe(piece => piece.Start < piece.End);
            ByDate(parts).ShouldBe(ByDate(whole));
        }
    }

    private static List<(LocalDate, long)> ByDate(IEnumerable<DayPiece> pieces) =>
        [.. pieces.GroupBy(p => p.Date).Select(g => (g.Key, g.Sum(p => p.End - p.Start)))];

    /// <summary>Up to three zones and two day starts, changing on any dates, also close together.</summary>
    private static DayCut AnyCut(Random random)
    {
        var zones = Enumerable.Range(0, random.Next(1, 4)).ToDictionary(_ => AnyDate(), _ => Zone(Zones[random.Next(Zones.Length)]));
        var starts = Enumerable.Range(0, random.Next(1, 3)).ToDictionary(_ => AnyDate(), _ => LocalTime.FromMinutesSinceMidnight(random.Next(2) * random.Next(1440)));
        return new DayCut(
            new Dated<DateTimeZone>(zones.Select(z => (z.Key, z.Value))), new Dated<LocalTime>(starts.Select(s => (s.Key, s.Value))));

        LocalDate AnyDate() => random.Next(2) == 0
            ? Date("2011-12-25").PlusDays(random.Next(10))
            : Date("2011-01-01").PlusDays(random.Next(5400));
    }
}
