using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store.Hot;

/// <summary>Reads the heartbeats of a span of time in key order, whatever their source, tombstones included.</summary>
/// <param name="isShort">Leaves the numbers of lines and the other keys unread, which no rule asks for.</param>
internal sealed class HeartbeatScan(SqliteConnection connection, bool isShort = false) : IDisposable
{
    // The end of the span is looked for here: SQLite would compare whole keys for it, row by row.
    private readonly HotStatement _span = new(connection,
        $"""
        select at_us, subject_id, activity_id, is_write, agent_id{(isShort ? "" : ", line_number, lines, cursor_position, extra_id")}
        from heartbeat
        where at_us >= ?
        order by at_us, subject_id, activity_id, is_write
        """);

    private long _to, _last;
    // SQLite begins a finished statement anew when it is stepped once more.
    private bool _isAtEnd;

    /// <param name="from">Microseconds, inclusive.</param>
    /// <param name="to">Microseconds, inclusive.</param>
    public void Start(long from, long to)
    {
        _span.Reset();
        _isAtEnd = false;
        _span.Bind(1, from);
        _to = to;
        _last = from;
    }

    /// <summary>The next row, or false at the end; a scan not read to its end must be <see cref="Stop">stopped</see>.</summary>
    /// <exception cref="LedgerException">The tree of the table is broken: rows are not in order.</exception>
    public bool TryRead(ref HeartbeatRow row)
    {
        if (_isAtEnd || !_span.Step() || (row.At = _span.Int64(0)) > _to)
        {
            _isAtEnd = true;
            return false;
        }
        if (row.At < _last) throw new LedgerException(LedgerTrouble.Damaged, "the ledger is damaged: its heartbeats are not in order. 'daybook check' says more; restore a backup.");
        _last = row.At;
        row.Subject = _span.Int(1);
        row.Activity = _span.Int(2);
        row.IsWrite = _span.Int(3) != 0;
        row.Agent = _span.Int(4);
        if (isShort) return true;
        row.LineNumber = _span.IntOr(5, HeartbeatRow.Missing);
        row.Lines = _span.IntOr(6, HeartbeatRow.Missing);
        row.CursorPosition = _span.IntOr(7, HeartbeatRow.Missing);
        row.Extra = _span.IntOr(8, 0);
        return true;
    }

    public void Stop() => _span.Reset();

    public void Dispose() => _span.Dispose();
}
