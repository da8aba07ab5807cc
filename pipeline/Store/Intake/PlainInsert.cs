using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>One row at a time through the provider: the way the fast one is measured and tested against.</summary>
internal sealed class PlainInsert(SqliteConnection connection) : IHeartbeatInsert
{
    private const string InsertSql =
        """
        insert into heartbeat (at_us, subject_id, activity_id, is_write, agent_id, line_number, lines, cursor_position, extra_id)
        values ($at, $subject, $activity, $write, $agent, $line, $lines, $cursor, $extra)
        """;

    public void Insert(ReadOnlySpan<HeartbeatRow> rows)
    {
        foreach (ref readonly var row in rows)
            connection.Execute(InsertSql, ("$at", row.At), ("$subject", row.Subject), ("$activity", row.Activity), ("$write", row.IsWrite ? 1 : 0),
                ("$agent", row.Agent), ("$line", Known(row.LineNumber)), ("$lines", Known(row.Lines)), ("$cursor", Known(row.CursorPosition)),
                ("$extra", row.Extra == 0 ? null : row.Extra));
    }

    public void Dispose() { }

    private static object? Known(int number) => number == HeartbeatRow.Missing ? null : number;
}
