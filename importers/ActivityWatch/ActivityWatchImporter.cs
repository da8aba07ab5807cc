using Daybook.Importers.Json;
using Daybook.Importers.Opening;
using Daybook.Importers.Tables;

namespace Daybook.Importers.ActivityWatch;

/// <summary>
/// Reads what ActivityWatch exports: all buckets or one as JSON, or one as a table. The events of a file are kept until its end, because
/// the bucket that says when someone was at the machine may come last: about 40 bytes an event, and each distinct text once.
/// </summary>
public sealed class ActivityWatchImporter : IImporter
{
    private const int SignsNeeded = 3;

    /// <summary>Keys of a bucket; the first events may reach beyond what is seen of a file.</summary>
    private static readonly string[] Signs = ["id", "created", "type", "client", "hostname", "events"];

    public string Name => "activitywatch";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (TableHead.Of(head) is { } table) return BucketTable.Of(table);
        if (JsonHead.Of(head) is not { } json) return null;
        if (json.IsList)
            return json.Members.Count <= 4 && json.Has("timestamp", "duration", "data")
                ? new Claim("activitywatch-events", "a list of events with the keys timestamp, duration, data",
                    "it is a list of events that does not say of which machine and watcher: export all buckets as JSON")
                : null;
        if (json.Has("events", "type") && json.Has("hostname")) return new Claim("activitywatch-bucket", "a bucket with the keys type, hostname, events");
        return json.Has("buckets") && FirstBucket(head) is { } evidence ? new Claim("activitywatch-export", evidence) : null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        var started = StartedFile.Of(file, out var head);
        if (TableHead.Of(head) is null) return ReadJson(started, reading.Unexpected);
        if (!file.CanReopen) return BucketTable.Read(started);
        started.Open().Dispose();
        return BucketTable.Read(file);
    }

    private static IEnumerable<Extracted> ReadJson(SourceFile file, UnexpectedKeys unexpected)
    {
        using var rows = new JsonRows(file);
        var (cursor, texts, buckets) = (rows.Cursor, new EventTexts(), new List<Bucket>());
        var whole = new Bucket("", cursor.Window.Place(""), texts, unexpected);
        if (cursor.Enter('{'))
            while (cursor.NextKey())
            {
                if (cursor.Key == "buckets" && cursor.Enter('{'))
                    while (cursor.NextKey())
                    {
                        var bucket = new Bucket(cursor.Key.Replace("\0", ""), cursor.Window.Place(cursor.Pointer), texts, unexpected);
                        buckets.Add(bucket);
                        foreach (var extracted in Members(file, rows, bucket)) yield return extracted;
                    }
                else
                    foreach (var extracted in Member(file, rows, whole)) yield return extracted;
            }
        if (whole.Type is not null || whole.Events.Count > 0) buckets.Add(whole);
        foreach (var extracted in new BucketEntries(file, buckets).All()) yield return extracted;
        foreach (var extracted in rows.End()) yield return extracted;
    }

    private static IEnumerable<Extracted> Members(SourceFile file, JsonRows rows, Bucket bucket)
    {
        if (!rows.Cursor.Enter('{'))
        {
            if (rows.Cursor.Break is null)
                foreach (var extracted in RowOutcome.Bad("a bucket should be an object").At(file.Name, bucket.Place, "")) yield return extracted;
            rows.Cursor.Skip();
            yield break;
        }
        while (rows.Cursor.NextKey())
            foreach (var extracted in Member(file, rows, bucket)) yield return extracted;
    }

    private static IEnumerable<Extracted> Member(SourceFile file, JsonRows rows, Bucket bucket)
    {
        var cursor = rows.Cursor;
        switch (cursor.Key)
        {
            case "id" when bucket.Id.Length == 0 && cursor.TakeText() is { } id:
                bucket.Id = id;
                break;
            case "type" when cursor.TakeText() is { } type:
                bucket.Type = type;
                break;
            case "hostname" when cursor.TakeText() is { } host:
                bucket.Host = host.Length == 0 || host.Equals("unknown", StringComparison.OrdinalIgnoreCase) ? null : host;
                break;
            case "events" when cursor.Peek() == '[' && bucket is { Type: not null, Kind: BucketKind.Other }:
                cursor.Enter('[');
                for (; cursor.NextElement(); bucket.Skipped++) cursor.Skip();
                break;
            case "events" when cursor.Peek() == '[':
                foreach (var extracted in rows.List(bucket.Collect)) yield return extracted;
                break;
            case "events" when cursor.Peek() is not ((byte)'n' or 0):
                foreach (var extracted in RowOutcome.Bad("the events of a bucket should be a list").At(file.Name, cursor.Window.Place(cursor.Pointer), "")) yield return extracted;
                cursor.Skip();
                break;
            default:
                cursor.Skip();
                break;
        }
    }

    /// <summary>What shows that the first bucket is one, or null.</summary>
    private static string? FirstBucket(ReadOnlySpan<byte> head)
    {
        using var window = JsonHead.Window(head);
        var cursor = new JsonCursor(window);
        cursor.Enter('{');
        while (cursor.NextKey() && cursor.Key != "buckets") cursor.Skip();
        if (!cursor.Enter('{')) return null;
        if (!cursor.NextKey()) return cursor.Break is null ? "an object of buckets, without any" : null;
        if (!cursor.Enter('{')) return null;
        var seen = new List<string>();
        while (cursor.NextKey())
        {
            if (Signs.Contains(cursor.Key)) seen.Add(cursor.Key);
            cursor.Skip();
        }
        return seen.Count >= SignsNeeded ? $"buckets with the keys {string.Join(", ", seen)}" : null;
    }
}
