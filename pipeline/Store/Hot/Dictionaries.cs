using Microsoft.Data.Sqlite;

namespace Daybook.Store.Hot;

/// <summary>A table of numbered texts: the id of a text, which is added where it is new.</summary>
internal sealed class TextDictionary(SqliteConnection connection, string table, string column) : IDisposable
{
    private readonly HotStatement _find = new(connection, $"select id from {table} where {column} = ?");
    private readonly HotStatement _add = new(connection, $"insert into {table} ({column}) values (?) returning id");

    public int Id(ReadOnlySpan<byte> utf8)
    {
        _find.Bind(1, utf8);
        if (_find.Step()) return IdDictionary.Taken(_find);
        _find.Reset();
        _add.Bind(1, utf8);
        _add.Step();
        return IdDictionary.Taken(_add);
    }

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }
}

/// <summary>A table of numbered combinations of ids: the id of a combination, which is added where it is new.</summary>
internal sealed class IdDictionary(SqliteConnection connection, string table, params string[] columns) : IDisposable
{
    private readonly HotStatement _find = new(connection,
        $"select id from {table} where {string.Join(" and ", columns.Select(c => $"{c} = ?"))}");

    private readonly HotStatement _add = new(connection,
        $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(_ => "?"))}) returning id");

    /// <param name="ids">One for each of the columns, in their order.</param>
    public int Id(ReadOnlySpan<int> ids)
    {
        for (var i = 0; i < ids.Length; i++) _find.Bind(i + 1, ids[i]);
        if (_find.Step()) return Taken(_find);
        _find.Reset();
        for (var i = 0; i < ids.Length; i++) _add.Bind(i + 1, ids[i]);
        _add.Step();
        return Taken(_add);
    }

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }

    internal static int Taken(HotStatement statement)
    {
        var id = statement.Int(0);
        statement.Reset();
        return id;
    }
}
