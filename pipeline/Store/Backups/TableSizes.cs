using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>How many rows a table has, and its largest key: what a copy must share with its original.</summary>
/// <param name="Largest">Of the rowid, or of the first column of the key; null where it is empty.</param>
public sealed record TableSize(string Table, long Rows, string? Largest);

/// <summary>Counts the rows of every table.</summary>
internal static class TableSizes
{
    public static List<TableSize> Of(SqliteConnection connection)
    {
        var tables = connection.Query("select name, sql like '%without rowid%' from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name", r => (Name: r.GetString(0), IsByKey: r.GetInt32(1) != 0));
        return [.. tables.Select(t => Of(connection, t.Name, t.IsByKey ? connection.Scalar<string>("select name from pragma_table_info($table) where pk = 1", ("$table", t.Name))! : "rowid"))];
    }

    private static TableSize Of(SqliteConnection connection, string table, string key) => connection.Query(
        $"select count(*), cast((select max({Quoted(key)}) from {Quoted(table)}) as text) from {Quoted(table)}", r => new TableSize(table, r.GetInt64(0), r.NullableString(1))).Single();

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
