using System.Text;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.WakaTime.Heartbeats;

/// <summary>Finds each heartbeat of a segment again, with its place; for questions, not for importing.</summary>
internal static class HeartbeatFinder
{
    /// <param name="isDay">A day of an export; else records in a row, as a list has them.</param>
    public static IEnumerable<FoundHeartbeat> In(byte[] segment, bool isDay)
    {
        if (!isDay && HeartbeatLines.Are(segment)) return Lines(segment);
        // A list's segment has lost its brackets; with one put before it, offsets and columns are off by that one byte.
        byte[] document = isDay ? segment : [(byte)'[', .. segment, (byte)']'];
        var cursor = new JsonCursor(new JsonWindow(new MemoryStream(document)));
        if (!isDay) return cursor.Enter('[') ? Elements(cursor, shift: 1) : [];
        return cursor.Enter('{') ? OfDay(cursor) : [];
    }

    private static IEnumerable<FoundHeartbeat> OfDay(JsonCursor cursor)
    {
        while (cursor.NextKey())
        {
            if (cursor.Key != "heartbeats" || !cursor.Enter('[')) cursor.Skip();
            else
                foreach (var found in Elements(cursor, shift: 0))
                    yield return found;
        }
    }

    private static IEnumerable<FoundHeartbeat> Lines(byte[] segment)
    {
        var names = new HeartbeatNames();
        var reader = new HeartbeatReader(names);
        var cursor = new JsonCursor(new JsonWindow(new MemoryStream(segment)));
        while (HeartbeatLines.NextLine(cursor, out var length))
        {
            var place = cursor.Window.Place(null);
            var line = cursor.Window.Rest[..length].ToArray();
            HeartbeatRow row = default;
            if (HeartbeatLines.Depth(line) is >= 0 and var depth && reader.Read(line, depth, ref row) is null)
                yield return new FoundHeartbeat(Key(names, row), place, Encoding.UTF8.GetString(line));
            cursor.Pass(length);
        }
    }

    private static IEnumerable<FoundHeartbeat> Elements(JsonCursor cursor, int shift)
    {
        var names = new HeartbeatNames();
        var reader = new HeartbeatReader(names);
        while (cursor.NextElement())
        {
            if (cursor.Measure(HeartbeatReader.LongestRecord, out var extent) != Measured.Whole)
            {
                cursor.Skip();
                continue;
            }
            var place = cursor.Window.Place(cursor.Pointer);
            var record = cursor.Window.Rest[..extent.Length].ToArray();
            HeartbeatRow row = default;
            if (reader.Read(record, extent.Depth, ref row) is null)
                yield return new FoundHeartbeat(Key(names, row), place with { Offset = place.Offset - shift }, Encoding.UTF8.GetString(record));
            cursor.Pass(extent.Length);
        }
    }

    public static HeartbeatKeyText Key(HeartbeatNames names, in HeartbeatRow row)
    {
        string Text(int name) => names.TextOf(name) ?? "";
        var subject = names.SubjectOf(row.Subject);
        var activity = names.ActivityOf(row.Activity);
        return new(row.At, Text(subject.Entity), Text(subject.Type), Text(subject.Project), Text(subject.Language), Text(activity.Branch), Text(activity.Category), row.IsWrite);
    }
}
