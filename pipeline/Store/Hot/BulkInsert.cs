using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store.Hot;

/// <summary>
/// Writes heartbeats the ledger does not have yet, eight to a statement: beyond eight, SQLite gains nothing more. Rows
/// must come in key order, or the tree is split at its left edges and grows by half. One the ledger has is an error that
/// undoes the import; with "or fail" SQLite need not be ready to undo the statement alone, which costs a copy of every page.
/// </summary>
internal sealed class BulkInsert : IHeartbeatInsert
{
    private const int RowsAStatement = 8, Columns = 9;
    private readonly HotStatement _eight;
    private readonly HotStatement _one;

    public BulkInsert(SqliteConnection connection)
    {
        _eight = new HotStatement(connection, Statement(RowsAStatement));
        _one = new HotStatement(connection, Statement(1));
    }

    public void Insert(ReadOnlySpan<HeartbeatRow> rows)
    {
        while (rows.Length >= RowsAStatement)
        {
            for (var i = 0; i < RowsAStatement; i++) Bind(_eight, i * Columns, rows[i]);
            _eight.Run();
            rows = rows[RowsAStatement..];
        }
        foreach (ref readonly var row in rows)
        {
            Bind(_one, 0, row);
            _one.Run();
        }
    }

    public void Dispose()
    {
        _eight.Dispose();
        _one.Dispose();
    }

    private static void Bind(HotStatement statement, int offset, in HeartbeatRow row)
    {
        statement.Bind(offset + 1, row.At);
        statement.Bind(offset + 2, row.Subject);
        statement.Bind(offset + 3, row.Activity);
        statement.Bind(offset + 4, row.IsWrite ? 1 : 0);
        statement.Bind(offset + 5, row.Agent);
        statement.BindOrNull(offset + 6, row.LineNumber, HeartbeatRow.Missing);
        statement.BindOrNull(offset + 7, row.Lines, HeartbeatRow.Missing);
        statement.BindOrNull(offset + 8, row.CursorPosition, HeartbeatRow.Missing);
        statement.BindOrNull(offset + 9, row.Extra, 0);
    }

    private static string Statement(int rows) =>
        $"""
        insert or fail into heartbeat (at_us, subject_id, activity_id, is_write, agent_id, line_number, lines, cursor_position, extra_id)
        values {string.Join(", ", Enumerable.Repeat("(?, ?, ?, ?, ?, ?, ?, ?, ?)", rows))}
        """;
}
