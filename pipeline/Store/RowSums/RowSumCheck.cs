using Daybook.Model;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Store;

/// <summary>Holds all rows against the sums that were kept as they were written.</summary>
internal static class RowSumCheck
{
    public const string Name = "rows are as they were written";

    public static IEnumerable<Finding> Of(SqliteConnection connection)
    {
        var kept = connection.Query("select about, block, sum from row_sum", r => (r.GetString(0), r.GetInt64(1), unchecked((ulong)r.GetInt64(2))));
        var found = RowSums.Read(connection).All.ToDictionary(s => (AllSummedTables.InOrder[s.Table].Name, s.Block), s => s.Sum);
        var wrong = new SortedSet<(string Table, long Block)>();
        foreach (var (table, block, sum) in kept)
            if (!found.Remove((table, block), out var now) || now != sum) wrong.Add((table, block));
        wrong.UnionWith(found.Keys);
        return wrong.Select(w => new Finding(Name, $"{w.Table}{Where(w.Table, w.Block)}: something other than Daybook has changed, added or taken out a row"));
    }

    private const long UntilYear10000 = 253_402_300_800;

    private static string Where(string name, long block)
    {
        if (Array.Find(AllSummedTables.InOrder, t => t.Name == name) is not { } table) return "";
        var (first, last) = (block << table.Shift, unchecked(((block + 1) << table.Shift) - 1));
        return first == last ? $", {table.Key} {first}" : $", {table.Key} {Said(table, first)} to {Said(table, last)}";
    }

    // The key of a changed row may be anything.
    private static string Said(SummedTable table, long key) => table.Meaning switch
    {
        SummedKey.Instant when key / Micros.PerSecond is var seconds and > 0 and < UntilYear10000 => InstantPattern.General.Format(Instant.FromUnixTimeSeconds(seconds)),
        SummedKey.Date when key is > 0 and < UntilYear10000 / 86_400 => Model.Period.Iso(Days.ToDate(key)),
        _ => $"{key}",
    };
}
