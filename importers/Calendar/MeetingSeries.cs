using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Calendar;

/// <summary>One time that an event takes place.</summary>
/// <param name="Of">What says so.</param>
/// <param name="Id">Of this time in its series, or "" for an event that does not repeat.</param>
/// <param name="End">Microseconds since the epoch.</param>
/// <param name="Zone">That its start was read in.</param>
/// <param name="IsExcluded">It was in the series and is no longer.</param>
/// <param name="IsSkipped">Clocks never showed its start.</param>
internal readonly record struct Occurrence(Meeting Of, string Id, CalendarTime Start, string Zone, long From, long End, bool IsExcluded, bool IsSkipped);

/// <summary>All that one id stands for: an event or a series, and what is different in some of its times.</summary>
internal sealed class MeetingSeries(Given given)
{
    public const int MostTimes = 10_000;

    private readonly Dictionary<string, Meeting> _changed = new(StringComparer.Ordinal);

    /// <summary>Null where only changes are known.</summary>
    public Meeting? Whole { get; private set; }

    /// <summary>In order of the series' times.</summary>
    public IEnumerable<Meeting> Changed => _changed.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value);

    /// <summary>The older of two tellings of the same, if there were.</summary>
    public Meeting? Add(Meeting meeting)
    {
        var before = meeting.StandsFor is { } time ? _changed.GetValueOrDefault(IdOf(time)) : Whole;
        if (before is not null && !meeting.IsNewerThan(before)) return meeting;
        if (meeting.StandsFor is { } standsFor) _changed[IdOf(standsFor)] = meeting;
        else Whole = meeting;
        return before;
    }

    /// <summary>The times that begin up to a moment, those that were changed first.</summary>
    /// <param name="until">Microseconds since the epoch.</param>
    public IEnumerable<Occurrence> Times(long until)
    {
        foreach (var (id, change) in _changed.OrderBy(c => c.Key, StringComparer.Ordinal)) yield return At(change, id, change.Start, null, false);
        if (Whole is not { IsAllDay: false } whole) yield break;
        if (!whole.Repeats)
        {
            yield return At(whole, "", whole.Start, null, false);
            yield break;
        }
        var excluded = whole.Excluded.Select(IdOf).ToHashSet(StringComparer.Ordinal);
        var onwards = _changed.Values.Where(c => c is { IsFromThenOn: true, IsAllDay: false }).OrderBy(c => From(c.StandsFor!.Value)).ToList();
        foreach (var (start, length) in Planned(whole, until))
        {
            var id = IdOf(start);
            if (_changed.ContainsKey(id) || _changed.ContainsKey(DateOf(start))) continue;
            var isExcluded = excluded.Contains(id) || excluded.Contains(DateOf(start));
            var from = From(start);
            var change = onwards.FindLast(c => From(c.StandsFor!.Value) <= from);
            yield return change is null || isExcluded ? At(whole, id, start, length, isExcluded) : At(change, id, Moved(start, change), null, false);
        }
    }

    /// <summary>By the rules and beside them, in order, each once, one more than are taken in at most.</summary>
    private IEnumerable<(CalendarTime Start, CalendarLength? Length)> Planned(Meeting whole, long until)
    {
        var zone = whole.Start.ZoneAmong(given);
        var last = Micros.ToInstant(until).InZone(zone).LocalDateTime.PlusDays(1);
        var times = new SortedDictionary<long, (CalendarTime, CalendarLength?)> { [From(whole.Start)] = (whole.Start, null) };
        foreach (var rule in whole.Rules)
            foreach (var local in Recurrence.Expand(rule, whole.Start.Local, whole.UntilOf(rule, last)).Take(MostTimes + 1))
                Plan(whole.Start with { Local = local }, null);
        foreach (var (start, length) in whole.Added.Take(MostTimes + 1)) Plan(start, length);
        return times.Values.Take(MostTimes + 1);

        void Plan(CalendarTime start, CalendarLength? length)
        {
            if (From(start) <= until) times[From(start)] = (start, length);
        }
    }

    // By as much as the one it was said of was moved.
    private static CalendarTime Moved(CalendarTime start, Meeting change)
    {
        var by = NodaTime.Period.Between(change.StandsFor!.Value.Local, change.Start.Local, PeriodUnits.Ticks);
        return change.Start with { Local = start.Local + by };
    }

    private Occurrence At(Meeting of, string id, CalendarTime start, CalendarLength? length, bool isExcluded) =>
        of.IsAllDay
            ? new Occurrence(of, id, start, "", 0, 0, isExcluded, false)
            : new Occurrence(of, id, start, start.ZoneAmong(given).Id, From(start), (length ?? of.Length).EndOf(start, given), isExcluded, start.IsSkipped(given));

    private long From(CalendarTime time) => Micros.From(time.At(given));

    /// <summary>In UTC, so that it is the same whatever zone it is told in; a date, or what clocks show, where there is none.</summary>
    private string IdOf(CalendarTime time)
    {
        if (time.IsDate) return DateOf(time);
        return time.Zone is null ? CalendarTime.Write(time.Local) : CalendarTime.Write(time.At(given).InUtc().LocalDateTime) + "Z";
    }

    private static string DateOf(CalendarTime time) => CalendarTime.Write(time.Local)[..8];
}
