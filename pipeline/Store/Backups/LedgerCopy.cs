using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>A copy that was made and found to be what it is a copy of.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Schema">The last step of the schema that it has.</param>
public sealed record BackupMade(string Path, long Bytes, int Schema, IReadOnlyList<TableSize> Tables);

/// <summary>
/// A verified copy of the ledger, made page by page by SQLite's online API: a quarter of a second where <c>vacuum into</c> takes two. At the
/// final name there is only ever a whole one: it is written beside it, opened again, checked, compared, flushed and renamed.
/// </summary>
internal static class LedgerCopy
{
    /// <param name="target">Of the finished copy, made from the unfinished one's SHA-256.</param>
    /// <param name="unfinished">Its name until then; one that a killed process left there is removed.</param>
    /// <exception cref="LedgerException">The copy is not what the ledger is; it was removed.</exception>
    public static BackupMade Make(SqliteConnection connection, string unfinished, Func<byte[], string> target)
    {
        RemoveUnfinished(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(unfinished, options).Dispose();
        try
        {
            // What is counted and what is copied is the same: both are read in one transaction.
            connection.Execute("begin");
            List<TableSize> tables;
            try
            {
                tables = TableSizes.Of(connection);
                CopyPages(connection, unfinished);
            }
            finally
            {
                connection.Execute("rollback");
            }
            var schema = Compare(unfinished, tables);
            DiskFlush.OfFile(unfinished);
            var (bytes, name) = (new FileInfo(unfinished).Length, target(Sha256(unfinished)));
            DiskFlush.Rename(unfinished, name);
            return new BackupMade(name, bytes, schema, tables);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    public static byte[] Sha256(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20);
        return SHA256.HashData(stream);
    }

    /// <exception cref="LedgerException">What lies there is none of ours.</exception>
    public static void RemoveUnfinished(string unfinished)
    {
        if (!File.Exists(unfinished)) return;
        if (!SqliteHeader.IsEmptyOrSqlite(unfinished))
            throw new LedgerException(LedgerTrouble.Refused, $"{unfinished} is in the way, and it is no backup that was left unfinished. Move it.");
        File.Delete(unfinished);
    }

    private static void CopyPages(SqliteConnection connection, string unfinished)
    {
        using var copy = Opened(unfinished, SqliteOpenMode.ReadWrite);
        // A copy that is not whole is thrown away, and a whole one is flushed: it needs no journal.
        copy.Execute("pragma journal_mode = off");
        copy.Execute("pragma synchronous = off");
        connection.BackupDatabase(copy);
    }

    private static int Compare(string unfinished, List<TableSize> tables)
    {
        using var copy = Opened(unfinished, SqliteOpenMode.ReadOnly);
        Pragmas.Set(copy, isReadOnly: true, isScratch: false);
        if (copy.Scalar<string>("pragma integrity_check") is var found and not "ok")
            throw new LedgerException(LedgerTrouble.Damaged, $"the copy is damaged, and so is the ledger ({found}); no backup was made and the ledger was not changed. 'daybook check' says more; restore an earlier backup.");
        var schema = Migrations.Verify(copy, Migrations.Shipped);
        if (!TableSizes.Of(copy).SequenceEqual(tables))
            throw new LedgerException(LedgerTrouble.Damaged, "the copy does not have what the ledger has; no backup was made and the ledger was not changed. Run it again; if it stays so, look at the disk.");
        return schema;
    }

    internal static SqliteConnection Opened(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
