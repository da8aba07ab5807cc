using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>A row that was not taken in.</summary>
/// <param name="Path">Of its file, as it was read; <paramref name="ArchivedAs"/> where it was moved to since, or null.</param>
public sealed record QuarantinedRow(long Id, string Source, string Kind, long File, string Path, string? ArchivedAs, int Line, int Column, string Reason, string? Hint, string Raw);

/// <summary>Reads what is in quarantine.</summary>
public sealed class QuarantineReader
{
    private const string RowsSql =
        """
        select quarantine.id, source.name, file.kind, file.id,
          coalesce((select path from reading where file_id = file.id order by run_id desc, ordinal desc limit 1), file.name), file.archived_as,
          quarantine.line, quarantine.column, quarantine.reason, quarantine.hint, quarantine.raw
        from quarantine
        join file on file.id = quarantine.file_id
        join source on source.id = file.source_id
        order by source.name, file.id, quarantine.offset
        """;

    private readonly SqliteConnection _connection;

    internal QuarantineReader(Ledger ledger) => _connection = ledger.Connection;

    /// <summary>All rows, by source and file, in file order.</summary>
    public IReadOnlyList<QuarantinedRow> Rows() => _connection.Query(RowsSql, r => new QuarantinedRow(
        r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetInt64(3), r.GetString(4), r.NullableString(5), r.GetInt32(6), r.GetInt32(7), r.GetString(8),
        r.NullableString(9), r.GetString(10)));
}
