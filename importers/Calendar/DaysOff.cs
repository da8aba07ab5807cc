using Daybook.Importers.Databases;
using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Importers.Calendar;

/// <summary>Reads a calendar's all-day events as time off; what has times of day is none.</summary>
/// <remarks>Its categories and its title say of which kind it is. An event that was cancelled is time off no more.</remarks>
internal static class DaysOff
{
    /// <summary>What a person calls it who wants a calendar read so.</summary>
    public const string Kind = "absences";

    private const int LongestDays = 3660;

    public static IEnumerable<Extracted> Of(IReadOnlyList<Meeting> meetings, string file)
    {
        var timed = 0;
        foreach (var meeting in meetings)
        {
            if (!meeting.IsAllDay)
            {
                timed++;
                continue;
            }
            Flaw? flaw = null;
            if (Absence(meeting, ref flaw) is { } fact) yield return new Extracted.Fact(fact);
            else foreach (var bad in RowOutcome.Bad(flaw!).At(file, meeting.Place, meeting.Component.Raw)) yield return bad;
        }
        if (timed > 0) yield return new Extracted.Noted(new Diagnostic(file, Place.WholeFile, Severity.Note, $"left out: {timed} {(timed == 1 ? "event" : "events")} with times of day, which no time off has"));
    }

    private static AccountFact? Absence(Meeting meeting, ref Flaw? flaw)
    {
        var component = meeting.Component;
        if (component.First("RRULE") is not null || component.First("RDATE") is not null)
        {
            flaw = new Flaw("it repeats, and time off is read of single events only", "Write its days one by one.");
            return null;
        }
        var (from, until) = (meeting.Start.Local.Date, Last(meeting, ref flaw));
        if (until < from) flaw ??= new Flaw("it ends before it begins");
        else if (NodaTime.Period.DaysBetween(from, until) > LongestDays) flaw ??= new Flaw("it lasts more than ten years");
        if (flaw is not null) return null;
        var title = component.Text("SUMMARY");
        var status = component.Word("STATUS");
        var kind = AbsenceWords.Spoken([.. component.Every("CATEGORIES").SelectMany(c => c.List), title ?? ""]);
        return new AccountFact(AccountFact.Absence, EntryText.Raw("event", meeting.Uid ?? title, meeting.StandsFor is { } time ? CalendarTime.Write(time.Local) : meeting.Uid is null ? Period.Iso(from) : null), null, from,
            FactJson.Of(json =>
            {
                foreach (var property in (ReadOnlySpan<string>)["UID", "SUMMARY", "CATEGORIES", "DTSTART", "DTEND", "DURATION", "STATUS", "DESCRIPTION"])
                    if (component.Text(property) is { } text) json.WriteString(property.ToLowerInvariant(), text);
            },
            ("kind", kind), ("type", title), ("until", until > from ? Period.Iso(until) : null), ("status", status == "TENTATIVE" ? "tentative" : null),
            ("half_first", until == from && title is not null && AbsenceWords.IsHalf(title) ? 1L : null), ("deleted", status == "CANCELLED" ? 1L : null)), meeting.Place)
        {
            Stamp = meeting.Stamp,
        };
    }

    /// <summary>Its last day. Calendars write the day after; without an end it is a day.</summary>
    private static LocalDate Last(Meeting meeting, ref Flaw? flaw)
    {
        var (component, from) = (meeting.Component, meeting.Start.Local.Date);
        if (component.First("DURATION") is { } duration)
        {
            if (CalendarLength.Read(duration.Value) is { Days: var days }) return from.PlusDays(Math.Max(1, days) - 1);
            flaw ??= new Flaw($"DURATION '{Printable.Short(duration.Value, 60)}' is not a length", "Calendars write P3D.");
            return from;
        }
        if (component.First("DTEND") is not { } end) return from;
        var text = end.Value.Trim().TrimEnd('Z');
        if (CalendarTime.TryLocal(text, out var local)) return local.Date == from ? from : local.Date.PlusDays(-1);
        flaw ??= new Flaw($"DTEND '{Printable.Short(end.Value, 60)}' is not a time", "Calendars write 20261021.");
        return from;
    }
}
