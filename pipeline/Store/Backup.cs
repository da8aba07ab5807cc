using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>A verified copy of the ledger, made by SQLite's own means while it is open.</summary>
internal static class Backup
{
    /// <summary>Copies to <c>LEDGER.before-schema-N</c> ahead of a migration; no migration happens unless the copy is sound.</summary>
    public static void BeforeMigration(SqliteConnection connection, string path, int version)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"{path}.before-schema-{version + 1}");
        var unfinished = $"{target}.tmp";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(unfinished, options).Dispose();
        using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = unfinished, Pooling = false }.ToString()))
        {
            copy.Open();
            connection.BackupDatabase(copy);
            if (copy.Scalar<string>("pragma integrity_check") is not "ok")
                throw new LedgerException(LedgerTrouble.Damaged, $"the copy {unfinished} made before the migration is damaged; the ledger was not changed.");
        }
        using (var file = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        File.Move(unfinished, target, overwrite: true);
    }
}
