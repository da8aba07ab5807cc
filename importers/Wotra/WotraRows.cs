using Daybook.Importers.Databases;
using Daybook.Model;
using NodaTime;
using NodaTime.Calendars;

namespace Daybook.Importers.Wotra;

/// <summary>Makes Wotra's rows into what they say, from its database and its exports alike.</summary>
internal sealed class WotraRows(string file, Given given)
{
    public static readonly string[] Day = ["day_key", "day", "date"], Week = ["week_key", "week", "iso_week"];
    public static readonly string[] Start = ["start_time", "start_time_ms", "start_ms", "start", "started_at"], End = ["end_time", "end_time_ms", "end_ms", "end", "ended_at", "stop"];
    public static readonly string[] Worked = ["worked_ms", "worked"], Delta = ["delta_ms", "delta"];

    private const long Millisecond = 1000;
    private static readonly string[] Id = ["id", "entry_id", "uuid"], Note = ["note", "notes", "description"], Stamp = ["updated_at", "updated_at_ms"], Deleted = ["deleted_at", "deleted_at_ms"];
    private static readonly string[] Kind = ["kind", "type", "day_type", "day_kind"], Closed = ["closed_at", "closed_at_ms", "updated_at", "created_at"];
    private static readonly string[] Kept = [.. Id, .. Start, .. End, .. Note, .. Stamp, .. Deleted];

    private readonly DayCut? _days = given.Zones is null ? null : new DayCut(given.Zones);

    public Extracted? Convert(FoundRow row)
    {
        var values = new RowReader(row, given.Zones);
        var extracted = row.Table switch
        {
            "entries" => Entry(row, values),
            "closed_days" => ClosedDay(row, values),
            "closed_weeks" => ClosedWeek(row, values),
            "settings_history" => Contract(row, values),
            _ => Adjustment(row, values),
        };
        if (values.NeedsZone) return NoZone(row, "its times are local and nobody has said of which zone");
        return values.Flaw is { } flaw ? row.Rejected(file, flaw) : extracted;
    }

    /// <summary>That a day or a week was opened again, or a correction or setting taken back.</summary>
    /// <param name="id">What names it there: the day, the week, or an id.</param>
    public static Extracted TakenBack(string table, string id, FoundRow row)
    {
        var kind = table switch
        {
            WotraJson.Days => AccountFact.ClosedDay,
            WotraJson.Weeks => AccountFact.ClosedWeek,
            WotraJson.Settings => AccountFact.Contract,
            _ => AccountFact.Adjustment,
        };
        return new Extracted.Fact(new AccountFact(kind, id, null, null, FactJson.Of(row, ("deleted", 1L)), row.Place));
    }

    private Extracted Entry(FoundRow row, RowReader values)
    {
        var start = values.Need(values.Moment(Start), "start");
        var end = values.Moment(End);
        if (end is null && values.Flaw is null) return row.LeftOut(file, "it is still running");
        if (end < start && values.Flaw is null) return row.Rejected(file, new Flaw("the end lies before the start"));
        var isAutomatic = values.Text("auto_stopped") is { } flag && flag is not ("0" or "false" or "no");
        var midnight = isAutomatic && given.AutoStopEndsAtMidnight && values.Flaw is null ? MidnightAfter(end ?? start) : null;
        if (isAutomatic && given is { AutoStopEndsAtMidnight: true, Zones: null })
            return NoZone(row, "it says nothing of the zone whose midnight its guard stops entries at");
        return new Extracted.Entry(new TimeEntry(new EntryTime.Interval(start, midnight ?? end ?? start, midnight is null ? null : end), EntryText.Raw("wotra-entry", values.Text(Start), values.Text(Note)), row.Place)
        {
            UpstreamId = values.Text(Id),
            Stamp = values.Moment(Stamp),
            IsDeleted = values.Moment(Deleted) is not null,
            Work = new EntryWork { Note = values.Text(Note), Tags = isAutomatic ? ["auto_stopped"] : [] },
            Zone = values.Zone,
            Said = values.Zone is null ? null : $"{values.Text(Start)} {values.Text(End)}",
            Extra = row.ToJson(Kept),
        });
    }

