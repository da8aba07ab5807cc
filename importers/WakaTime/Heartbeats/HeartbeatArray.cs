using Daybook.Importers.Json;
using Daybook.Importers.WakaTime.Fast;
using Daybook.Model;

namespace Daybook.Importers.WakaTime.Heartbeats;

/// <summary>Turns the elements of one array of heartbeats into rows, batch by batch.</summary>
/// <param name="shapes">The fast way, tried first; null to read every record the plain way.</param>
internal sealed class HeartbeatArray(JsonCursor cursor, Reading reading, string file, ShapeReader? shapes)
{
    private readonly HeartbeatReader _reader = new(reading.Names, reading.Unexpected);
    private HeartbeatBatch _batch = reading.Batches.Take();
    private Rejection? _rejection;

    /// <summary>
    /// Reads on to the end of the array the cursor is in, or until the segment holds so many records. All rows read are
    /// yielded before it returns.
    /// </summary>
    public IEnumerable<Extracted> Read(OpenSegment segment, int most = int.MaxValue)
    {
        while (Fill(segment, most))
        {
            if (_rejection is not null)
            {
                yield return new Extracted.Rejected(_rejection);
                _rejection = null;
            }
            if (_batch.IsFull) yield return Flush();
        }
        if (_batch.Count > 0) yield return Flush();
    }

    /// <summary>Reads the one heartbeat at the position, which stands in no array.</summary>
    public IEnumerable<Extracted> ReadOne(OpenSegment segment)
    {
        if (TryRead(segment)) yield return Flush();
        else if (_rejection is not null) yield return new Extracted.Rejected(_rejection);
    }

    private Extracted.Beats Flush()
    {
        var full = _batch;
        _batch = reading.Batches.Take();
        return new Extracted.Beats(full);
    }

    // One call a batch, so that the loop is compiled again when it proves hot. False when nothing is left to read.
    private bool Fill(OpenSegment segment, int most)
    {
        while (!_batch.IsFull)
        {
            if (segment.Rows + segment.Rejected == most || !cursor.NextElement()) return false;
            if (!TryRead(segment)) return _rejection is not null;
        }
        return true;
    }

    private bool TryRead(OpenSegment segment)
    {
        ref var row = ref _batch.Rows[_batch.Count];
        var length = shapes is null ? 0 : shapes.Read(cursor.Window.Rest, ref row);
        if (length > 0)
        {
            cursor.Pass(length);
        }
        else if (!ReadPlainly(ref row))
        {
            if (_rejection is not null) segment.Rejected++;
            return false;
        }
        segment.Count(row.At);
        _batch.Count++;
        return true;
    }

    // False when the record was rejected, or when the document breaks in it.
    private bool ReadPlainly(ref HeartbeatRow row)
    {
        switch (cursor.Measure(HeartbeatReader.LongestRecord, out var extent))
        {
            case Measured.Broken:
                return false;
            case Measured.TooLong:
                var most = HeartbeatReader.LongestRecord / 1024;
                Reject(new($"the heartbeat is longer than {most} KiB"), cursor.Window.Rest);
                cursor.Skip();
                return false;
        }
        var record = cursor.Window.Rest[..extent.Length];
        if (_reader.Read(record, extent.Depth, ref row) is { } flaw) Reject(flaw, record);
        else shapes?.Learn(record, _reader.Members);
        cursor.Pass(extent.Length);
        return _rejection is null;
    }

    private void Reject(Flaw flaw, ReadOnlySpan<byte> raw) =>
        _rejection = new(
            new Diagnostic(file, cursor.Window.Place(cursor.Pointer), Severity.Error, flaw.Message, flaw.Hint), Quoted.Of(raw));
}
