using System.Globalization;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Tables;

/// <summary>Turns what clocks showed at a start and an end into instants.</summary>
public static class LocalSpan
{
    /// <summary>
    /// An hour that the clock shows twice, when it is put back, is settled by the length where the file gives one, else it
    /// is the first time round, or the second where the end would lie before the start. One that it never shows is a flaw.
    /// </summary>
    /// <param name="lengthMicros">What the file says is between them, or null.</param>
    public static Flaw? Resolve(Moment start, Moment end, Dated<DateTimeZone> zones, long? lengthMicros, out long from, out long to)
    {
        (from, to) = (0, 0);
        if (Candidates(start, zones, out var starts) is { } badStart) return badStart;
        if (Candidates(end, zones, out var ends) is { } badEnd) return badEnd;
        (from, to) = (starts[0], ends[0]);
        if (starts.Length == 1 && ends.Length == 1) return null;
        var best = long.MaxValue;
        foreach (var s in starts)
            foreach (var e in ends)
            {
                // Not before the start, then near the length, then early.
                var doubt = (e < s ? long.MaxValue / 2 : 0) + Math.Abs(e - s - (lengthMicros ?? 0)) / 2;
                if (doubt >= best) continue;
                (best, from, to) = (doubt, s, e);
            }
        return null;
    }

    /// <summary>The instant of one moment; of an hour that comes twice the first.</summary>
    public static Flaw? Resolve(Moment moment, Dated<DateTimeZone> zones, out long instant)
    {
        var flaw = Candidates(moment, zones, out var candidates);
        instant = flaw is null ? candidates[0] : 0;
        return flaw;
    }

    private static Flaw? Candidates(Moment moment, Dated<DateTimeZone> zones, out long[] instants)
    {
        if (moment.Instant is { } instant)
        {
            instants = [instant];
            return null;
        }
        var local = moment.Local;
        var zone = zones.On(local.Date);
        var mapping = zone.MapLocal(local);
        instants = mapping.Count switch
        {
            0 => [],
            1 => [Micros.From(mapping.Single().ToInstant())],
            _ => [Micros.From(mapping.First().ToInstant()), Micros.From(mapping.Last().ToInstant())],
        };
        return instants.Length > 0 ? null : new Flaw(
            $"clocks in {zone.Id} never showed {local.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture)}: they were put forward",
            "Perhaps the times are of another zone: set the source's zone.");
    }
}
