using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>Leaves out of a file what was purged of its source before.</summary>
internal sealed class FileCut
{
    private readonly long _before;
    private readonly int _beforeDate;
    private int _ofSegment;

    private FileCut(long before, int beforeDate) => (_before, _beforeDate) = (before, beforeDate);

    /// <summary>Heartbeats, entries and totals that were left out.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Null where nothing of the source was purged.</summary>
    public static FileCut? Of(SqliteConnection connection, int source) => connection.Query(
        "select before_us, before_date from purge where source_id = $source", r => new FileCut(r.GetInt64(0), r.GetInt32(1)), ("$source", source)).FirstOrDefault();

    /// <summary>Takes out of the batch what lies before.</summary>
    public void Shorten(HeartbeatBatch batch)
    {
        var kept = 0;
        for (var i = 0; i < batch.Count; i++)
            if (batch.Rows[i].At >= _before) batch.Rows[kept++] = batch.Rows[i];
        _ofSegment += batch.Count - kept;
        LeftOut += batch.Count - kept;
        batch.Count = kept;
    }

    /// <summary>What is left of a segment; null where all of it lies before.</summary>
    public DaySegment? Shorten(DaySegment segment)
    {
        var leftOut = _ofSegment;
        _ofSegment = 0;
        if (segment.Rows > leftOut) return leftOut == 0 ? segment : segment with { Rows = segment.Rows - leftOut, FirstAt = Math.Max(segment.FirstAt, _before) };
        return leftOut == 0 && !(segment.Date is { } date && Days.From(date) < _beforeDate) ? segment : null;
    }

    public bool IsBefore(TimeEntry entry) => Count(entry.Time switch
    {
        EntryTime.Interval { Start: var start } => start < _before,
        EntryTime.OnDate { Date: var date } => Days.From(date) < _beforeDate,
        _ => false,
    });

    public bool IsBefore(DayTotal total) => Count(Days.From(total.Date) < _beforeDate);

    private bool Count(bool isBefore)
    {
        if (isBefore) LeftOut++;
        return isBefore;
    }
}
