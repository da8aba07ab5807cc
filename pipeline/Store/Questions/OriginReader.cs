using Daybook.Model;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>A file that facts came from.</summary>
/// <param name="Path">Where it was read; <paramref name="ArchivedAs"/> where it was moved afterwards, or null.</param>
/// <param name="Sha256">Hexadecimal, or null for a very large file that was not archived.</param>
public sealed record FileOrigin(long Id, string Source, string Importer, string Kind, string Path, string? ArchivedAs, long Bytes, string Fingerprint, string? Sha256, long Run, long ReadAt);

/// <summary>A segment with heartbeats in the span asked for.</summary>
public sealed record SegmentOrigin(
    FileOrigin File, int Ordinal, LocalDate? Date, long Offset, long Bytes, int FirstLine, ContentHash Hash, int Rows, int Rejected, RowCounts Counts);

/// <summary>A day total with the place it stands in its file.</summary>
/// <param name="IsCurrent">False for a version that another one has replaced.</param>
public sealed record TotalOrigin(FileOrigin File, LocalDate Date, long Micros, bool IsCurrent, Place Place);

/// <summary>A time entry with the place it stands in its file.</summary>
public sealed record EntryOrigin(FileOrigin File, EntryTime Time, string Project, bool IsCurrent, Place Place);

/// <summary>Goes back from days to the files and places their facts came from.</summary>
public sealed class OriginReader
{
    private const string FileColumns =
        """
        file.id, source.name, source.importer, file.kind, coalesce((select path from reading where file_id = file.id order by run_id, ordinal limit 1), file.name),
          file.archived_as, file.bytes, hex(file.fingerprint), hex(file.sha256),
          coalesce((select min(run_id) from reading where file_id = file.id), 0),
          coalesce((select started_at_us from run join reading on reading.run_id = run.id where reading.file_id = file.id order by run.id limit 1), 0)
        """;

    private const string SegmentsSql =
        $"""
        select {FileColumns}, segment.ordinal, segment.date, segment.offset, segment.bytes, segment.first_line, segment.hash,
          segment.rows, segment.rejected, segment.new, segment.same, segment.changed
        from segment
        join file on file.id = segment.file_id
        join source on source.id = file.source_id
        join person on person.id = source.person_id
        where person.name = $person and segment.first_at_us <= $to and segment.last_at_us >= $from
        order by segment.first_at_us, file.id, segment.ordinal
        """;

    private const string TotalsSql =
        $"""
        select {FileColumns}, day_total.date, day_total.total_us, day_total.is_current, day_total.line, day_total.offset, day_total.pointer
        from day_total
        join file on file.id = day_total.file_id
        join source on source.id = day_total.source_id
        join person on person.id = source.person_id
        where person.name = $person and day_total.date between $first and $last
        order by day_total.date, source.name, day_total.is_current desc, day_total.id
        """;

    private const string EntriesSql =
        $"""
        select {FileColumns}, time_entry.at_us, time_entry.end_us, time_entry.date, time_entry.length_us, name.text, time_entry.is_current, time_entry.line,
          time_entry.offset, time_entry.pointer
        from time_entry
        join file on file.id = time_entry.file_id
        join source on source.id = time_entry.source_id
        join person on person.id = source.person_id
        join name on name.id = time_entry.project_id
        where person.name = $person and ((time_entry.at_us < $to and time_entry.end_us > $from) or time_entry.date between $first and $last)
        order by time_entry.at_us, time_entry.id
        """;

    private readonly Ledger _ledger;
    private readonly SqliteConnection _connection;

    internal OriginReader(Ledger ledger)
    {
        _ledger = ledger;
        _connection = ledger.Connection;
    }

    /// <param name="from">Microseconds, inclusive.</param>
    /// <param name="to">Microseconds, inclusive.</param>
    public IReadOnlyList<SegmentOrigin> Segments(string person, long from, long to) => _connection.Query(SegmentsSql,
        r => new SegmentOrigin(File(r), r.GetInt32(11), r.NullableInt64(12) is { } date ? Days.ToDate(date) : null, r.GetInt64(13), r.GetInt64(14),
            r.GetInt32(15), ContentHash.Read(r.GetFieldValue<byte[]>(16)), r.GetInt32(17), r.GetInt32(18),
            new RowCounts(r.GetInt64(19), r.GetInt64(20), r.GetInt64(21), r.GetInt64(18), 0)),
        ("$person", person), ("$from", from), ("$to", to));

    public IReadOnlyList<TotalOrigin> Totals(string person, LocalDate first, LocalDate last) => _connection.Query(TotalsSql,
        r => new TotalOrigin(File(r), Days.ToDate(r.GetInt64(11)), r.GetInt64(12), r.GetInt64(13) == 1, At(r, 14)),
        ("$person", person), ("$first", Days.From(first)), ("$last", Days.From(last)));

    /// <param name="from">Of intervals, microseconds; <paramref name="to"/> is exclusive.</param>
    /// <param name="first">Of lengths on a date; <paramref name="last"/> is inclusive.</param>
    public IReadOnlyList<EntryOrigin> Entries(string person, long from, long to, LocalDate first, LocalDate last) => _connection.Query(EntriesSql,
        r => new EntryOrigin(File(r), r.NullableInt64(13) is { } date ? new EntryTime.OnDate(Days.ToDate(date), r.GetInt64(14)) : new EntryTime.Interval(r.GetInt64(11), r.GetInt64(12)),
            r.GetString(15), r.GetInt64(16) == 1, At(r, 17)),
        ("$person", person), ("$from", from), ("$to", to), ("$first", Days.From(first)), ("$last", Days.From(last)));

    /// <summary>Files that a run read and that are not archived yet.</summary>
    public IReadOnlyList<(long File, string Path)> ReadBy(long run) => _connection.Query(
        "select file_id, path from reading where run_id = $run order by ordinal", r => (r.GetInt64(0), r.GetString(1)), ("$run", run));

    /// <summary>Readings of files below a folder, the last of each file's content; files that are archived are left out.</summary>
    /// <param name="folder">Full path, as files were named when they were read.</param>
    public IReadOnlyList<(long File, string Path, long Bytes)> ReadBelow(string folder) => _connection.Query(
        "select file.id, path, file.bytes from reading join file on file.id = file_id where substr(path, 1, length($folder)) = $folder and archived_as is null and file.bytes is not null",
        r => (r.GetInt64(0), r.GetString(1), r.GetInt64(2)), ("$folder", folder + Path.DirectorySeparatorChar));

    /// <summary>Remembers where a file was moved to, and its SHA-256 where it had none yet.</summary>
    public void Archived(long file, string path, byte[]? sha256) => _ledger.InTransaction(() => _connection.Execute(
        "update file set archived_as = coalesce(archived_as, $path), sha256 = coalesce(sha256, $sha256) where id = $file",
        ("$path", path), ("$sha256", sha256), ("$file", file)));

    private static FileOrigin File(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.NullableString(5), r.GetInt64(6),
        Lower(r.GetString(7))!, Lower(r.NullableString(8)), r.GetInt64(9), r.GetInt64(10));

    private static Place At(SqliteDataReader r, int column) => new(r.GetInt32(column), 1, r.GetInt64(column + 1), r.NullableString(column + 2));

    private static string? Lower(string? hex) => string.IsNullOrEmpty(hex) ? null : hex.ToLowerInvariant();
}
