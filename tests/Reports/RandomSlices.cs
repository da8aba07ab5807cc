using Daybook.Model;
using Daybook.Tests.Support;
using NodaTime;

namespace Daybook.Tests.Reports;

/// <summary>Slices of every kind with lengths to the microsecond and parts that lack, exceed or fit, from a seed.</summary>
internal static class RandomSlices
{
    private static readonly string[] Periods = ["2026-03-29", "2026-W13", "2026-W53", "2024-02", "2025"];

    public static IEnumerable<Slice> Weeks(int count) => Enumerable.Range(0, count).Select(seed => Of(seed, seed % 2 == 0 ? "2026-W13" : "2026-W53"));

    public static IEnumerable<Slice> OfAllKinds(int count) => Enumerable.Range(0, count).Select(seed => Of(seed, Periods[seed % Periods.Length]));

    private static Slice Of(int seed, string period)
    {
        var random = new Random(seed);
        var made = ASlice.Of(period);
        var names = random.Next(1, 50);
        foreach (var date in made.Build().Period.Dates)
            if (random.Next(5) > 0)
                made.Day(Day(random, date, names));
        return made.Build();
    }

    private static DaySum Day(Random random, LocalDate date, int names)
    {
        var parts = new List<DayPart>();
        var worked = random.NextInt64(Micros.PerHour * 20);
        foreach (var dimension in Enum.GetValues<Dimension>())
        {
            if (random.Next(4) == 0) continue;
            var left = worked;
            for (var i = random.Next(1, 12); i > 0; i--)
            {
                var part = i == 1 && random.Next(2) == 0 ? left : random.NextInt64(Math.Max(1, left / i));
                parts.Add(new(dimension, $"name{random.Next(names)}", Micros.ToDuration(part)));
                left -= part;
            }
            // A source's parts may exceed its total.
            if (random.Next(6) == 0) parts.Add(new(dimension, "too much", Micros.ToDuration(left + random.NextInt64(Micros.PerMinute * 3))));
        }
        var basis = parts.Count == 0 ? DayBasis.Total : DayBasis.Timeline;
        return new(date, basis, Duration.FromHours(24), Micros.ToDuration(worked), null, null, Duration.Zero, parts);
    }
}
