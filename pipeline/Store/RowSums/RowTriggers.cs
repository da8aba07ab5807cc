using System.Text;
using Daybook.Store.Hot;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>The SQL by which rows get to <see cref="RowFunction"/>: by triggers as they are written, by queries as they are.</summary>
internal static class RowTriggers
{
    /// <summary>What the function is called by which triggers and queries hand rows over.</summary>
    public const string Writing = "row_written", Reading = "row_read";

    // Temporary: they are the connection's own, and no other program that opens the ledger meets a function it does not have.
    /// <summary>Makes the triggers of all summed tables.</summary>
    public static string Of(SqliteConnection connection)
    {
        var (sql, columns) = (new StringBuilder(), Columns(connection));
        for (var place = 0; place < AllSummedTables.InOrder.Length; place++)
        {
            var table = AllSummedTables.InOrder[place];
            var (old, made) = (Call(Writing, place, table, columns[table.Name], "old."), Call(Writing, place, table, columns[table.Name], "new."));
            if (table.Name != AllSummedTables.Heartbeat) sql.Append(Trigger(table, "insert", made));
            sql.Append(Trigger(table, "update", $"{old}, {made}")).Append(Trigger(table, "delete", old));
        }
        return sql.ToString();
    }

    /// <summary>A query for each summed table that hands all its rows over.</summary>
    public static IEnumerable<string> Readings(SqliteConnection connection)
    {
        var columns = Columns(connection);
        return AllSummedTables.InOrder.Select((table, place) => $"select count({Call(Reading, place, table, columns[table.Name], "")}) from {table.Name}");
    }

    private static string Trigger(SummedTable table, string what, string calls) =>
        $"create temp trigger row_sum_{table.Name}_{what} after {what} on main.{table.Name} begin select {calls}; end;\n";

    private static string Call(string function, int place, SummedTable table, IEnumerable<string> columns, string of) =>
        $"{function}({place}, {of}{table.Key} >> {table.Shift}, {string.Join(", ", columns.Select(c => $"{of}\"{c}\""))})";

    /// <summary>Of each table, by its name.</summary>
    private static ILookup<string, string> Columns(SqliteConnection connection) => connection.Query(
        "select t.name, c.name from sqlite_schema as t join pragma_table_info(t.name) as c where t.type = 'table' order by t.name, c.cid", r => new Column(r.GetString(0), r.GetString(1)))
        .ToLookup(c => c.Table, c => c.Name, StringComparer.Ordinal);

    private sealed record Column(string Table, string Name);
}
