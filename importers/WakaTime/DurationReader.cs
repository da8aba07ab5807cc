using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.WakaTime.Heartbeats;
using Daybook.Model;

namespace Daybook.Importers.WakaTime;

/// <summary>Reads what WakaTime calls a duration: a stretch on one project from a start on, which is a time entry here.</summary>
internal static class DurationReader
{
    private static readonly string[] Identity =
    [
        "project", "branch", "language", "entity", "category", "machine_name_id", "machine", "editor", "operating_system", "os",
    ];

    private static readonly string[] Modelled =
    [
        "id", "time", "duration", "project", "branch", "language", "entity", "category", "machine_name_id", "machine", "timezone",
    ];

    /// <param name="zone">The zone of the whole answer, where it was met before its rows.</param>
    public static TimeEntry? Read(JsonElement item, string? zone, UnexpectedKeys unexpected, Place place, out Flaw? flaw)
    {
        flaw = null;
        if (item.ValueKind != JsonValueKind.Object) return Refuse(out flaw, new("a duration should be an object with keys and values"));
        if (item.Text("time") is not { } time) return Refuse(out flaw, new("the duration has no time"));
        if (HeartbeatTime.Read(Encoding.UTF8.GetBytes(time), out var start) is { } bad) return Refuse(out flaw, bad);
        if (item.Micros("duration") is not { } length) return Refuse(out flaw, new("the duration has no length in seconds"));
        if (length < 0) return Refuse(out flaw, new("the duration is shorter than nothing"));
        if (!HeartbeatTime.IsBelievable(start + Math.Min(length, Micros.PerHour * 24 * 365)))
            return Refuse(out flaw, new("the duration ends after 2100"));
        var extra = new ExtraJson(DocumentedKeys.Duration, unexpected);
        foreach (var member in item.EnumerateObject())
            if (Array.IndexOf(Modelled, member.Name) < 0)
                extra.Add(member);
        return new TimeEntry(new EntryTime.Interval(start, start + length), Raw(item, start, length), place)
        {
            UpstreamId = item.Text("id"),
            Zone = item.Text("timezone") ?? zone,
            Extra = extra.ToText(),
            Work = new EntryWork
            {
                Project = item.Text("project"),
                Branch = item.Text("branch"),
                Language = item.Text("language"),
                Entity = item.Text("entity"),
                Category = item.Text("category"),
                Machine = item.Text("machine_name_id") ?? item.Text("machine"),
            },
        };
    }

    private static string Raw(JsonElement item, long start, long length)
    {
        var raw = new StringBuilder("wakatime-duration/1");
        raw.Append(CultureInfo.InvariantCulture, $"|{start}|{length}");
        foreach (var key in Identity)
            raw.Append('|').Append(item.Text(key)?.Replace("\\", "\\\\").Replace("|", "\\|"));
        return raw.ToString();
    }

    private static TimeEntry? Refuse(out Flaw? flaw, Flaw why)
    {
        flaw = why;
        return null;
    }
}
