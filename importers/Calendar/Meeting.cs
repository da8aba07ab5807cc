using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Calendar;

/// <summary>One VEVENT, its times read: an event, a series of them, or what is different in one of a series.</summary>
internal sealed class Meeting
{
    private const long Latest = 4_102_444_800 * Micros.PerSecond;

    private Meeting(Component component, Component calendar) => (Component, Calendar) = (component, calendar);

    public Component Component { get; }
    public Component Calendar { get; }
    public string? Uid { get; private init; }

    /// <summary>When it was last changed, microseconds since the epoch, or null.</summary>
    public long? Stamp { get; private init; }

    public int Sequence { get; private init; }
    public CalendarTime Start { get; private set; }
    public CalendarLength Length { get; private set; }

    /// <summary>The time in the series that it stands for, or null.</summary>
    public CalendarTime? StandsFor { get; private set; }

    /// <summary>It stands for that time and all that follow.</summary>
    public bool IsFromThenOn { get; private set; }

    public List<RecurrenceRule> Rules { get; } = [];

    /// <summary>Times beside those of the rules, with a length of their own or null.</summary>
    public List<(CalendarTime Start, CalendarLength? Length)> Added { get; } = [];

    public List<CalendarTime> Excluded { get; } = [];

    public bool Repeats => Rules.Count + Added.Count > 0;

    public Place Place => Component.Place;

    /// <summary>It spans dates, not times; Exchange writes midnights and a mark of its own.</summary>
    public bool IsAllDay => Start.IsDate || Component.Word("X-MICROSOFT-CDO-ALLDAYEVENT") == "TRUE";

    /// <param name="given">Says of which zone floating times are, where they are compared.</param>
    public static Flaw? Read(Component component, Component calendar, CalendarZones zones, Given given, out Meeting meeting)
    {
        var stamps = component.Properties.Where(p => p.Name is "LAST-MODIFIED" or "DTSTAMP").OrderBy(p => p.Name != "LAST-MODIFIED").Select(StampOf).OfType<long>();
        var isNumbered = int.TryParse(component.First("SEQUENCE")?.Value, System.Globalization.CultureInfo.InvariantCulture, out var sequence);
        meeting = new Meeting(component, calendar)
        {
            Uid = component.Text("UID"),
            Stamp = stamps.Cast<long?>().FirstOrDefault(),
            Sequence = isNumbered ? sequence : 0,
        };
        return meeting.ReadStart(zones) ?? (meeting.IsAllDay ? null : meeting.ReadEnd(zones, given) ?? meeting.ReadSeries(zones, given));
    }

    /// <summary>Microseconds since the epoch, or null where the property is no instant.</summary>
    public static long? StampOf(ContentLine property) =>
        property.Value.Trim() is [.. var local, 'Z'] && CalendarTime.TryLocal(local, out var time) && time.Year >= 1970 ? Micros.From(time.InUtc().ToInstant()) : null;

    /// <summary>Whether it is of whatever zone the person is in.</summary>
    public bool NeedsZone => !IsAllDay && (Start.Zone is null || StandsFor is { Zone: null, IsDate: false } || Added.Exists(a => a.Start.Zone is null));

    private Flaw? ReadStart(CalendarZones zones)
    {
        if (Component.First("DTSTART") is not { } line) return new Flaw("the event has no DTSTART");
        if (CalendarTime.Read(line.Value, line, zones, out var start) is { } flaw) return flaw;
        Start = start;
        if (Component.First("RECURRENCE-ID") is not { } recurrence) return null;
        if (CalendarTime.Read(recurrence.Value, recurrence, zones, out var standsFor) is { } bad) return bad;
        StandsFor = standsFor;
        IsFromThenOn = string.Equals(recurrence.Parameter("RANGE"), "THISANDFUTURE", StringComparison.OrdinalIgnoreCase);
        return null;
    }

