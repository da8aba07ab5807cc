using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Store;

/// <summary>
/// Puts a backup in the place of a ledger. It is copied beside it, brought up to date and looked over there; only then the present ledger
/// gets a second name and the copy takes over the first, in one step: whenever it is killed, at the ledger's name is the old one or the restored one.
/// </summary>
public sealed class LedgerRestore : IDisposable
{
    private static readonly LocalDateTimePattern Stamp = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    // What may lie beside a database and would be applied to whatever has its name.
    private static readonly string[] Beside = ["-journal", "-wal", "-shm"];

    private readonly string _ledger, _copy;
    private readonly WriterLock? _lock;

    private LedgerRestore(string ledger, string copy, WriterLock? writerLock) => (_ledger, _copy, _lock) = (ledger, copy, writerLock);

    /// <summary>Takes the lock of the ledger that is to be replaced, whether there is one or not, and undoes what a killed run left in it.</summary>
    /// <exception cref="LedgerException">Another run holds it, or it may not be written.</exception>
    public static LedgerRestore InPlaceOf(string ledgerPath)
    {
        if (new FileInfo(ledgerPath).LinkTarget is not null) throw new LedgerException(LedgerTrouble.Forbidden, $"{ledgerPath} is a link, and would be replaced by a file. Name the ledger itself.");
        if (Directory.Exists(ledgerPath)) throw new LedgerException(LedgerTrouble.Forbidden, $"{ledgerPath} is a folder.");
        Directory.CreateDirectory(Backup.FolderOf(ledgerPath));
        return new LedgerRestore(ledgerPath, $"{ledgerPath}.restoring", WriterLock.Take(ledgerPath, "daybook restore"));
    }

    /// <summary>Only tries it, in a folder that is thrown away.</summary>
    public static LedgerRestore InFolder(string folder) => new(Path.Combine(folder, "ledger.db"), Path.Combine(folder, "ledger.db.restoring"), writerLock: null);

    /// <summary>Whether the ledger that is there can be read; what a killed run left in it is undone first.</summary>
    public bool CanReadPresent()
    {
        if (!File.Exists(_ledger)) return false;
        try
        {
            if (SqliteHeader.Of(_ledger) is { IsLedger: true }) LedgerFile.Settle(_ledger);
            Ledger.OpenForReading(_ledger).Dispose();
            return true;
        }
        catch (Exception e) when (e is SqliteException or LedgerException)
        {
            return false;
        }
    }

    /// <summary>A copy of the backup, with today's schema, that nobody has met yet. To be closed before <see cref="Put"/>.</summary>
    /// <param name="found">As <see cref="BackupCheck.Read"/> gave it.</param>
    /// <exception cref="LedgerException">There is no room, or the copy is not what the backup is.</exception>
    public Ledger Prepare(BackupFound found, long nowMicros) => Ledger.Guarded(_copy, () =>
    {
        var isOlder = found.Schema < Migrations.Latest;
        FreeSpace.Need(Backup.FolderOf(_copy), isOlder ? FreeSpace.OfMigration(found.Bytes) : found.Bytes, "restoring the backup");
        Forget();
        using (var backup = LedgerCopy.Opened(found.Path, SqliteOpenMode.ReadOnly)) LedgerCopy.Make(backup, $"{_copy}{BackupName.Unfinished}", _ => _copy);
        return Ledger.OpenCopy(_copy, nowMicros);
    });

    /// <summary>Lets the copy take over.</summary>
    /// <returns>The name that the ledger has now that was there, or null where there was none.</returns>
    public string? Put(Instant now)
    {
        DiskFlush.OfFile(_copy);
        File.Delete($"{_copy}-journal");
        string? kept = null;
        if (File.Exists(_ledger))
        {
            kept = FreeName(now);
            Keep(kept);
        }
        // Of a ledger that cannot be opened; what could be undone was undone. It must not be applied to the other.
        foreach (var end in Beside)
            if (new FileInfo(_ledger + end) is { Exists: true } file && (file.Length > 0 || end != Beside[0]))
                File.Move(file.FullName, (kept ?? FreeName(now)) + end);
        DiskFlush.OfFolder(Backup.FolderOf(_ledger));
        DiskFlush.Rename(_copy, _ledger);
        return kept;
    }

    public void Dispose()
    {
        Forget();
        _lock?.Dispose();
    }

    private void Forget()
    {
        foreach (var end in (ReadOnlySpan<string>)["", "-journal", BackupName.Unfinished]) File.Delete(_copy + end);
    }

    /// <summary>The ledger keeps its name as well until the other one takes it over: there is always one.</summary>
    private void Keep(string kept)
    {
        if (DiskFlush.TryLink(_ledger, kept)) return;
        var unfinished = $"{kept}{BackupName.Unfinished}";
        FreeSpace.Need(Backup.FolderOf(kept), new FileInfo(_ledger).Length, "keeping the ledger that is there");
        File.Copy(_ledger, unfinished, overwrite: true);
        DiskFlush.OfFile(unfinished);
        DiskFlush.Rename(unfinished, kept);
    }

    private string FreeName(Instant now)
    {
        var name = $"{_ledger}.replaced-{Stamp.Format(now.InUtc().LocalDateTime)}";
        var free = name;
        for (var i = 2; Path.Exists(free) || Array.Exists(Beside, end => Path.Exists(free + end)); i++) free = string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
        return free;
    }
}
