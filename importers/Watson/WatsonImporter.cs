using System.Text;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Watson;

/// <summary>Reads Watson's file <c>frames</c> and what <c>watson log --json</c> writes. Both give instants and the same ids.</summary>
public sealed class WatsonImporter : IImporter
{
    private const int FewestItems = 4;

    /// <summary>The id that <c>watson log --current</c> gives to the frame under way.</summary>
    private const string Current = "current";

    private const long Earliest = 0, Latest = 4_102_444_800 * Micros.PerSecond;

    public string Name => "watson";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is not { } json) return null;
        if (json.Has("timespan", "time", "projects"))
            return new Claim("watson-report", "keys: timespan, projects, time", "it is a report with sums over a span, which does not say when: export the frames, watson log --json");
        if (json.IsList && json.Has("id", "start", "stop", "project"))
            return new Claim("watson-log", "a list of frames with the keys id, start, stop, project");
        if (!json.IsList && json.Members.Count <= 3 && json.Has("project", "start") && json.Members["start"] is [>= '0' and <= '9', ..])
            return new Claim("watson-state", "keys: project, start", "it is the frame under way, which has no end yet");
        return json.IsList && json.Items is [[>= '0' and <= '9', ..], [>= '0' and <= '9', ..], ['"', ..], ['"', ..], ..]
            ? new Claim("watson-frames", "a list of frames, each a list of start, stop, project, id")
            : null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        using var rows = new JsonRows(file);
        foreach (var extracted in rows.List(row => row.Value.ValueKind == JsonValueKind.Array ? Frame(row) : Logged(row, reading.Unexpected))) yield return extracted;
        foreach (var extracted in rows.End()) yield return extracted;
    }

    private static RowOutcome Frame(JsonRow row)
    {
        var items = row.Value.EnumerateArray().ToList();
        if (items.Count < FewestItems) return RowOutcome.Bad("a frame has a start, a stop, a project and an id at least");
        if (Seconds(items[0]) is not { } start) return NoTime(items[0]);
        if (Seconds(items[1]) is not { } stop) return NoTime(items[1]);
        long? stamp = null;
        if (items.Count > 5 && (stamp = Seconds(items[5])) is null) return NoTime(items[5]);
        return Entry(row, start, stop, items[2].AsText(), items[3].AsText(), items.Count > 4 ? items[4].Texts() : [], stamp, null);
    }

    private static RowOutcome Logged(JsonRow row, UnexpectedKeys unexpected)
    {
        var value = row.Value;
        if (value.ValueKind != JsonValueKind.Object) return RowOutcome.Bad("a frame should be a list, or an object with keys and values");
        if (value.Text("id") == Current) return RowOutcome.LeftOut("it is still running");
        if (Instant(value.Text("start")) is not { } start) return NoTime(value, "start");
        if (Instant(value.Text("stop")) is not { } stop) return NoTime(value, "stop");
        return Entry(row, start, stop, value.Text("project"), value.Text("id"), value.Texts("tags"), null, value.Others(unexpected, "id", "start", "stop", "project", "tags"));
    }

    private static RowOutcome Entry(JsonRow row, long start, long stop, string? project, string? id, IReadOnlyList<string> tags, long? stamp, string? extra)
    {
        if (stop < start) return RowOutcome.Bad("the frame stops before it starts");
        if (string.IsNullOrWhiteSpace(id)) return RowOutcome.Bad("the frame has no id");
        project = EntryText.NullIfEmpty(project?.Trim());
        var raw = EntryText.Raw("watson", start.ToString(System.Globalization.CultureInfo.InvariantCulture), project);
        return RowOutcome.Counts(new TimeEntry(new EntryTime.Interval(start, stop), raw, row.Place)
        {
            UpstreamId = id,
            Stamp = stamp,
            Work = new EntryWork { Project = project, Tags = tags },
            Extra = extra,
        });
    }

    private static long? Seconds(JsonElement item) =>
        item.ValueKind == JsonValueKind.Number && DecimalMicros.TryParse(Encoding.UTF8.GetBytes(item.GetRawText()), out var micros) && micros is >= Earliest and < Latest
            ? micros
            : null;

    private static long? Instant(string? text) => MomentText.TryParse(text, null, out var moment) ? moment.Instant : null;

    private static RowOutcome NoTime(JsonElement item) =>
        RowOutcome.Bad($"'{Printable.Short(item.GetRawText(), 60)}' is not a time", "Watson writes seconds since 1970, up to the year 2100.");

    private static RowOutcome NoTime(JsonElement frame, string key) => frame.Text(key) is { } text
        ? RowOutcome.Bad($"'{Printable.Short(text, 60)}' is not a time with its offset from UTC", "Watson writes 2026-10-21T09:00:00+02:00.")
        : RowOutcome.Bad($"the frame has no {key}");
}
