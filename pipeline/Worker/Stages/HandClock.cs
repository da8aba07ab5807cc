using System.Globalization;
using Daybook.Importers;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>The clock a person sees: what they type becomes instants by it, and days are cut by it.</summary>
/// <param name="given">What is known of the zone of times made by hand.</param>
/// <param name="starts">When days begin, where the configuration says nothing.</param>
public sealed class HandClock(Given given, Settings settings, Dated<LocalTime> starts, Instant now)
{
    private readonly Dated<DateTimeZone> _zones = given.Zones ?? Dated<DateTimeZone>.Always(DateTimeZone.Utc);

    public long Now { get; } = Micros.From(now);

    public DayCut Cut { get; } = new(given.Zones ?? Dated<DateTimeZone>.Always(DateTimeZone.Utc),
        settings.DayStarts.Count == 0 ? starts : new Dated<LocalTime>(settings.DayStarts.Select(d => (d.From, d.At))));

    public LocalDate Today => Local(Now).Date;

    /// <summary>The zone at an instant, or null where nobody has said.</summary>
    public string? ZoneAt(long micros) => given.Zones is null ? null : _zones.On(Local(micros).Date).Id;

    /// <summary>The instant of a clock time. One that comes twice is the first, or the second where the first is too early.</summary>
    /// <param name="notBefore">The instant that it cannot lie before, or null.</param>
    /// <param name="notes">Told of a choice that was made.</param>
    /// <exception cref="LedgerException">Nobody has said of which zone, or clocks never showed it.</exception>
    public long At(LocalDate date, long clock, long? notBefore, ICollection<string> notes)
    {
        if (given.Zones is null)
            throw HandStage.Refused("nobody has said of which zone your times are. Say it once: --zone Europe/Berlin, or Zones in the configuration.");
        var local = date.PlusDays((int)(clock / (24 * Micros.PerHour))).AtMidnight().PlusTicks(clock % (24 * Micros.PerHour) * 10);
        var zone = _zones.On(local.Date);
        var mapping = zone.MapLocal(local);
        var shown = local.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
        if (mapping.Count == 0)
            throw HandStage.Refused($"clocks in {zone.Id} never showed {shown}: they were put forward to {mapping.LateInterval.IsoLocalStart.ToString("HH:mm", CultureInfo.InvariantCulture)}. Say a time before or after that.");
        var (first, last) = (Micros.From(mapping.First().ToInstant()), Micros.From(mapping.Last().ToInstant()));
        if (mapping.Count == 1) return first;
        var isLate = notBefore > first;
        notes.Add($"clocks in {zone.Id} show {shown} twice; it is taken as the {(isLate ? "second" : "first")} time");
        return isLate ? last : first;
    }

    /// <summary>Whether a clock time of a date comes twice, and the second time after an instant.</summary>
    public bool ComesAgainAfter(LocalDate date, long clock, long instant) =>
        clock < 24 * Micros.PerHour && _zones.On(date).MapLocal(date.AtMidnight().PlusTicks(clock * 10)) is { Count: 2 } mapping && Micros.From(mapping.Last().ToInstant()) > instant;

    /// <summary><c>2026-10-21 09:00</c></summary>
    public string Moment(long micros) => Local(micros).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public LocalDate DateOf(EntryTime time) => time is EntryTime.OnDate { Date: var date } ? date : Local(((EntryTime.Interval)time).Start).Date;

    /// <summary><c>09:00-10:30</c>, midnight at its end as 24:00, with the date where it ends later than that; a length on a date has none.</summary>
    public string Span(EntryTime time)
    {
        if (time is not EntryTime.Interval interval) return "";
        var (start, end) = (Local(interval.Start), Local(interval.End));
        var until = end.Date == start.Date ? Clock(end) : end == start.Date.PlusDays(1).AtMidnight() ? "24:00" : Moment(interval.End);
        return $"{Clock(start)}-{until}";
    }

    public LocalDateTime Local(long micros)
    {
        var instant = Micros.ToInstant(micros);
        var date = instant.InUtc().Date;
        // Of zones with dates the one that holds where the person is then.
        var guess = instant.InZone(_zones.On(date)).Date;
        return instant.InZone(_zones.On(guess)).LocalDateTime;
    }

    private static string Clock(LocalDateTime local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);
}
