using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.WakaTime.Heartbeats;

/// <summary>Turns lines that hold one heartbeat each into rows, batch by batch. A broken line costs none of the others.</summary>
internal sealed class HeartbeatLines(JsonCursor cursor, Reading reading, string file)
{
    private readonly HeartbeatReader _reader = new(reading.Names, reading.Unexpected);

    /// <summary>Whether an object on a line of its own is followed by another, with nothing between them.</summary>
    public static bool Are(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encodings.Utf8Mark)) bytes = bytes[Encodings.Utf8Mark.Length..];
        bytes = bytes.TrimStart(" \t\r\n"u8);
        var end = bytes.IndexOf((byte)'\n');
        if (end < 0 || bytes[0] != '{') return false;
        var first = bytes[..end].TrimEnd(" \t\r"u8);
        return first.Length > 1 && first[^1] != ',' && bytes[end..].IndexOf("\n{"u8) >= 0;
    }

    /// <summary>Reads on to the end of the file, or until the segment holds so many records.</summary>
    public IEnumerable<Extracted> Read(OpenSegment segment, int most)
    {
        var batch = reading.Batches.Take();
        while (segment.Rows + segment.Rejected < most && NextLine(cursor, out var length))
        {
            if (ReadLine(length, ref batch.Rows[batch.Count]) is { } flaw)
            {
                segment.Rejected++;
                yield return Rejected(flaw, length);
            }
            else
            {
                segment.Count(batch.Rows[batch.Count++].At);
            }
            cursor.Pass(length);
            if (length > HeartbeatReader.LongestRecord) PassLine();
            if (!batch.IsFull) continue;
            yield return new Extracted.Beats(batch);
            batch = reading.Batches.Take();
        }
        if (batch.Count > 0) yield return new Extracted.Beats(batch);
    }

    /// <summary>
    /// Brings the next line that is not empty into the window, or so much of it that it is too long. False at the end; a
    /// last line that is not whole breaks the cursor.
    /// </summary>
    public static bool NextLine(JsonCursor cursor, out int length)
    {
        length = 0;
        if (cursor.Break is not null || cursor.Peek() == 0) return false;
        var window = cursor.Window;
        int end;
        while ((end = window.Rest.IndexOf((byte)'\n')) < 0 && window.Rest.Length <= HeartbeatReader.LongestRecord && window.More()) { }
        length = end < 0 ? window.Rest.Length : end;
        if (end >= 0 || length > HeartbeatReader.LongestRecord) return true;
        if (Depth(window.Rest) >= 0) return true;
        cursor.Pass(length);
        cursor.GiveUp();
        return false;
    }

    /// <summary>How many brackets are open at once in the one value that the bytes are; -1 when they are none or more.</summary>
    public static int Depth(ReadOnlySpan<byte> line)
    {
        var scanner = new ExtentScanner();
        var at = 0;
        return scanner.Scan(line, ref at) == ExtentScanner.Outcome.Done && line[at..].IndexOfAnyExcept(" \t\r\n"u8) < 0 ? scanner.Deepest : -1;
    }

    private Flaw? ReadLine(int length, ref HeartbeatRow row)
    {
        if (length > HeartbeatReader.LongestRecord) return new($"the line is longer than {HeartbeatReader.LongestRecord / 1024} KiB");
        var line = cursor.Window.Rest[..length];
        return Depth(line) is >= 0 and var depth ? _reader.Read(line, depth, ref row) : new("the line should hold one object, from its first bracket to its last");
    }

    private void PassLine()
    {
        var window = cursor.Window;
        int end;
        while ((end = window.Rest.IndexOf((byte)'\n')) < 0)
        {
            cursor.Pass(window.Rest.Length);
            if (!window.More()) return;
        }
        cursor.Pass(end);
    }

    private Extracted.Rejected Rejected(Flaw flaw, int length) => new(new Rejection(
        new Diagnostic(file, cursor.Window.Place(null), Severity.Error, flaw.Message, flaw.Hint), Quoted.Of(cursor.Window.Rest[..length])));
}
