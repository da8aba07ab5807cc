using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// One heartbeat, two tellings of its details: the richer one stands in the ledger's main table and the other beside it.
/// Which is richer depends on what they say alone, never on which came first, so the order of imports does not matter.
/// </summary>
internal sealed class HeartbeatVersions(SqliteConnection connection)
{
    private const string KeepSql =
        """
        insert or ignore into heartbeat_version
          (at_us, subject_id, activity_id, is_write, agent_id, line_number, lines, cursor_position, extra_id)
        values ($at, $subject, $activity, $write, $agent, $line, $lines, $cursor, $extra)
        """;

    private const string ForgetSql =
        """
        delete from heartbeat_version
        where at_us = $at and subject_id = $subject and activity_id = $activity and is_write = $write
          and agent_id = $agent and line_number is $line and lines is $lines and cursor_position is $cursor and extra_id is $extra
        """;

    private const string ReplaceSql =
        """
        update heartbeat
        set agent_id = $agent, line_number = $line, lines = $lines, cursor_position = $cursor, extra_id = $extra
        where at_us = $at and subject_id = $subject and activity_id = $activity and is_write = $write
        """;

    private const string AgentSql =
        """
        select coalesce(machine.text, '') || char(31) || coalesce(user_agent.text, '') || char(31) || coalesce(editor.text, '') || char(31) || coalesce(os.text, '')
        from agent
        left join name as machine on machine.id = agent.machine_id
        left join name as user_agent on user_agent.id = agent.user_agent_id
        left join name as editor on editor.id = agent.editor_id
        left join name as os on os.id = agent.operating_system_id
        where agent.id = $id
        """;

    /// <summary>Of two rows of one file: keeps the poorer as a version and returns the richer.</summary>
    /// <param name="isNews">False when the ledger knew that version already.</param>
    public HeartbeatRow KeepRicher(in HeartbeatRow x, in HeartbeatRow y, out bool isNews)
    {
        var (richer, poorer) = Compare(x, y) >= 0 ? (x, y) : (y, x);
        isNews = Run(KeepSql, poorer) > 0;
        return richer;
    }

    /// <summary>Settles a row read against the one stored; false when the ledger knew that version already.</summary>
    public bool KeepBoth(in HeartbeatRow stored, in HeartbeatRow read)
    {
        if (Compare(stored, read) >= 0) return Run(KeepSql, read) > 0;
        Run(KeepSql, stored);
        Run(ReplaceSql, read);
        Run(ForgetSql, read);
        return true;
    }

    private int Compare(in HeartbeatRow x, in HeartbeatRow y)
    {
        var byNumbers = x.LineNumber.CompareTo(y.LineNumber) is var line and not 0 ? line
            : x.Lines.CompareTo(y.Lines) is var lines and not 0 ? lines
            : x.CursorPosition.CompareTo(y.CursorPosition);
        if (x.Agent != y.Agent && string.CompareOrdinal(AgentText(x.Agent), AgentText(y.Agent)) is var agent and not 0) return agent;
        if (byNumbers != 0) return byNumbers;
        return string.CompareOrdinal(ExtraText(x.Extra), ExtraText(y.Extra));
    }

    private string AgentText(int id) => connection.Scalar<string>(AgentSql, ("$id", id)) ?? "";

    private string ExtraText(int id) => id == 0 ? "" : connection.Scalar<string>("select json from extra where id = $id", ("$id", id)) ?? "";

    private int Run(string sql, in HeartbeatRow row) =>
        connection.Execute(sql, ("$at", row.At), ("$subject", row.Subject), ("$activity", row.Activity), ("$write", row.IsWrite ? 1 : 0),
            ("$agent", row.Agent), ("$line", Known(row.LineNumber)), ("$lines", Known(row.Lines)), ("$cursor", Known(row.CursorPosition)),
            ("$extra", row.Extra == 0 ? null : row.Extra));

    private static object? Known(int number) => number == HeartbeatRow.Missing ? null : number;
}
