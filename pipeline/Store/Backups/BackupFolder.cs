using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>A backup that lies in a folder.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="IsLedger">Whether its first bytes say that it is a ledger; the rest was not looked at.</param>
public sealed record BackupEntry(string Path, Instant At, int Schema, long Bytes, bool IsLedger);

/// <summary>The backups of one ledger that lie in a folder; files of any other name are not seen.</summary>
public static class BackupFolder
{
    /// <summary>Those that are whole by their name, oldest first.</summary>
    public static IReadOnlyList<BackupEntry> List(string folder, string ledgerPath) =>
        [.. Named(folder, ledgerPath).Where(f => f.Name.Digest is not null).OrderBy(f => f.Name.At).ThenBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => new BackupEntry(f.Path, f.Name.At, f.Name.Schema, new FileInfo(f.Path).Length, SqliteHeader.Of(f.Path) is { IsLedger: true } header && header.Schema == f.Name.Schema))];

    /// <summary>Those that a killed process left.</summary>
    internal static IReadOnlyList<string> Unfinished(string folder, string ledgerPath) => [.. Named(folder, ledgerPath).Where(f => f.Name.Digest is null).Select(f => f.Path)];

    /// <summary>Those of another ledger that has the same file name are none of this one's.</summary>
    public static IReadOnlyList<BackupEntry> Of(Ledger ledger, string folder, string ledgerPath)
    {
        var born = Backup.BornAt(ledger.Connection);
        return [.. List(folder, ledgerPath).Where(e => e.IsLedger && BornAt(e.Path) == born)];
    }

    /// <summary>Takes a backup away, for good.</summary>
    public static void Remove(BackupEntry entry)
    {
        File.Delete(entry.Path);
        DiskFlush.OfFolder(Backup.FolderOf(entry.Path));
    }

    private static long? BornAt(string path)
    {
        try
        {
            using var connection = LedgerCopy.Opened(path, SqliteOpenMode.ReadOnly);
            return Backup.BornAt(connection);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Path, BackupName Name)> Named(string folder, string ledgerPath) => !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder).Select(f => (Path: f, Name: BackupName.Parse(Path.GetFileName(f)))).Where(f => f.Name?.Ledger == BackupName.LedgerOf(ledgerPath)).Select(f => (f.Path, f.Name!));
}
