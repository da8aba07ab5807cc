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
    private readonly Stack<BlockSums> _open = new();
    private HotStatement? _find, _write, _delete;

    /// <summary>Watches all writes of the connection to summed tables, but for inserted heartbeats.</summary>
    public RowSums(SqliteConnection connection)
    {
        _connection = connection;
        _function = new RowFunction(connection, RowTriggers.Writing, Toggle);
        connection.Execute(RowTriggers.Of(connection));
    }

    public void Begin() => _open.Push(new BlockSums());

    /// <summary>To be called before the innermost of those begun is committed.</summary>
    public void End()
    {
        Write(_open.Peek());
        _open.Pop();
    }

    public void Abandon() => _open.TryPop(out _);

    /// <summary>Heartbeats that were inserted.</summary>
    public void Add(ReadOnlySpan<HeartbeatRow> rows)
    {
        var open = _open.Peek();
        foreach (ref readonly var row in rows) open.Toggle(BeatsPlace, row.At >> Beats.Shift, RowHash.Of(BeatsPlace, row));
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
        foreach (var sum in Read(connection).All) Write(write, sum, sum.Sum);
    }

    /// <summary>The sums of the rows as they are, of each block that has any.</summary>
    public static BlockSums Read(SqliteConnection connection)
    {
        var sums = new BlockSums();
        using var function = new RowFunction(connection, RowTriggers.Reading, sums.Toggle);
        foreach (var sql in RowTriggers.Readings(connection)) connection.Scalar<long>(sql);
        return sums;
    }

    private const string WriteSql = "insert into row_sum (about, block, sum) values (?, ?, ?) on conflict (about, block) do update set sum = excluded.sum";

    private const int BeatsPlace = 0;
    private static readonly SummedTable Beats = AllSummedTables.InOrder[BeatsPlace];

    private void Toggle(int table, long block, ulong hash)
    {
        if (!_open.TryPeek(out var open)) throw new InvalidOperationException("a write outside of a transaction");
        open.Toggle(table, block, hash);
    }

    private void Write(BlockSums added)
    {
        foreach (var sum in added.All)
        {
            _find ??= new HotStatement(_connection, "select sum from row_sum where about = ? and block = ?");
            Bind(_find, sum);
            var before = _find.Step() ? unchecked((ulong)_find.Int64(0)) : 0;
            _find.Reset();
            if (before != sum.Sum)
            {
                Write(_write ??= new HotStatement(_connection, WriteSql), sum, before ^ sum.Sum);
                continue;
            }
            Bind(_delete ??= new HotStatement(_connection, "delete from row_sum where about = ? and block = ?"), sum);
            _delete.Run();
        }
    }

    private static void Write(HotStatement write, BlockSum of, ulong sum)
    {
        Bind(write, of);
        write.Bind(3, unchecked((long)sum));
        write.Run();
    }

    private static void Bind(HotStatement statement, BlockSum of)
    {
        statement.BindOrNull(1, AllSummedTables.InOrder[of.Table].Name);
        statement.Bind(2, of.Block);
    }
}
