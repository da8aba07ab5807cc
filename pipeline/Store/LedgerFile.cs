using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>The ledger as a file: how it is made, connected to and looked at before.</summary>
internal static class LedgerFile
{
    private const int SecondsToWait = 30;

    /// <param name="isHurried">It shall not wait for another program.</param>
    public static SqliteConnection Connect(string path, bool isReadOnly, bool isHurried = false)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = isReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = isHurried ? 1 : SecondsToWait,
        }.ToString());
        try
        {
            connection.Open();
            Pragmas.Set(connection, isReadOnly, isScratch: false, isHurried);
            // SQLite opens what may not be written all the same, and says so in the middle of the work.
            if (!isReadOnly && SQLitePCL.raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
                throw new LedgerException(LedgerTrouble.Forbidden, $"the ledger {path} may not be written. Its owner can allow it: chmod u+w.");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static bool HasUnfinishedJournal(string path) => new FileInfo($"{path}-journal") is { Exists: true, Length: > 0 };

    /// <summary>A run was killed inside a transaction: SQLite undoes it, but not through a connection that may only read.</summary>
    public static void RollBack(string path)
    {
        using var writerLock = WriterLock.Take(path, "daybook, undoing what a killed run left");
        Settle(path);
    }

    /// <summary>As <see cref="RollBack"/>, for who has the lock.</summary>
    public static void Settle(string path)
    {
        using var connection = Connect(path, isReadOnly: false);
        connection.Scalar<long>("select count(*) from sqlite_schema");
    }

    public static WriterLock? LockIfAllowed(string path, string holder)
    {
        try
        {
            return WriterLock.Take(path, holder);
        }
        catch (LedgerException e) when (e.Trouble == LedgerTrouble.Forbidden)
        {
            return null;
        }
    }

    /// <summary>Under another name first: what has the ledger's name is one, however soon the process is killed.</summary>
    public static void Create(string path, long nowMicros)
    {
        // Somebody else may have made it while the lock was waited for.
        if (File.Exists(path)) return;
        var unfinished = $"{path}.new";
        foreach (var old in (ReadOnlySpan<string>)[unfinished, $"{unfinished}-journal"]) File.Delete(old);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // SQLite gives its journal the rights of the database: what a person did all day is nobody else's business.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(unfinished, options).Dispose();
        using (var connection = Connect(unfinished, isReadOnly: false)) Migrations.Apply(connection, Migrations.Shipped, nowMicros, backUp: null);
        File.Move(unfinished, path);
        File.Delete($"{unfinished}-journal");
    }

    public static void RefuseOddFile(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null)
            throw new LedgerException(LedgerTrouble.Forbidden, $"{path} is a link; SQLite's journal would lie beside the link. Name the ledger itself.");
        if (info.Length == 0)
            throw new LedgerException(LedgerTrouble.Damaged, $"the ledger {path} is empty, and Daybook never leaves one so. Restore a backup; or take the file away, and a new ledger is made.");
    }
}
