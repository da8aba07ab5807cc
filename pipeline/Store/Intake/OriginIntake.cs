using Daybook.Model;
using Daybook.Store.Hot;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>Records where facts come from: the file, its segments, what was rejected, and the reading itself.</summary>
internal sealed class OriginIntake : IDisposable
{
    private const string AddSegmentSql =
        """
        insert into segment (file_id, ordinal, date, offset, bytes, first_line, hash, rows, rejected, first_at_us, last_at_us, new, same, changed)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string FinishSql =
        """
        update file
        set fingerprint = $fingerprint, bytes = $bytes, sha256 = $sha256, state = $state, zone = $zone, timeout_us = $timeout,
          writes_only = $writes, covers_from_us = $from, covers_to_us = $to, supersedes = $supersedes
        where id = $file
        """;

    private const string SameContentSql =
        """
        select file.id, coalesce(
          (select run.command || ' of run ' || run.id from reading join run on run.id = reading.run_id where reading.file_id = file.id order by run.id limit 1), 'an earlier run')
        from file
        where source_id = $source and fingerprint = $fingerprint
        """;

    private const string NewlyCoveredSql =
        """
        select date from segment where file_id = $file and date is not null
        except
        select segment.date from segment join file on file.id = segment.file_id
        where file.source_id = $source and file.id <> $file and file.state = 'whole'
        """;

    private readonly SqliteConnection _connection;
    private readonly int _source;
    private readonly HotStatement _segment;

    public OriginIntake(SqliteConnection connection, int source, string kind, string path)
    {
        _connection = connection;
        _source = source;
        _segment = new HotStatement(connection, AddSegmentSql);
        File = connection.Scalar<long>(
            "insert into file (source_id, kind, name, state) values ($source, $kind, $name, 'reading') returning id",
            ("$source", source), ("$kind", kind), ("$name", path));
    }

    /// <summary>The file's id while it is read; when its content proves known, the earlier id takes its place.</summary>
    public long File { get; }

    /// <summary>Latest heartbeat of any other file of the source, microseconds.</summary>
    public long? LatestOfOthers() => _connection.Scalar<long?>(
        "select max(last_at_us) from segment join file on file.id = segment.file_id where file.source_id = $source", ("$source", _source));

    public void Add(DaySegment segment, RowCounts counts)
    {
        Span<byte> hash = stackalloc byte[16];
        segment.Hash.Write(hash);
        _segment.Bind(1, File);
        _segment.Bind(2, segment.Ordinal);
        _segment.BindOrNull(3, segment.Date is { } date ? Days.From(date) : null);
        _segment.Bind(4, segment.Offset);
        _segment.Bind(5, segment.Length);
        _segment.Bind(6, segment.FirstLine);
        _segment.BindBlob(7, hash);
        _segment.Bind(8, segment.Rows);
        _segment.Bind(9, segment.Rejected);
        _segment.BindOrNull(10, segment.Rows > 0 ? segment.FirstAt : null);
        _segment.BindOrNull(11, segment.Rows > 0 ? segment.LastAt : null);
        _segment.Bind(12, counts.New);
        _segment.Bind(13, counts.Same);
        _segment.Bind(14, counts.Changed);
        _segment.Run();
    }

    /// <summary>Dates that no whole file of the source spoke for before this one: a day of which nothing was known may become an empty one.</summary>
    public IReadOnlyList<LocalDate> NewlyCovered() => _connection.Query(NewlyCoveredSql, r => Days.ToDate(r.GetInt64(0)), ("$file", File), ("$source", _source));

    public void Add(Rejection rejection)
    {
        var diagnostic = rejection.Diagnostic;
        _connection.Execute(
            """
            insert into quarantine (file_id, line, column, offset, pointer, reason, hint, raw)
            values ($file, $line, $column, $offset, $pointer, $reason, $hint, $raw)
            on conflict (file_id, offset) do nothing
            """,
            ("$file", File), ("$line", diagnostic.Place.Line), ("$column", diagnostic.Place.Column), ("$offset", diagnostic.Place.Offset),
            ("$pointer", diagnostic.Place.Pointer), ("$reason", diagnostic.Message), ("$hint", diagnostic.Hint), ("$raw", rejection.Raw));
    }

    /// <summary>Of two labels for one id the one that sorts last stays: the order of imports must not matter.</summary>
    public RowCounts Add(AgentLabel label, NameMap names)
    {
        var isKnown = _connection.Scalar<long?>(
            "select 1 from label where source_id = $source and name_id = $name", ("$source", _source), ("$name", names.Name(label.Id))) is not null;
        var written = _connection.Execute(
            """
            insert into label (source_id, name_id, machine, editor, operating_system, file_id)
            values ($source, $name, $machine, $editor, $os, $file)
            on conflict (source_id, name_id) do update
            set machine = excluded.machine, editor = excluded.editor, operating_system = excluded.operating_system, file_id = excluded.file_id
            where (coalesce(excluded.machine, ''), coalesce(excluded.editor, ''), coalesce(excluded.operating_system, ''))
                > (coalesce(machine, ''), coalesce(editor, ''), coalesce(operating_system, ''))
            """,
            ("$source", _source), ("$name", names.Name(label.Id)), ("$machine", label.Machine), ("$editor", label.Editor),
            ("$os", label.OperatingSystem), ("$file", File));
        if (written == 0) return new RowCounts(0, 1, 0, 0, 0);
        return isKnown ? new RowCounts(0, 0, 1, 0, 0) : new RowCounts(1, 0, 0, 0, 0);
    }

    /// <summary>A source holds one account; the first export binds it.</summary>
    /// <exception cref="OtherAccountException">It is bound to another.</exception>
    public void BindAccount(SourceInfo source, string account)
    {
        var bound = _connection.Scalar<string>("select account from source where id = $source", ("$source", _source));
        if (bound is not null && bound != account)
            throw new OtherAccountException(source.Name, bound, account);
        _connection.Execute("update source set account = $account where id = $source", ("$account", account), ("$source", _source));
    }

    /// <summary>Writes down what the file was; the same content read before keeps its first record.</summary>
    public (long File, string? KnownSince) Finish(FileEnd end, AccountSnapshot? account, bool supersedes)
    {
        var fingerprint = new byte[16];
        end.Fingerprint.Write(fingerprint);
        var known = _connection.Query(SameContentSql, r => (Id: r.GetInt64(0), Since: r.GetString(1)),
            ("$source", _source), ("$fingerprint", fingerprint));
        if (known.Count > 0)
        {
            ReplaceBy(known[0].Id);
            return (known[0].Id, known[0].Since);
        }
        _connection.Execute(FinishSql, ("$file", File), ("$fingerprint", fingerprint), ("$bytes", end.Bytes), ("$sha256", end.Sha256),
            ("$state", end.IsWhole ? "whole" : "cut"), ("$zone", account?.Zone),
            ("$timeout", account?.TimeoutMinutes * Micros.PerMinute), ("$writes", account?.WritesOnly is { } only ? (only ? 1 : 0) : null),
            ("$from", account?.CoversFrom), ("$to", account?.CoversTo), ("$supersedes", supersedes ? 1 : 0));
        return (File, null);
    }

    public void Record(long run, long file, string path, RowCounts counts) =>
        _connection.Execute(
            """
            insert into reading (run_id, ordinal, file_id, path, new, same, changed, rejected, gone)
            values ($run, (select coalesce(max(ordinal) + 1, 0) from reading where run_id = $run), $file, $path, $new, $same, $changed, $rejected, $gone)
            """,
            ("$run", run), ("$file", file), ("$path", path), ("$new", counts.New), ("$same", counts.Same), ("$changed", counts.Changed),
            ("$rejected", counts.Rejected), ("$gone", counts.Gone));

    public void Dispose() => _segment.Dispose();

    /// <summary>What the same content brought in this time, since it was purged before, is accounted for by the first record.</summary>
    private void TakeOverSegments(long known)
    {
        foreach (var (ordinal, isNew, rows) in _connection.Query("select ordinal, new, rows from segment where file_id = $file and new > 0", r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), ("$file", File)))
            _connection.Execute(
                """
                update segment set new = new + $new, rows = max($rows, new + $new + changed), same = max($rows, new + $new + changed) - new - $new - changed
                where file_id = $known and ordinal = $ordinal
                """, ("$new", isNew), ("$rows", rows), ("$known", known), ("$ordinal", ordinal));
        _connection.Execute("update segment set file_id = $known where file_id = $file and new > 0 and ordinal not in (select ordinal from segment where file_id = $known)", ("$known", known), ("$file", File));
        _connection.Execute("delete from segment where file_id = $file", ("$file", File));
    }

    private void ReplaceBy(long known)
    {
        TakeOverSegments(known);
        // Other settings may make other rows of it readable; what is rejected as before keeps its number.
        _connection.Execute(
            """
            delete from quarantine where file_id = $known and not exists (
              select 1 from quarantine as again
              where again.file_id = $file and again.offset = quarantine.offset and again.reason = quarantine.reason and again.hint is quarantine.hint)
            """,
            ("$known", known), ("$file", File));
        _connection.Execute(
            "delete from quarantine where file_id = $file and offset in (select offset from quarantine where file_id = $known)", ("$known", known), ("$file", File));
        _connection.Execute("update quarantine set file_id = $known where file_id = $file", ("$known", known), ("$file", File));
        _connection.Execute("delete from time_entry_again where file_id = $file", ("$file", File));
        foreach (var table in (ReadOnlySpan<string>)["day_total", "time_entry", "account_fact", "label", "heartbeat_tombstone"])
            _connection.Execute($"update {table} set file_id = $known where file_id = $file", ("$known", known), ("$file", File));
        _connection.Execute("delete from file where id = $file", ("$file", File));
    }
}
