using Daybook.Importers.Json;
using Daybook.Importers.WakaTime.Fast;
using Daybook.Importers.WakaTime.Totals;
using Daybook.Model;

namespace Daybook.Importers.WakaTime.Heartbeats;

/// <summary>Reads heartbeats segment by segment: the days of an export, or chunks of a plain list.</summary>
/// <param name="isFast">Whether the two fast ways may be tried; the rows are the same either way.</param>
internal sealed class SegmentReader(JsonCursor cursor, Reading reading, string file, bool isFast)
{
    /// <summary>Heartbeats in a chunk of a list that has no days.</summary>
    private const int ChunkRows = 100_000;

    private readonly HeartbeatArray _array = new(cursor, reading, file, isFast ? new ShapeReader(reading.Names) : null);
    private readonly SegmentScan _scan = new(isFast);
    private int _count;

    /// <summary>Latest heartbeat of all, microseconds; 0 when there was none.</summary>
    public long LastAt { get; private set; }

    /// <summary>The day object at the position.</summary>
    public IEnumerable<Extracted> ReadDay()
    {
        var segment = Open();
        if (Recall(segment) is { } known)
        {
            yield return known;
            yield break;
        }
        cursor.Enter('{');
        while (cursor.NextKey())
        {
            if (cursor.Key == "date" && cursor.TakeText() is { } text) segment.Date = TotalDates.Parse(text);
            else if (cursor.Key != "heartbeats" || !cursor.Enter('[')) cursor.Skip();
            else
                foreach (var extracted in _array.Read(segment)) yield return extracted;
        }
        yield return Close(segment);
    }

    /// <summary>The array of heartbeats at the position.</summary>
    public IEnumerable<Extracted> ReadList()
    {
        if (!cursor.Enter('[')) yield break;
        OpenSegment segment;
        do
        {
            segment = Open();
            foreach (var extracted in _array.Read(segment, ChunkRows)) yield return extracted;
            if (!segment.IsEmpty) yield return Close(segment);
        }
        while (segment.Rows + segment.Rejected == ChunkRows && cursor.Break is null);
    }

    /// <summary>The heartbeats from the position on, one a line.</summary>
    public IEnumerable<Extracted> ReadLines()
    {
        var lines = new HeartbeatLines(cursor, reading, file);
        OpenSegment segment;
        do
        {
            segment = Open();
            foreach (var extracted in lines.Read(segment, ChunkRows)) yield return extracted;
            if (!segment.IsEmpty) yield return Close(segment);
        }
        while (segment.Rows + segment.Rejected == ChunkRows && cursor.Break is null);
    }

    /// <summary>The one heartbeat at the position.</summary>
    public IEnumerable<Extracted> ReadOne()
    {
        var segment = Open();
        foreach (var extracted in _array.ReadOne(segment)) yield return extracted;
        if (!segment.IsEmpty) yield return Close(segment);
    }

    private OpenSegment Open()
    {
        cursor.Window.EndPiece();
        return new OpenSegment(_count++, cursor.Window.Place(null));
    }

    private Extracted.Segment Close(OpenSegment segment)
    {
        var hash = cursor.Window.EndPiece();
        return Yield(segment.Close(cursor.Window.Offset, hash));
    }

    // A day the ledger has taken in before is passed over.
    private Extracted.Segment? Recall(OpenSegment segment)
    {
        if (!reading.MayKnow) return null;
        var window = cursor.Window;
        var length = _scan.Measure(window);
        if (length == 0) return null;
        var bytes = window.Rest[..length];
        var hash = PieceHash.Of(bytes);
        window.Foresee(hash, length);
        if (reading.FindKnown(hash, length) is not { } known) return null;
        segment.Date = SegmentScan.DateOf(bytes) is { } date ? TotalDates.Parse(date) : null;
        cursor.Pass(length);
        window.EndPiece();
        return Yield(segment.Known(known, length, hash));
    }

    private Extracted.Segment Yield(DaySegment segment)
    {
        LastAt = Math.Max(LastAt, segment.LastAt);
        return new Extracted.Segment(segment);
    }
}