    private Flaw? ReadEnd(CalendarZones zones, Given given)
    {
        if (Component.First("DURATION") is { } duration)
        {
            if (CalendarLength.Read(duration.Value) is not { } length) return new Flaw($"DURATION '{Printable.Short(duration.Value, 60)}' is not a length", "Calendars write PT1H30M.");
            Length = length;
            return null;
        }
        if (Component.First("DTEND") is not { } line) return null;
        if (CalendarTime.Read(line.Value, line, zones, out var end) is { } flaw) return flaw;
        if (end.IsDate) return new Flaw("it starts at a time and ends on a date");
        if (given.Zones is null && (Start.Zone is null || end.Zone is null)) return Start.Zone is null ? null : new Flaw("its start has a zone and its end has none");
        var (from, to) = (Micros.From(Start.At(given)), Micros.From(end.At(given)));
        if (to < from) return new Flaw("the end lies before the start");
        Length = new CalendarLength(0, to - from);
        return null;
    }

    /// <summary>Reads how it repeats, which for an all-day event is left to who wants it.</summary>
    public Flaw? ReadSeries(CalendarZones zones, Given given)
    {
        if (Component.First("EXRULE") is not null) return new Flaw("it has an EXRULE, which is not read", "RFC 5545 has done away with it; none of its times were taken in.");
        foreach (var line in Component.Every("RRULE"))
        {
            if (StandsFor is not null) continue;
            if (RecurrenceRule.Parse(line.Value, out var rule) is { } flaw) return flaw;
            if (rule.Until is { } until && !CalendarTime.TryLocal(until.TrimEnd('Z'), out _)) return new Flaw($"UNTIL '{Printable.Short(until, 60)}' is not a time");
            Rules.Add(rule);
        }
        foreach (var line in Component.Every("EXDATE"))
            foreach (var text in line.List)
            {
                if (CalendarTime.Read(text, line, zones, out var time) is { } flaw) return flaw;
                Excluded.Add(time);
            }
        foreach (var line in Component.Every("RDATE"))
            foreach (var text in line.List)
            {
                var slash = text.IndexOf('/', StringComparison.Ordinal);
                if (CalendarTime.Read(slash < 0 ? text : text[..slash], line, zones, out var time) is { } flaw) return flaw;
                if (time.IsDate) time = time with { Local = time.Local.Date.At(Start.Local.TimeOfDay), Zone = Start.Zone, IsDate = false };
                if (slash < 0) Added.Add((time, null));
                else if (ReadPeriod(text[(slash + 1)..], time, line, zones, given) is { } length) Added.Add((time, length));
                else return new Flaw($"RDATE '{Printable.Short(text, 60)}' is not a span of time");
            }
        return null;
    }

    private static CalendarLength? ReadPeriod(string end, CalendarTime start, ContentLine line, CalendarZones zones, Given given)
    {
        if (end.StartsWith('P')) return CalendarLength.Read(end);
        if (CalendarTime.Read(end, line, zones, out var time) is not null || time.IsDate) return null;
        if (given.Zones is null && (start.Zone is null || time.Zone is null)) return default(CalendarLength);
        var micros = Micros.From(time.At(given)) - Micros.From(start.At(given));
        return micros < 0 ? null : new CalendarLength(0, micros);
    }

    /// <summary>The last moment a rule lets a time begin, as the start's clock shows it.</summary>
    public LocalDateTime UntilOf(RecurrenceRule rule, LocalDateTime last)
    {
        if (rule.Until is not { } text || !CalendarTime.TryLocal(text.TrimEnd('Z'), out var until)) return last;
        if (text.Length == 8) until = until.PlusDays(1).PlusSeconds(-1);
        else if (text.EndsWith('Z') && Start.Zone is { } zone) until = until.InUtc().WithZone(zone).LocalDateTime;
        return LocalDateTime.Min(until, last);
    }

    /// <summary>Whether this tells of a later state of the same than another.</summary>
    public bool IsNewerThan(Meeting other) => (Sequence, Stamp ?? long.MinValue, Place.Offset).CompareTo((other.Sequence, other.Stamp ?? long.MinValue, other.Place.Offset)) > 0;

    /// <summary>Whether a moment can be kept.</summary>
    public static bool IsKept(long micros) => micros is >= 0 and < Latest;
}
