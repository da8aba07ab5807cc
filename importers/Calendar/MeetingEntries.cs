using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Calendar;

/// <summary>Makes entries of the times events take place; what is left out is counted by its reason.</summary>
internal sealed class MeetingEntries(string file, Attendance attendance, long until)
{
    /// <summary>Characters of a value that is kept beside the entry.</summary>
    private const int LongestExtra = 2000;

    private const int LongestDay = 24;

    private static readonly string[] Told =
        ["UID", "SUMMARY", "CATEGORIES", "DTSTART", "DTEND", "DURATION", "DTSTAMP", "LAST-MODIFIED", "EXDATE", "RDATE", "RECURRENCE-ID", "ATTENDEE", "ORGANIZER"];

    private readonly SortedDictionary<string, int> _left = new(StringComparer.Ordinal);
    private readonly Dictionary<Meeting, List<(string? Person, string? WhyNot)>> _answers = [];
    private readonly Dictionary<Meeting, string?> _extras = [];
    private readonly HashSet<Meeting> _isPast = [];
    private readonly HashSet<Meeting> _isLater = [];
    private readonly HashSet<Meeting> _isCounted = [];

    public void LeaveOut(string because) => _left[because] = _left.GetValueOrDefault(because) + 1;

    public IEnumerable<Extracted> Of(MeetingSeries series)
    {
        var number = 0;
        foreach (var one in series.Times(until))
        {
            if (++number > MeetingSeries.MostTimes)
            {
                yield return new Extracted.Noted(new Diagnostic(file, one.Of.Place, Severity.Error, $"it takes place more than {MeetingSeries.MostTimes} times: the rest is left out"));
                break;
            }
            foreach (var extracted in Of(one)) yield return extracted;
        }
        var all = series.Whole is { } whole ? series.Changed.Append(whole) : series.Changed;
        foreach (var later in all.Where(m => _isLater.Contains(m) && !_isPast.Contains(m))) LeaveOut(Later);
        foreach (var allDay in all.Where(m => m.IsAllDay)) LeaveOut("all-day");
    }

    private const string Later = "later";

    /// <summary>What was left out, a note each reason.</summary>
    public IEnumerable<Extracted> Notes()
    {
        if (attendance.Evidence is { } evidence) yield return Note(evidence, "Is it another's, write X-WR-CALNAME: and their address into the calendar, and import it again.");
        foreach (var (because, count) in _left)
        {
            var events = count == 1 ? "1 event" : $"{count} events";
            yield return because switch
            {
                Later => Note($"left out: {events} ending after {NodaTime.Text.InstantPattern.General.Format(Micros.ToInstant(until))}, the latest time in the file at which it was written or changed",
                    "Export the calendar again later."),
                "without you among the attendees" => Note($"left out: {events} that {attendance.Person} was not asked to"),
                _ => Note($"left out: {events}, {because}"),
            };
        }
    }

    private IEnumerable<Extracted> Of(Occurrence one)
    {
        var meeting = one.Of;
        if (meeting.IsAllDay) yield break;
        if (!Meeting.IsKept(one.From) || !Meeting.IsKept(one.End))
        {
            foreach (var bad in RowOutcome.Bad("it does not lie between 1970 and 2100").At(file, meeting.Place, meeting.Component.Raw)) yield return bad;
            yield break;
        }
        if (one.End > until)
        {
            _isLater.Add(meeting);
            yield break;
        }
        _isPast.Add(meeting);
        foreach (var (person, whyNot) in AnswersTo(meeting))
        {
            var isDeleted = one.IsExcluded || whyNot is not null;
            if (isDeleted && meeting.Uid is null) continue;
            var doubt = isDeleted ? null : Doubt(one, isFirst: _isCounted.Add(meeting));
            foreach (var extracted in RowOutcome.Counts(Entry(one, person, isDeleted), doubt).At(file, meeting.Place, meeting.Component.Raw)) yield return extracted;
        }
    }

    private List<(string? Person, string? WhyNot)> AnswersTo(Meeting meeting)
    {
        if (_answers.TryGetValue(meeting, out var answers)) return answers;
        answers = [.. attendance.Of(meeting.Component).Select(p => (p, Attendance.WhyNot(meeting.Component, meeting.Calendar, p)))];
        // Where it is not known who the person is, only what holds for everyone is known.
        if (answers.Count > 0 && answers[0].WhyNot is { } because && answers.TrueForAll(a => a.WhyNot == because)) LeaveOut(because);
        return _answers[meeting] = answers;
    }

    private TimeEntry Entry(Occurrence one, string? person, bool isDeleted)
    {
        var (meeting, start) = (one.Of, one.Start);
        var component = meeting.Component;
        var isInstant = start.Zone == DateTimeZone.Utc;
        var said = CalendarTime.Write(start.Local) + (isInstant ? "Z" : "");
        var summary = component.Text("SUMMARY");
        return new TimeEntry(new EntryTime.Interval(one.From, one.End), EntryText.Raw("calendar", said, summary), meeting.Place)
        {
            UpstreamId = meeting.Uid is null ? null : one.Id.Length == 0 ? meeting.Uid : $"{meeting.Uid}/{one.Id}",
            Stamp = meeting.Stamp,
            IsDeleted = isDeleted,
            Person = person,
            Zone = isInstant ? null : one.Zone,
            Said = isInstant ? null : said,
            Work = new EntryWork { Note = summary, Tags = [.. component.Every("CATEGORIES").SelectMany(c => c.List)], Category = "meeting" },
            Extra = _extras.TryGetValue(meeting, out var extra) ? extra : _extras[meeting] = ExtraOf(component),
        };
    }

    private static string? ExtraOf(Component component) => EntryText.Extra(component.Properties
        .Where(p => !Told.Contains(p.Name) && p.Parameter("VALUE") != "BINARY")
        .Select(p => (p.Name.ToLowerInvariant(), (string?)Printable.Short(p.Text, LongestExtra)))
        .Concat(component.Every("ORGANIZER").Select(o => ("organizer", (string?)Attendance.Of(o))))
        .Concat(component.Every("ATTENDEE").Select(a => ("attendee", (string?)$"{Attendance.Of(a)} {a.Parameter("PARTSTAT")?.ToUpperInvariant() ?? "NEEDS-ACTION"}"))));

    private static string? Doubt(Occurrence one, bool isFirst)
    {
        List<string> doubts = isFirst ? [.. one.Of.Component.Doubts] : [];
        if (one.IsSkipped) doubts.Add($"clocks in {one.Zone} never showed {CalendarTime.Write(one.Start.Local)}: it counts from when they would have without being put forward");
        if (isFirst && one.End - one.From > LongestDay * Micros.PerHour) doubts.Add($"it lasts {Hours.Text(one.End - one.From)}; if it is no meeting, show it as free in the calendar");
        return doubts.Count == 0 ? null : string.Join("; ", doubts);
    }

    private Extracted.Noted Note(string message, string? hint = null) => new(new Diagnostic(file, Place.WholeFile, Severity.Note, message, hint));
}
