using System.Buffers.Binary;

namespace Daybook.Store;

/// <summary>What the first hundred bytes of a SQLite file say, read without SQLite.</summary>
public sealed record SqliteHeader(int Schema, int ApplicationId)
{
    private const int Length = 100, SchemaAt = 60, ApplicationAt = 68;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Null where the file is none of SQLite's.</summary>
    public static SqliteHeader? Of(string path)
    {
        var bytes = new byte[Length];
        return Read(path, bytes) < Length || !bytes.AsSpan().StartsWith(Magic) ? null
            : new SqliteHeader(BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(SchemaAt)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(ApplicationAt)));
    }

    /// <summary>Whether it says that it is a ledger.</summary>
    public bool IsLedger => ApplicationId == Migrations.ApplicationId;

    internal static bool IsEmptyOrSqlite(string path)
    {
        var bytes = new byte[Length];
        // SQLite writes the first page last: until then there are zeros.
        return Read(path, bytes) is var read && (bytes.AsSpan().StartsWith(Magic) || bytes.AsSpan(0, read).IndexOfAnyExcept((byte)0) < 0);
    }

    private static int Read(string path, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
    }
}
