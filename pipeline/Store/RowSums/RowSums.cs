using Daybook.Model;
using Daybook.Store.Hot;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// Keeps <c>row_sum</c> in step with the rows: adds up what a transaction or savepoint writes, and writes the sums before that is
/// committed. What is rolled back takes its sums along.
/// </summary>
internal sealed class RowSums : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly RowFunction _function;
    // From the transaction to the innermost savepoint.
    private readonly Stack<Dictionary<(int Table, long Block), ulong>> _open = new();
    private HotStatement? _find, _write, _delete;

    /// <summary>Watches all writes of the connection to summed tables, but for inserted heartbeats.</summary>
    public RowSums(SqliteConnection connection)
    {
        _connection = connection;
        _function = new RowFunction(connection, RowTriggers.Writing, Toggle);
        connection.Execute(RowTriggers.Of(connection));
    }

    public void Begin() => _open.Push([]);

    /// <summary>To be called before the innermost of those begun is committed.</summary>
    public void End()
    {
        Write(_open.Peek());
        _open.Pop();
    }

    public void Abandon() => _open.TryPop(out _);

    /// <summary>Heartbeats that were inserted, in order of time.</summary>
    public void Add(ReadOnlySpan<HeartbeatRow> rows)
    {
        var (block, sum) = (long.MinValue, 0UL);
        foreach (ref readonly var row in rows)
        {
            if (row.At >> Beats.Shift != block)
            {
                if (sum != 0) Toggle(BeatsPlace, block, sum);
                (block, sum) = (row.At >> Beats.Shift, 0);
            }
            sum ^= RowHash.Of(BeatsPlace, row);
        }
        if (sum != 0) Toggle(BeatsPlace, block, sum);
    }

    public void Dispose()
    {
        _find?.Dispose();
        _write?.Dispose();
        _delete?.Dispose();
        _function.Dispose();
    }

    /// <summary>Sums all rows that there are: of a ledger that had no sums before.</summary>
    public static void TakeAll(SqliteConnection connection)
    {
        using var write = new HotStatement(connection, WriteSql);
        foreach (var ((table, block), sum) in Read(connection)) Write(write, table, block, sum);
    }

    /// <summary>The sums of the rows as they are, of each block that has any.</summary>
    public static Dictionary<(int Table, long Block), ulong> Read(SqliteConnection connection)
    {
        var sums = new Dictionary<(int, long), ulong>();
        using var function = new RowFunction(connection, RowTriggers.Reading, (table, block, hash) => Toggle(sums, table, block, hash));
        foreach (var sql in RowTriggers.Readings(connection)) connection.Scalar<long>(sql);
        return sums;
    }

    private const string WriteSql = "insert into row_sum (about, block, sum) values (?, ?, ?) on conflict (about, block) do update set sum = excluded.sum";

    private const int BeatsPlace = 0;
    private static readonly SummedTable Beats = AllSummedTables.InOrder[BeatsPlace];

    private void Toggle(int table, long block, ulong hash) =>
        Toggle(_open.TryPeek(out var open) ? open : throw new InvalidOperationException("a write outside of a transaction"), table, block, hash);

    private static void Toggle(Dictionary<(int, long), ulong> sums, int table, long block, ulong hash)
    {
        if (sums.TryGetValue((table, block), out var known) && known == hash) sums.Remove((table, block));
        else sums[(table, block)] = known ^ hash;
    }

    private void Write(Dictionary<(int Table, long Block), ulong> added)
    {
        if (added.Count == 0) return;
        _find ??= new HotStatement(_connection, "select sum from row_sum where about = ? and block = ?");
        _write ??= new HotStatement(_connection, WriteSql);
        _delete ??= new HotStatement(_connection, "delete from row_sum where about = ? and block = ?");
        foreach (var ((table, block), sum) in added.OrderBy(a => a.Key))
        {
            Bind(_find, table, block);
            var before = _find.Step() ? unchecked((ulong)_find.Int64(0)) : 0;
            _find.Reset();
            if (before != sum)
            {
                Write(_write, table, block, before ^ sum);
                continue;
            }
            Bind(_delete, table, block);
            _delete.Run();
        }
    }

    private static void Write(HotStatement write, int table, long block, ulong sum)
    {
        Bind(write, table, block);
        write.Bind(3, unchecked((long)sum));
        write.Run();
    }

    private static void Bind(HotStatement statement, int table, long block)
    {
        statement.BindOrNull(1, AllSummedTables.InOrder[table].Name);
        statement.Bind(2, block);
    }
}
