using System.Globalization;
using Daybook.Model;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>Backups of one ledger: before a migration, to a file, or among others in a folder.</summary>
public static class Backup
{
    /// <summary>Copies to <c>LEDGER.before-schema-N</c> ahead of a migration; no migration happens unless the copy is sound.</summary>
    internal static void BeforeMigration(SqliteConnection connection, string path, int version)
    {
        FreeSpace.Need(FolderOf(path), FreeSpace.OfMigration(SizeOf(connection)), "bringing the ledger up to date, with a backup before,");
        var target = string.Create(CultureInfo.InvariantCulture, $"{path}.before-schema-{version + 1}");
        LedgerCopy.Make(connection, $"{target}{BackupName.Unfinished}", _ => target);
    }

    /// <param name="file">Where it shall lie.</param>
    /// <exception cref="LedgerException">Something lies there, there is no room, or the ledger is damaged.</exception>
    public static BackupMade ToFile(Ledger ledger, string file)
    {
        RefuseTaken(file);
        FreeSpace.Need(FolderOf(file), SizeOf(ledger.Connection), "the backup");
        return LedgerCopy.Make(ledger.Connection, $"{file}{BackupName.Unfinished}", _ => file);
    }

    /// <param name="ledgerPath">The backup is named after it.</param>
    /// <param name="folder">Of backups; made where it is missing, for its owner alone.</param>
    /// <exception cref="LedgerException">There is no room, or the ledger is damaged.</exception>
    public static BackupMade ToFolder(Ledger ledger, string ledgerPath, string folder, Instant now)
    {
        MakeFolder(folder);
        foreach (var left in BackupFolder.Unfinished(folder, ledgerPath)) LedgerCopy.RemoveUnfinished(left);
        FreeSpace.Need(folder, SizeOf(ledger.Connection), "the backup");
        var name = new BackupName(BackupName.LedgerOf(ledgerPath), now, Schema(ledger.Connection), Digest: null);
        return LedgerCopy.Make(ledger.Connection, Path.Combine(folder, name.ToString()), hash => Path.Combine(folder, (name with { Digest = BackupName.DigestOf(hash) }).ToString()));
    }

    /// <summary>How large it will be, bytes.</summary>
    public static long SizeOf(Ledger ledger) => SizeOf(ledger.Connection);

    /// <exception cref="LedgerException">Something lies there.</exception>
    public static void RefuseTaken(string file)
    {
        if (Path.Exists(file)) throw new LedgerException(LedgerTrouble.Refused, $"{Printable.Line(file)} is there already, and a backup overwrites nothing. Name another file, or a folder.");
        if (!Directory.Exists(FolderOf(file))) throw new LedgerException(LedgerTrouble.Missing, $"there is no folder {Printable.Line(FolderOf(file))}. Make it, or name another.");
    }

    /// <summary>When the ledger was made, microseconds: what all its backups share with it and with no other ledger.</summary>
    internal static long BornAt(SqliteConnection connection) => connection.Scalar<long>("select applied_at_us from migration order by version limit 1");

    internal static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    private static int Schema(SqliteConnection connection) => (int)connection.Scalar<long>("pragma user_version");

    private static long SizeOf(SqliteConnection connection) => connection.Scalar<long>("pragma page_count") * connection.Scalar<long>("pragma page_size");

    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
