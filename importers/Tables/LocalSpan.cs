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
        (from, to) = (starts.First, ends.First);
        if (starts.IsOne && ends.IsOne) return null;
        var best = long.MaxValue;
        foreach (var s in (ReadOnlySpan<long>)[starts.First, starts.Last])
            foreach (var e in (ReadOnlySpan<long>)[ends.First, ends.Last])
            {
                // Not before the start, then near the length, then early.
                var doubt = (e < s ? long.MaxValue / 2 : 0) + (lengthMicros is { } length ? Math.Abs(e - s - length) / 2 : 0);
                if (doubt >= best) continue;
                (best, from, to) = (doubt, s, e);
            }
        return null;
    }

    /// <summary>The instant of one moment; of an hour that comes twice the first.</summary>
    public static Flaw? Resolve(Moment moment, Dated<DateTimeZone> zones, out long instant)
    {
        var flaw = Candidates(moment, zones, out var candidates);
        instant = candidates.First;
        return flaw;
    }

    private static Flaw? Candidates(Moment moment, Dated<DateTimeZone> zones, out Instants instants)
    {
        instants = default;
        if (moment.Instant is { } instant)
        {
            instants = new Instants(instant, instant);
            return null;
        }
        var local = moment.Local;
        var zone = zones.On(local.Date);
        var mapping = zone.MapLocal(local);
        if (mapping.Count == 0)
            return new Flaw(
                $"clocks in {zone.Id} never showed {local.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture)}: they were put forward",
                "Perhaps the times are of another zone: set the source's zone.");
        var first = Micros.From(mapping.First().ToInstant());
        instants = new Instants(first, mapping.Count == 1 ? first : Micros.From(mapping.Last().ToInstant()));
        return null;
    }

    /// <summary>What a clock's time may have been: one instant, or the first and the second time round.</summary>
    private readonly record struct Instants(long First, long Last)
    {
        public bool IsOne => First == Last;
    }
}
