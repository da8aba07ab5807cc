using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>What a backup turned out to be when all of it was read.</summary>
/// <param name="IsAsNamed">Whether its bytes are those it was named after; null where its name says nothing of them.</param>
public sealed record BackupFound(string Path, long Bytes, int Schema, bool? IsAsNamed, IReadOnlyList<TableSize> Tables);

/// <summary>Reads a backup whole.</summary>
public static class BackupCheck
{
    /// <exception cref="LedgerException">It is not there, is no ledger, is of a newer Daybook, or is damaged.</exception>
    public static BackupFound Read(string path) => Ledger.Guarded(path, () =>
    {
        var shown = Printable.Line(path);
        if (!File.Exists(path)) throw new LedgerException(LedgerTrouble.Missing, $"there is no file {shown}. 'daybook backup list' shows those in the folder of backups.");
        if (SqliteHeader.Of(path) is not { } header) throw new LedgerException(LedgerTrouble.Damaged, $"{shown} is no backup of a ledger, or it is damaged from its first bytes on. Try another one.");
        if (!header.IsLedger) throw new LedgerException(LedgerTrouble.Unknown, $"{shown} is a SQLite database, but not a Daybook ledger.");
        if (File.Exists($"{path}-journal") && new FileInfo($"{path}-journal").Length > 0)
            throw new LedgerException(LedgerTrouble.Refused, $"a journal lies beside {shown}: somebody was writing to it. A backup that Daybook made has none; try another one.");
        var digest = BackupName.Parse(Path.GetFileName(path))?.Digest;
        bool? isAsNamed = digest is null ? null : BackupName.DigestOf(LedgerCopy.Sha256(path)) == digest;
        if (isAsNamed == false) throw new LedgerException(LedgerTrouble.Damaged, $"{shown} has changed since it was made: its bytes are not those it was named after. Try another one.");
        using var connection = LedgerCopy.Opened(path, SqliteOpenMode.ReadOnly);
        Pragmas.Set(connection, isReadOnly: true, isScratch: false);
        var schema = Migrations.Verify(connection, Migrations.Shipped);
        if (connection.Scalar<string>("pragma integrity_check") is var found and not "ok") throw new LedgerException(LedgerTrouble.Damaged, $"{shown} is damaged: {Printable.Line(found ?? "")}. Try another one.");
        return new BackupFound(path, new FileInfo(path).Length, schema, isAsNamed, TableSizes.Of(connection));
    });
}
