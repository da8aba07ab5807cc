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
    private const int YearsOfASeries = 10;

    public static IEnumerable<Extracted> Of(IReadOnlyList<Meeting> meetings, string file, CalendarZones zones, Given given)
    {
        var timed = meetings.Count(m => !m.IsAllDay);
        var events = meetings.Where(m => m.IsAllDay).ToList();
        var changed = events.Where(m => m.StandsFor is not null).ToLookup(m => m.Uid, m => m.StandsFor!.Value.Local.Date, StringComparer.Ordinal);
        // Holidays repeat for ever, and no importer knows what day it is.
        var last = events.Count == 0 ? default : events.Max(m => m.Start.Local).PlusYears(YearsOfASeries);
        foreach (var meeting in events)
        {
            var flaw = meeting.StandsFor is null ? meeting.ReadSeries(zones, given) : null;
            var days = NodaTime.Period.DaysBetween(meeting.Start.Local.Date, Last(meeting, ref flaw));
            if (days < 0) flaw ??= new Flaw("it ends before it begins");
            else if (days > LongestDays) flaw ??= new Flaw("it lasts more than ten years");
            if (flaw is not null)
                foreach (var bad in RowOutcome.Bad(flaw).At(file, meeting.Place, meeting.Component.Raw)) yield return bad;
            else
                foreach (var (from, isExcluded) in DatesOf(meeting, changed[meeting.Uid], last))
                    yield return new Extracted.Fact(Absence(meeting, from, from.PlusDays(days), isExcluded));
        }
        if (timed > 0) yield return new Extracted.Noted(new Diagnostic(file, Place.WholeFile, Severity.Note, $"left out: {timed} {(timed == 1 ? "event" : "events")} with times of day, which no time off has"));
    }

    /// <summary>The first days of an event: its own, or those of its series that no other event stands for.</summary>
    private static IEnumerable<(LocalDate Date, bool IsExcluded)> DatesOf(Meeting meeting, IEnumerable<LocalDate> changed, LocalDateTime last)
    {
        if (!meeting.Repeats) return [(meeting.Start.Local.Date, false)];
        var excluded = meeting.Excluded.Select(e => e.Local.Date).ToHashSet();
        return meeting.Rules.SelectMany(r => Recurrence.Expand(r, meeting.Start.Local, meeting.UntilOf(r, last)))
            .Concat(meeting.Added.Select(a => a.Start.Local)).Append(meeting.Start.Local).Select(l => l.Date)
            .Distinct().Except(changed).Order().Select(d => (d, excluded.Contains(d)));
    }

    private static AccountFact Absence(Meeting meeting, LocalDate from, LocalDate until, bool isExcluded)
    {
        var component = meeting.Component;
        var title = component.Text("SUMMARY");
        var status = component.Word("STATUS");
        var kind = AbsenceWords.Spoken([.. component.Every("CATEGORIES").SelectMany(c => c.List), title ?? ""]);
        return new AccountFact(AccountFact.Absence, EntryText.Raw("event", meeting.Uid ?? title, IdOf(meeting, from)), null, from,
            FactJson.Of(json =>
            {
                foreach (var property in (ReadOnlySpan<string>)["UID", "SUMMARY", "CATEGORIES", "DTSTART", "DTEND", "DURATION", "STATUS", "DESCRIPTION"])
                    if (component.Text(property) is { } text) json.WriteString(property.ToLowerInvariant(), text);
            },
            ("kind", kind), ("type", title), ("until", until > from ? Period.Iso(until) : null), ("status", status == "TENTATIVE" ? "tentative" : null),
            ("half_first", until == from && title is not null && AbsenceWords.IsHalf(title) ? 1L : null), ("deleted", isExcluded || status == "CANCELLED" ? 1L : null)), meeting.Place)
        {
            Stamp = meeting.Stamp,
        };
    }

    /// <summary>What tells it from others of the same id; null where there is none.</summary>
    private static string? IdOf(Meeting meeting, LocalDate date) =>
        meeting.StandsFor is { } time ? CalendarTime.Write(time.Local) : meeting.Repeats ? CalendarTime.Write(date.AtMidnight()) : meeting.Uid is null ? Period.Iso(date) : null;

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
