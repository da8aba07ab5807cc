using System.Text.Json;
using Daybook.Importers.Daybook;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Clockify;

/// <summary>Makes a time entry of an answer into an entry, or into a fact while it runs. Names stand in it where it was asked for hydrated.</summary>
internal static class EntryRow
{
    private const string Regular = "REGULAR";

    // Rates are in hundredths of the currency's unit, and the text of one in millionths of such a hundredth.
    private const long MillionthsOfMinor = 1_000_000 / (Money.PerUnit / 100);

    // What becomes of these is all they say, or all that stays as it is: a project's colour is no news of an entry.
    private static readonly string[] Modelled = ["id", "description", "billable", "timeInterval", "hourlyRate", "project", "task", "tags", "user"];

    private static readonly HashSet<string> Documented =
    [
        "userId", "workspaceId", "projectId", "taskId", "tagIds", "isLocked", "type", "kioskId", "approvalRequestId", "customFieldValues", "costRate",
    ];

    public static IEnumerable<Extracted> Read(JsonRow row, string file, UnexpectedKeys unexpected)
    {
        var value = row.Value;
        if (value.ValueKind != JsonValueKind.Object) return Bad("an entry should be an object with keys and values");
        if (value.Text("id") is not { } id) return Bad("the entry has no id");
        if (!value.TryGetProperty("timeInterval", out var interval) || interval.ValueKind != JsonValueKind.Object) return Bad("the entry has no timeInterval");
        if (interval.Text("start") is not { } startText) return Bad("the entry has no start");
        if (!TryInstant(startText, out var start)) return NoMoment(startText);
        var end = start;
        var isRunning = interval.Text("end") is not { } endText;
        if (!isRunning && !TryInstant(interval.Text("end")!, out end)) return NoMoment(interval.Text("end")!);
        if (end < start) return Bad("the end lies before the start");
        var entry = Entry(value, id, new EntryTime.Interval(start, end), startText, row.Place, unexpected);
        return isRunning ? [new Extracted.Fact(DaybookImporter.Running(new DaybookEntry(entry, IsRunning: true)) with { Person = entry.Person })] : [new Extracted.Entry(entry)];

        IEnumerable<Extracted> Bad(string message, string? hint = null) => RowOutcome.Bad(message, hint).At(file, row.Place, row.Raw);

        IEnumerable<Extracted> NoMoment(string text) => Bad($"'{Printable.Short(text, 60)}' is not an instant", "Clockify writes 2026-10-21T09:30:00Z.");
    }

    private static TimeEntry Entry(JsonElement value, string id, EntryTime time, string start, Place place, UnexpectedKeys unexpected)
    {
        var (project, task, user) = (Inner(value, "project"), Inner(value, "task"), Inner(value, "user"));
        var work = new EntryWork
        {
            Project = project.Text("name") ?? value.Text("projectId"),
            Client = project.Text("clientName"),
            Task = task.Text("name") ?? value.Text("taskId"),
            Note = value.Text("description"),
            Tags = Tags(value),
            Category = value.Text("type") is { } type && type != Regular ? type.ToLowerInvariant() : null,
            IsBillable = Inner(value, "billable").ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null },
            HourlyRate = Rate(Inner(value, "hourlyRate")),
        };
        return new TimeEntry(time, EntryText.Raw("clockify-entry", start, value.Text("userId"), value.Text("projectId"), value.Text("taskId"), work.Note), place)
        {
            UpstreamId = id,
            Person = user.Text("name") ?? value.Text("userId"),
            Work = work,
            Extra = Extra(value, project, unexpected),
        };
    }

    private static string? Extra(JsonElement value, JsonElement project, UnexpectedKeys unexpected)
    {
        var extra = new ExtraJson(Documented, unexpected);
        foreach (var member in value.EnumerateObject())
            if (!Modelled.Contains(member.Name)) extra.Add(member);
        if (project.ValueKind == JsonValueKind.Object)
            foreach (var member in project.EnumerateObject())
                if (member.NameEquals("clientId")) extra.Add(JsonValues.Quote(member), System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(member.Value));
        return extra.ToText();
    }

    /// <summary>By name where the answer has names, else by id.</summary>
    private static IReadOnlyList<string> Tags(JsonElement value) => Inner(value, "tags") is { ValueKind: JsonValueKind.Array } tags
        ? [.. tags.EnumerateArray().Select(t => t.Text("name")).OfType<string>()]
        : value.Texts("tagIds");

    private static Money? Rate(JsonElement rate) =>
        rate.Micros("amount") is { } amount and not 0 ? new Money(amount / MillionthsOfMinor, rate.Text("currency") ?? "") : null;

    private static JsonElement Inner(JsonElement value, string key) => value.TryGetProperty(key, out var inner) ? inner : default;

    private static bool TryInstant(string text, out long micros)
    {
        micros = 0;
        if (!MomentText.TryParse(text, null, out var moment) || moment.Instant is not { } instant) return false;
        micros = instant;
        return true;
    }
}
