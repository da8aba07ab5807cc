using NodaTime;
using NodaTime.TimeZones;

namespace Daybook.Importers.Calendar;

/// <summary>A zone by the rules a calendar has of it (RFC 5545, 3.6.5), up to the year 2100.</summary>
internal sealed class OwnZone : DateTimeZone
{
    private static readonly LocalDateTime First = new(1969, 1, 1, 0, 0), Last = new(2100, 12, 31, 0, 0);

    private readonly List<ZoneInterval> _intervals;

    private OwnZone(string id, List<ZoneInterval> intervals) : base(id, intervals.Count == 1, intervals.Min(i => i.WallOffset), intervals.Max(i => i.WallOffset)) =>
        _intervals = intervals;

    /// <summary>Null where the rules cannot be read.</summary>
    public static OwnZone? Of(string id, Component rules)
    {
        var changes = new SortedDictionary<Instant, (Offset From, Offset To)>();
        foreach (var part in rules.Parts.Where(p => p.Name is "STANDARD" or "DAYLIGHT"))
        {
            if (Changes(part) is not { } found) return null;
            foreach (var (at, from, to) in found) changes[at] = (from, to);
        }
        if (changes.Count == 0) return null;
        var intervals = new List<ZoneInterval>();
        Instant? start = null;
        var offset = changes.First().Value.From;
        foreach (var (at, (_, to)) in changes)
        {
            if (to == offset) continue;
            intervals.Add(new ZoneInterval(id, start, at, offset, Offset.Zero));
            (start, offset) = (at, to);
        }
        intervals.Add(new ZoneInterval(id, start, null, offset, Offset.Zero));
        return new OwnZone(id, intervals);
    }

    public override ZoneInterval GetZoneInterval(Instant instant)
    {
        var (low, high) = (0, _intervals.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_intervals[middle].Start <= instant) low = middle;
            else high = middle - 1;
        }
        return _intervals[low];
    }

    private static List<(Instant, Offset, Offset)>? Changes(Component part)
    {
        if (part.Text("DTSTART") is not { } text || !CalendarTime.TryLocal(text, out var start)) return null;
        if (Of(part.Text("TZOFFSETFROM")) is not { } from || Of(part.Text("TZOFFSETTO")) is not { } to) return null;
        var times = new SortedSet<LocalDateTime> { start };
        foreach (var dates in part.Every("RDATE").SelectMany(d => d.List))
        {
            if (!CalendarTime.TryLocal(dates, out var time)) return null;
            times.Add(time);
        }
        foreach (var line in part.Every("RRULE"))
        {
            if (RecurrenceRule.Parse(line.Value, out var rule) is not null || rule.Frequency != Frequency.Yearly) return null;
            var last = Last;
            if (rule.Until is { } until && !TryUntil(until, from, out last)) return null;
            // Windows begins its rules in 1601; only those that are counted need the years before.
            var begin = rule.Count is null && start < First && rule.Interval == 1 ? First.Date.At(start.TimeOfDay).PlusYears(-1) : start;
            times.UnionWith(Recurrence.Expand(Dated(rule, start), begin, last < Last ? last : Last).Skip(begin == start ? 0 : 1));
        }
        return [.. times.Select(t => (t.WithOffset(from).ToInstant(), from, to))];
    }

    // What the rule leaves open is that of the true start.
    private static RecurrenceRule Dated(RecurrenceRule rule, LocalDateTime start) =>
        rule.Months.Count + rule.Days.Count + rule.MonthDays.Count + rule.YearDays.Count + rule.Weeks.Count == 0 ? rule.On(start.Month, start.Day) : rule;

    private static bool TryUntil(string until, Offset from, out LocalDateTime local)
    {
        if (!CalendarTime.TryLocal(until.TrimEnd('Z'), out local)) return false;
        if (until.EndsWith('Z')) local = local.InUtc().ToInstant().WithOffset(from).LocalDateTime;
        return true;
    }

    /// <summary>Such as +0100, -0430 or +004830.</summary>
    private static Offset? Of(string? text)
    {
        if (text is not { Length: 5 or 7 } || text[0] is not ('+' or '-') || text.AsSpan(1).ContainsAnyExceptInRange('0', '9')) return null;
        var seconds = 0;
        for (var i = 1; i < text.Length; i += 2) seconds = seconds * 60 + (text[i] - '0') * 10 + text[i + 1] - '0';
        if (text.Length == 5) seconds *= 60;
        return seconds <= 18 * 3600 ? Offset.FromSeconds(text[0] == '-' ? -seconds : seconds) : null;
    }
}
