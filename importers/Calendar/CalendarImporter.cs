using Daybook.Importers.Lines;
using Daybook.Model;

namespace Daybook.Importers.Calendar;

/// <summary>Reads calendars in the form iCalendar (RFC 5545): events a person accepted are meetings, and time.</summary>
/// <remarks>
/// What has not ended by the latest time at which the file says that it was written or changed is not counted: a calendar
/// is full of plans, and no importer knows what time it is. Whoever is not at a meeting, or no longer, gets it as deleted, so
/// that it counts no longer where it did.
/// </remarks>
public sealed class CalendarImporter : IImporter
{
    private const string Begin = "BEGIN:VCALENDAR";

    public string Name => "calendar";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        var lines = TextLines.OfHead(head);
        var first = lines.FirstOrDefault(l => !string.IsNullOrWhiteSpace(l));
        if (!string.Equals(first?.Trim(), Begin, StringComparison.OrdinalIgnoreCase)) return null;
        return new Claim("calendar-ics", $"it begins with {Begin}")
        {
            AlsoAs = DaysOff.Kind,
            ReadOff = [.. Seen(lines, "PRODID:", "written by"), .. Seen(lines, "X-WR-CALNAME:", "calendar")],
        };
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        using var lines = new TextLines(file);
        var components = new ComponentReader(file.Name, lines);
        var calendars = components.Calendars();
        foreach (var flaw in components.Flaws) yield return flaw;
        var zones = new CalendarZones(calendars.SelectMany(c => c.Parts).Where(p => p.Name == "VTIMEZONE"));
        var meetings = new List<Meeting>();
        foreach (var calendar in calendars)
            foreach (var component in calendar.Parts.Where(p => p.Name == "VEVENT"))
                if (Meeting.Read(component, calendar, zones, reading.Given, out var meeting) is not { } flaw) meetings.Add(meeting);
                else foreach (var bad in RowOutcome.Bad(flaw).At(file.Name, component.Place, component.Raw)) yield return bad;
        if (reading.Kind == DaysOff.Kind)
        {
            foreach (var extracted in DaysOff.Of(meetings, file.Name, zones, reading.Given)) yield return extracted;
            foreach (var extracted in lines.End()) yield return extracted;
            yield break;
        }
        if (reading.Given.Zones is null && meetings.Find(m => m.NeedsZone) is { } floating)
        {
            yield return EntryText.NoZone(file.Name, floating.Place);
            yield break;
        }
        var entries = new MeetingEntries(file.Name, Attendance.Of(calendars, [.. meetings.Select(m => m.Component)]), Until(calendars, meetings, reading.Given));
        foreach (var series in Grouped(meetings, reading.Given, entries))
            foreach (var extracted in entries.Of(series)) yield return extracted;
        foreach (var note in entries.Notes()) yield return note;
        foreach (var kind in calendars.SelectMany(c => c.Parts).Where(p => p.Name is not ("VEVENT" or "VTIMEZONE")).GroupBy(p => p.Name, StringComparer.Ordinal))
            yield return new Extracted.Noted(new Diagnostic(file.Name, kind.First().Place, Severity.Note, $"left out: {kind.Count()} {Printable.Short(kind.Key, 40)}, which is no meeting"));
        foreach (var extracted in lines.End()) yield return extracted;
    }

    /// <summary>By id, in the order in which the ids first come; of two tellings of the same the newer.</summary>
    private static List<MeetingSeries> Grouped(List<Meeting> meetings, Given given, MeetingEntries entries)
    {
        var series = new List<MeetingSeries>();
        var byId = new Dictionary<string, MeetingSeries>(StringComparer.Ordinal);
        foreach (var meeting in meetings)
        {
            var one = meeting.Uid is { } id ? byId.GetValueOrDefault(id) : null;
            if (one is null)
            {
                series.Add(one = new MeetingSeries(given));
                if (meeting.Uid is not null) byId[meeting.Uid] = one;
            }
            if (one.Add(meeting) is not null) entries.LeaveOut("of which the file has a newer state");
        }
        return series;
    }

    /// <summary>Up to when the file knows what took place, microseconds since the epoch: where nothing in it is stamped, all that is named.</summary>
    private static long Until(IReadOnlyList<Component> calendars, List<Meeting> meetings, Given given)
    {
        var stamps = calendars.SelectMany(c => c.Parts).SelectMany(p => p.Properties).Where(p => p.Name is "DTSTAMP" or "LAST-MODIFIED" or "CREATED").Select(Meeting.StampOf).OfType<long>().ToList();
        return stamps.Count > 0 ? stamps.Max() : meetings.Where(m => !m.IsAllDay).Select(m => m.Length.EndOf(m.Start, given)).DefaultIfEmpty(0).Max();
    }

    private static IEnumerable<(string, string)> Seen(List<string> lines, string property, string what) =>
        lines.Find(l => l.StartsWith(property, StringComparison.OrdinalIgnoreCase)) is { } line && line.Length > property.Length ? [(what, line[property.Length..].Trim())] : [];
}
