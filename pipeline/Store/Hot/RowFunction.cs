using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Daybook.Store.Hot;

/// <summary>
/// A function of SQL, <c>(table, block, column, column, ...)</c>, that hashes a row where SQLite has it and hands the hash over: a function
/// of the provider would make garbage of every column.
/// </summary>
internal sealed unsafe class RowFunction : IDisposable
{
    private const int AnyCount = -1, Utf8 = 1, FirstColumn = 2;
    private const int Integer = 1, Float = 2, Text = 3, Blob = 4;
    private readonly SqliteConnection _connection;
    private GCHandle _self;
    private readonly byte[] _name;
    private readonly Action<int, long, ulong> _seen;

    /// <param name="seen">Gets the table's place, the block and the row's hash. What it throws fails the statement.</param>
    public RowFunction(SqliteConnection connection, string name, Action<int, long, ulong> seen)
    {
        (_connection, _name, _seen) = (connection, [.. Encoding.UTF8.GetBytes(name), 0], seen);
        _self = GCHandle.Alloc(this);
        Register(GCHandle.ToIntPtr(_self), &Call);
    }

    public void Dispose()
    {
        if (!_self.IsAllocated) return;
        if (_connection.Handle is { IsClosed: false }) Register(0, null);
        _self.Free();
    }

    private void Register(nint self, delegate* unmanaged[Cdecl]<nint, int, nint*, void> function)
    {
        fixed (byte* name = _name)
            if (Sqlite3.CreateFunction(_connection.Handle!.DangerousGetHandle(), name, AnyCount, Utf8, self, function, 0, 0, 0) is not Sqlite3.Ok and var error)
                throw new SqliteException("SQLite: the function that sums rows cannot be made", error);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Call(nint context, int count, nint* values)
    {
        try
        {
            var (table, hash) = ((int)Sqlite3.ValueInt64(values[0]), new RowHash());
            for (var i = FirstColumn; i < count; i++) Add(ref hash, i - FirstColumn, values[i]);
            ((RowFunction)GCHandle.FromIntPtr(Sqlite3.UserData(context)).Target!)._seen(table, Sqlite3.ValueInt64(values[1]), hash.Of(table));
        }
        catch (Exception e) when (e is InvalidOperationException or OutOfMemoryException)
        {
            // Nothing may be thrown through SQLite.
            var message = Encoding.UTF8.GetBytes(e.Message);
            fixed (byte* text = message) Sqlite3.ResultError(context, text, message.Length);
        }
    }

    private static void Add(ref RowHash hash, int column, nint value)
    {
        switch (Sqlite3.ValueType(value))
        {
            case Integer:
                hash.Add(column, Sqlite3.ValueInt64(value));
                break;
            case Float:
                hash.Add(column, Sqlite3.ValueDouble(value));
                break;
            case (Text or Blob) and var type:
                // Of a text in UTF-8 the bytes as they are.
                var bytes = Sqlite3.ValueBlob(value);
                hash.Add(column, new ReadOnlySpan<byte>(bytes, Sqlite3.ValueBytes(value)), type == Text);
                break;
        }
    }
}
