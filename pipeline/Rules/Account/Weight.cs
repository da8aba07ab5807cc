using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>When work weighs more.</summary>
public enum WeightOn
{
    /// <summary>Between two clock times, over midnight where the second is the earlier.</summary>
    Night,
    Saturday,
    Sunday,
    /// <summary>On a day that is a holiday.</summary>
    Holiday,
}

/// <summary>Work that counts as more, or less, than its length.</summary>
/// <param name="Percent">Of its length: 150 for half as much again.</param>
public sealed record Weight(WeightOn On, int Percent)
{
    /// <summary>Of a night; where it ends no later than it begins, on the next day.</summary>
    public LocalTime From { get; init; }

    public LocalTime To { get; init; }
}

/// <summary>What weights add to a day.</summary>
public static class Weights
{
    private const int Whole = 100;

    /// <summary>
    /// Microseconds to add, and for a person why. Where several hold, each instant has the highest; those below a hundred count only
    /// where no other does. Of time that is known without when it was, no night can be told.
    /// </summary>
    /// <param name="isHoliday">Whether the date is a holiday.</param>
    public static IEnumerable<(long Micros, string Why)> Of(IReadOnlyList<Weight> weights, WorkedDay day, bool isHoliday, DayCut cut)
    {
        if (weights.Count == 0 || day.Micros == 0) yield break;
        var left = day.Micros;
        var free = day.Stretches;
        foreach (var weight in weights.OrderByDescending(w => w.Percent).ThenBy(w => w.On))
        {
            long length;
            if (weight.On == WeightOn.Night)
            {
                length = 0;
                var rest = new List<Stretch>();
                foreach (var stretch in free) length += TakeOut(stretch, Nights(weight, day.Date, cut), rest);
                free = rest;
            }
            else if (Holds(weight.On, day.Date, isHoliday)) (length, free) = (left, []);
            else continue;
            length = Math.Min(length, left);
            left -= length;
            if (length > 0 && weight.Percent != Whole)
                yield return ((long)((Int128)length * (weight.Percent - Whole) / Whole), $"{weight.On.ToString().ToLowerInvariant()}: {Hours.Text(length)} at {weight.Percent} %");
        }
    }

    private static bool Holds(WeightOn on, LocalDate date, bool isHoliday) => on switch
    {
        WeightOn.Saturday => date.DayOfWeek == IsoDayOfWeek.Saturday,
        WeightOn.Sunday => date.DayOfWeek == IsoDayOfWeek.Sunday,
        _ => isHoliday,
    };

    /// <summary>The nights that may touch a day, as instants: a day may begin late and so reach into the next date's night.</summary>
    private static List<(long From, long To)> Nights(Weight weight, LocalDate date, DayCut cut)
    {
        var nights = new List<(long, long)>();
        for (var from = date.PlusDays(-1); from <= date.PlusDays(1); from = from.PlusDays(1))
        {
            var until = weight.To > weight.From ? from : from.PlusDays(1);
            nights.Add((At(from, weight.From, cut), At(until, weight.To, cut)));
        }
        return nights;
    }

    private static long At(LocalDate date, LocalTime clock, DayCut cut) => Micros.From(cut.ZoneOn(date).AtLeniently(date + clock).ToInstant());

    private static long TakeOut(Stretch stretch, List<(long From, long To)> nights, List<Stretch> rest)
    {
        var (at, taken) = (stretch.Start, 0L);
        foreach (var (from, to) in nights)
        {
            var (start, end) = (Math.Max(at, from), Math.Min(stretch.End, to));
            if (end <= start) continue;
            if (start > at) rest.Add(new Stretch(at, start));
            taken += end - start;
            at = end;
        }
        if (at < stretch.End) rest.Add(new Stretch(at, stretch.End));
        return taken;
    }
}
