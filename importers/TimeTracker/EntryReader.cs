using System.Text;
using System.Text.Json;
using Daybook.Importers.Daybook;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.TimeTracker;

/// <summary>
/// Makes an object of <c>time_entries</c> into an entry. What counts is <c>duration_seconds</c>: breaks are off it and it
/// is rounded as the person set it.
/// </summary>
internal sealed class EntryReader(DocumentNames names, Dated<DateTimeZone> zones, UnexpectedKeys unexpected)
{
    private const long Longest = 1_000_000 * Micros.PerHour;

    private static readonly string[] Modelled =
    [
        "id", "user", "project", "client", "task", "start_time", "end_time", "duration_seconds", "notes", "tags", "tag_list", "billable", "updated_at",
        "duration_formatted", "is_active",
    ];

    // Known to be there, and kept as they stand.
    private static readonly HashSet<string> Documented =
    [
        "user_id", "project_id", "client_id", "task_id", "break_seconds", "paused_at", "duration_hours", "source", "paid",
        "invoice_number", "created_at",
    ];

    /// <summary>The entry, or null with what is wrong with it or why it is no time yet. An answer says of an entry that it runs now; an export is older than that.</summary>
    public DaybookEntry? Read(JsonElement item, Place place, out Flaw? flaw, out string? left)
    {
        (flaw, left) = (null, null);
        if (item.ValueKind != JsonValueKind.Object) return Bad(out flaw, "an entry should be an object with keys and values");
        if (item.Text("start_time") is not { } startText) return Bad(out flaw, "the entry has no start");
        if (!MomentText.TryParse(startText, null, out var start)) return Bad(out flaw, $"'{Printable.Short(startText, 60)}' is not a date and time");
        if (item.Text("end_time") is not { } endText)
        {
            if (item.Text("id") is not null && item.TryGetProperty("is_active", out var active) && active.ValueKind == JsonValueKind.True) return Running(item, startText, start, place, out flaw);
            left = "it is still running";
            return null;
        }
        if (!MomentText.TryParse(endText, null, out var end)) return Bad(out flaw, $"'{Printable.Short(endText, 60)}' is not a date and time");
        if (!Length(item, "duration_seconds", out var net) || !Length(item, "break_seconds", out var pause)) return Bad(out flaw, "the lengths should be whole seconds, none less than nothing");
        if ((flaw = LocalSpan.Resolve(start, end, zones, net + (pause ?? 0), out var from, out var to)) is not null) return null;
        if (to < from) return Bad(out flaw, "the end lies before the start");
        var counted = net ?? Math.Max(0, to - from - (pause ?? 0));
        return new DaybookEntry(Entry(item, new EntryTime.Interval(from, from + counted, counted == to - from ? null : to), startText, start, place) with
        {
            Said = $"{startText} {endText}{(item.Text("duration_seconds") is { } said ? $" {said}" : "")}",
        });
    }

    private DaybookEntry? Running(JsonElement item, string startText, Moment start, Place place, out Flaw? flaw)
    {
        flaw = LocalSpan.Resolve(start, zones, out var from);
        return flaw is null ? new DaybookEntry(Entry(item, new EntryTime.Interval(from, from), startText, start, place) with { Said = startText }, IsRunning: true) : null;
    }

    private TimeEntry Entry(JsonElement item, EntryTime time, string startText, Moment start, Place place)
    {
        var person = item.Text("user") ?? names.Of("users", item.Text("user_id"))?.Name;
        var work = Work(item);
        return new TimeEntry(time, Identity(startText, person, work), place)
        {
            UpstreamId = item.Text("id"),
            Stamp = Stamp(item),
            Person = person,
            Work = work,
            Zone = start.OffsetMicros is null ? zones.On(start.Date).Id : null,
            Extra = Extra(item),
        };
    }

    private EntryWork Work(JsonElement item)
    {
        var project = names.Of("projects", item.Text("project_id"));
        var client = item.Text("client_id") ?? project?.ClientId;
        var billable = item.TryGetProperty("billable", out var flag) ? flag.ValueKind : JsonValueKind.Undefined;
        return new EntryWork
        {
            Project = item.Text("project") ?? project?.Name,
            Client = item.Text("client") ?? project?.Client ?? names.Of("clients", client)?.Name,
            Task = item.Text("task") ?? names.Of("tasks", item.Text("task_id"))?.Name,
            Note = item.Text("notes"),
            Tags = [.. (item.Text("tags") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            IsBillable = billable is JsonValueKind.True or JsonValueKind.False ? billable == JsonValueKind.True : null,
            HourlyRate = project?.Rate ?? names.Of("clients", client)?.Rate,
        };
    }

    // False when there is something that is no length.
    private static bool Length(JsonElement item, string key, out long? micros)
    {
        micros = item.Micros(key);
        return micros is null ? item.Text(key) is null : micros is >= 0 and <= Longest;
    }

    private long? Stamp(JsonElement item) =>
        item.Text("updated_at") is { } text && MomentText.TryParse(text, null, out var moment) && LocalSpan.Resolve(moment, zones, out var at) is null ? at : null;

    private static string Identity(string start, string? person, EntryWork work)
    {
        var raw = new StringBuilder("timetracker-json/1");
        foreach (var part in (ReadOnlySpan<string?>)[start, person, work.Project, work.Task, work.Note])
            raw.Append('|').Append(part?.Replace("\\", "\\\\").Replace("|", "\\|"));
        return raw.ToString();
    }

    private string? Extra(JsonElement item)
    {
        var extra = new ExtraJson(Documented, unexpected);
        foreach (var member in item.EnumerateObject())
            if (Array.IndexOf(Modelled, member.Name) < 0 && !SaysNothing(member))
                extra.Add(member);
        return extra.ToText();
    }

    // Answers say it of every entry and exports of none: one that both tell of is the same.
    private static bool SaysNothing(JsonProperty member) => member.Name switch
    {
        "break_seconds" => member.Value.ValueKind == JsonValueKind.Number && member.Value.GetRawText() == "0",
        "paid" => member.Value.ValueKind == JsonValueKind.False,
        _ => false,
    };

    private static DaybookEntry? Bad(out Flaw? flaw, string message)
    {
        flaw = new Flaw(message);
        return null;
    }
}
