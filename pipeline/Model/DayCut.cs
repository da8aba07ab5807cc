using NodaTime;

namespace Daybook.Model;

/// <summary>A piece of a range that lies within one day; half open, microseconds since the epoch.</summary>
public readonly record struct DayPiece(LocalDate Date, long Start, long End);

/// <summary>
/// Which local day an instant belongs to. A day runs from its day start (midnight, unless set) to the day start of the
/// next date, on the clock of the zone that holds on each date, and bears the date it starts on.
/// </summary>
/// <remarks>
/// Days tile time: each ends where the next starts, so one is longer or shorter where a clock, zone or day start changes.
/// A day start that the clock skips is the instant of the skip; one that it shows twice is the first of the two. A date
/// that never was (Apia, 2011-12-30) is a day of no length at the start of the next. Instants are microseconds since the
/// epoch, of the years that NodaTime knows. Remembers the day asked for last: not for several threads at once.
/// </remarks>
public sealed class DayCut
{
    private const long ClockMicros = 24 * Micros.PerHour;

    // Zones are up to 26 hours apart and day starts up to 24: no start can fall before one of three days ago.
    private const int Overtaking = 3;

    private readonly Dated<DateTimeZone> _zones;
    private readonly Dated<LocalTime> _dayStarts;
    private readonly LocalDate[] _changes;
    private LocalDate _date = LocalDate.MinIsoValue;
    private long _start, _end;

    public DayCut(Dated<DateTimeZone> zones, Dated<LocalTime>? dayStarts = null)
    {
        _zones = zones;
        _dayStarts = dayStarts ?? Dated<LocalTime>.Always(LocalTime.Midnight);
        _changes = [.. zones.Steps.Skip(1).Select(s => s.From), .. _dayStarts.Steps.Skip(1).Select(s => s.From)];
    }

    /// <summary>One zone for all dates, days from midnight.</summary>
    public static DayCut In(DateTimeZone zone) => new(Dated<DateTimeZone>.Always(zone));

    /// <summary>In the same zones, days from midnight.</summary>
    public DayCut FromMidnight() => new(_zones);

    public DateTimeZone ZoneOn(LocalDate date) => _zones.On(date);

    /// <summary>The day an instant is in; costs two comparisons where it is the day asked for last.</summary>
    public LocalDate DayOf(long micros) => micros >= _start && micros < _end ? _date : Find(micros);

    /// <summary>A day's first instant and that of the next day; equal for a date that never was.</summary>
    public (long Start, long End) SpanOf(LocalDate date)
    {
        if (date != _date) Remember(date, StartOf(date), StartOf(date.PlusDays(1)));
        return (_start, _end);
    }

    /// <summary>Cuts <c>[start, end)</c> at the starts of days; the pieces follow one another and sum to the range.</summary>
    public IEnumerable<DayPiece> Split(long start, long end)
    {
        while (start < end)
        {
            var date = DayOf(start);
            var until = Math.Min(end, SpanOf(date).End);
            yield return new DayPiece(date, start, until);
            start = until;
        }
    }

    /// <summary>The days that <c>[start, end)</c> touches, in order; a date that never was is not among them.</summary>
    public IEnumerable<LocalDate> DaysIn(long start, long end) => Split(start, end).Select(piece => piece.Date);

    /// <summary>What the clock shows at an instant: microseconds since its midnight, below 24 hours.</summary>
    public long ClockOf(long micros)
    {
        var offset = ZoneOn(DayOf(micros)).GetUtcOffset(Micros.ToInstant(micros));
        var clock = (micros + offset.Seconds * Micros.PerSecond) % ClockMicros;
        return clock < 0 ? clock + ClockMicros : clock;
    }

    private LocalDate Find(long micros)
    {
        var date = Micros.ToInstant(micros).InUtc().Date;
        var (start, end) = (StartOf(date), StartOf(date.PlusDays(1)));
        while (micros < start)
        {
            date = date.PlusDays(-1);
            (start, end) = (StartOf(date), start);
        }
        while (micros >= end)
        {
            date = date.PlusDays(1);
            (start, end) = (end, StartOf(date.PlusDays(1)));
        }
        Remember(date, start, end);
        return date;
    }

    private void Remember(LocalDate date, long start, long end) => (_date, _start, _end) = (date, start, end);

    /// <summary>Never before the start of an earlier date, not even where the new zone is more than a day ahead of the old.</summary>
    private long StartOf(LocalDate date)
    {
        var start = StartByClock(date);
        if (!HasChangeShortlyBefore(date)) return start;
        for (var back = 1; back <= Overtaking; back++)
            start = Math.Max(start, StartByClock(date.PlusDays(-back)));
        return start;
    }

    private bool HasChangeShortlyBefore(LocalDate date)
    {
        foreach (var change in _changes)
            if (change <= date && date < change.PlusDays(Overtaking))
                return true;
        return false;
    }

    private long StartByClock(LocalDate date)
    {
        var mapping = _zones.On(date).MapLocal(date.At(_dayStarts.On(date)));
        if (mapping.Count > 0) return Micros.From(mapping.First().ToInstant());
        var next = date.PlusDays(1);
        var neverWas = mapping.EarlyInterval.IsoLocalEnd <= date.AtMidnight() && mapping.LateInterval.IsoLocalStart >= next.AtMidnight();
        return neverWas ? StartByClock(next) : Micros.From(mapping.LateInterval.Start);
    }
}