    /// <summary>The midnight that an instant lies less than a second before, or is that second before; null for any other.</summary>
    private long? MidnightAfter(long micros)
    {
        if (_days is null) return null;
        var midnight = _days.SpanOf(_days.DayOf(micros)).End;
        return midnight - micros <= Micros.PerSecond ? midnight : null;
    }

    private Extracted.Refused NoZone(FoundRow row, string why) => new(new Diagnostic(file, row.Place, Severity.Error, why,
        "Nothing of the file was taken in; say it: --zone Europe/Berlin, or Zones in the configuration."));

    private static Extracted.Fact ClosedDay(FoundRow row, RowReader values)
    {
        var date = values.Need(values.Date(Day), "day");
        var kind = values.Text(Kind)?.ToLowerInvariant();
        var worked = values.Length(Millisecond, "worked_ms") ?? values.AnyLength("worked");
        return new(new AccountFact(AccountFact.ClosedDay, Model.Period.Iso(date), values.Moment(Closed), date, FactJson.Of(row, ("worked_us", worked), ("kind", kind)), row.Place)
        {
            Stamp = values.Moment(Stamp),
        });
    }

    private static Extracted.Fact ClosedWeek(FoundRow row, RowReader values)
    {
        var week = values.Need(values.Text(Week), "week");
        var delta = values.Need(values.Length(Millisecond, "delta_ms") ?? values.AnyLength("delta"), "balance");
        var (expected, worked) = (values.Length(Millisecond, "expected_ms") ?? values.AnyLength("expected"), values.Length(Millisecond, "worked_ms") ?? values.AnyLength("worked"));
        var monday = MondayOf(week);
        if (monday is null) values.Wrong($"'{Printable.Short(week, 60)}' is not a week", "Weeks are written 2026-W43.");
        return new(new AccountFact(AccountFact.ClosedWeek, week, values.Moment(Closed), monday, FactJson.Of(row, ("delta_us", delta), ("expected_us", expected), ("worked_us", worked)), row.Place)
        {
            Stamp = values.Moment(Stamp),
        });
    }

    private static Extracted.Fact Contract(FoundRow row, RowReader values)
    {
        var from = values.Need(values.Date("effective_from"), "date");
        var weekly = values.Length(Micros.PerHour, "hours_per_week", "weekly_hours");
        return new(new AccountFact(AccountFact.Contract, values.Text(Id) ?? Model.Period.Iso(from), null, from, FactJson.Of(row, ("weekly_us", weekly)), row.Place) { Stamp = values.Moment(Stamp) });
    }

    private Extracted Adjustment(FoundRow row, RowReader values)
    {
        if (values.Text(Deleted) is not null) return row.LeftOut(file, "it was deleted");
        var delta = values.Need(values.Length(Millisecond, Delta), "balance");
        var (at, id) = (values.Moment("effective_at", "created_at"), values.Need(values.Text(Id), "id"));
        return new Extracted.Fact(new AccountFact(AccountFact.Adjustment, id, at, null, FactJson.Of(row, ("delta_us", delta), ("note", values.Text(Note))), row.Place) { Stamp = values.Moment(Stamp) });
    }

    /// <summary>The Monday of a week written 2026-W43, or null.</summary>
    private static LocalDate? MondayOf(string week)
    {
        if (week.Length != 8 || week[4] != '-' || week[5] is not ('W' or 'w')
            || !int.TryParse(week.AsSpan(0, 4), System.Globalization.NumberStyles.None, null, out var year) || year is < 1970 or > 2100
            || !int.TryParse(week.AsSpan(6), System.Globalization.NumberStyles.None, null, out var number)) return null;
        return number >= 1 && number <= WeekYearRules.Iso.GetWeeksInWeekYear(year) ? WeekYearRules.Iso.GetLocalDate(year, number, IsoDayOfWeek.Monday) : null;
    }
}
