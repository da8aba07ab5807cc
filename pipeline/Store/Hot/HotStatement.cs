using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Daybook.Store.Hot;

/// <summary>A prepared statement on the provider's own connection, bound and stepped without garbage.</summary>
internal sealed unsafe class HotStatement : IDisposable
{
    private const int NullType = 5;
    private static readonly nint Transient = -1;
    private readonly nint _db;
    private nint _statement;

    public HotStatement(SqliteConnection connection, string sql) : this(connection.Handle!.DangerousGetHandle(), sql) { }

    public HotStatement(nint db, string sql)
    {
        _db = db;
        var utf8 = Encoding.UTF8.GetBytes(sql);
        fixed (byte* text = utf8) Check(Sqlite3.Prepare(db, text, utf8.Length, out _statement, 0));
    }

    public void Bind(int index, long value) => Sqlite3.BindInt64(_statement, index, value);

    public void Bind(int index, int value) => Sqlite3.BindInt(_statement, index, value);

    public void BindOrNull(int index, int value, int missing)
    {
        if (value == missing) Sqlite3.BindNull(_statement, index);
        else Sqlite3.BindInt(_statement, index, value);
    }

    public void BindOrNull(int index, long? value)
    {
        if (value is { } known) Sqlite3.BindInt64(_statement, index, known);
        else Sqlite3.BindNull(_statement, index);
    }

    public void Bind(int index, ReadOnlySpan<byte> utf8)
    {
        // An empty span may come with a null pointer, which SQLite would take for NULL.
        byte empty = 0;
        fixed (byte* text = utf8) Check(Sqlite3.BindText(_statement, index, text is null ? &empty : text, utf8.Length, Transient));
    }

    public void BindOrNull(int index, string? text)
    {
        if (text is null) Sqlite3.BindNull(_statement, index);
        else Bind(index, Encoding.UTF8.GetBytes(text));
    }

    public void BindBlob(int index, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes) Check(Sqlite3.BindBlob(_statement, index, start, bytes.Length, Transient));
    }

    /// <summary>True when there is a row to read.</summary>
    /// <exception cref="SqliteException">As the provider throws it.</exception>
    public bool Step()
    {
        var result = Sqlite3.Step(_statement);
        if (result == Sqlite3.Row) return true;
        if (result == Sqlite3.Done) return false;
        Check(result);
        return false;
    }

    /// <summary>For a statement that yields no rows.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Reset() => Sqlite3.Reset(_statement);

    public long Int64(int column) => Sqlite3.ColumnInt64(_statement, column);

    public int Int(int column) => Sqlite3.ColumnInt(_statement, column);

    public int IntOr(int column, int missing) =>
        Sqlite3.ColumnType(_statement, column) == NullType ? missing : Sqlite3.ColumnInt(_statement, column);

    public long? NullableInt64(int column) =>
        Sqlite3.ColumnType(_statement, column) == NullType ? null : Sqlite3.ColumnInt64(_statement, column);

    public string Text(int column) =>
        Encoding.UTF8.GetString(Sqlite3.ColumnText(_statement, column), Sqlite3.ColumnBytes(_statement, column));

    /// <summary>Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Blob(int column) => new(Sqlite3.ColumnBlob(_statement, column), Sqlite3.ColumnBytes(_statement, column));

    public void Dispose()
    {
        if (_statement != 0) Sqlite3.Finalize(_statement);
        _statement = 0;
    }

    private void Check(int result)
    {
        if (result == Sqlite3.Ok) return;
        var message = Marshal.PtrToStringUTF8((nint)Sqlite3.ErrorMessage(_db)) ?? "unknown error";
        throw new SqliteException($"SQLite: {message}", result & 0xff, Sqlite3.ExtendedErrorCode(_db));
    }
}
