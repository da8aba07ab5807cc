using Daybook.Importers.Tables;
using Daybook.Importers.WakaTime.Heartbeats;
using Daybook.Model;

namespace Daybook.Importers.Wakapi;

/// <summary>Reads a delimited file of heartbeats, which is one segment: its columns are named in its first line only.</summary>
internal sealed class HeartbeatTable(SourceFile file, TableHead head, Reading reading)
{
    private readonly HeartbeatCells _cells = new(head, reading.Names);

    public IEnumerable<Extracted> Read()
    {
        if (TableFlaws.Encoding(file.Name, head) is { } guessed) yield return guessed;
        using var table = new TableReader(file, head);
        var segment = new OpenSegment(0, new Place(1, 1, 0));
        var batch = reading.Batches.Take();
        foreach (var row in table.Rows())
        {
            if (_cells.Read(row, ref batch.Rows[batch.Count]) is { } flaw)
            {
                segment.Rejected++;
                yield return TableFlaws.Rejected(file.Name, row, flaw);
                continue;
            }
            segment.Count(batch.Rows[batch.Count++].At);
            if (!batch.IsFull) continue;
            yield return new Extracted.Beats(batch);
            batch = reading.Batches.Take();
        }
        if (batch.Count > 0) yield return new Extracted.Beats(batch);
        var end = table.End();
        if (!segment.IsEmpty) yield return new Extracted.Segment(segment.Close(end.Bytes, end.Fingerprint));
        if (table.Broken is { } broken) yield return Note(table.BrokenAt, Severity.Error, broken);
        yield return end;
    }

    /// <summary>Each heartbeat again, with its place.</summary>
    public IEnumerable<FoundHeartbeat> Find()
    {
        using var table = new TableReader(file, head);
        foreach (var row in table.Rows())
        {
            HeartbeatRow heartbeat = default;
            if (_cells.Read(row, ref heartbeat) is null)
                yield return new FoundHeartbeat(HeartbeatFinder.Key(reading.Names, heartbeat), row.At(0), row.Raw);
        }
    }

    private Extracted.Noted Note(Place place, Severity severity, string message) => new(new Diagnostic(file.Name, place, severity, message));
}
