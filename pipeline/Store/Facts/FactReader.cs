using Daybook.Model;
using Daybook.Store.Hot;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>Reads facts in the order rules want them. What its source has taken back is left out.</summary>
public sealed class FactReader
{
    private const string EntriesSql =
        $"""
        select source_id, at_us, end_us, entry.project_id, language_id, category_id, ifnull(engagement.id, 0)
        from (
          select * from time_entry
          where at_us >= ?1 - 86400000000 and at_us < ?2 and end_us >= ?1 and end_us - at_us <= 86400000000 and is_current = 1 and is_deleted = 0
          union all
          select * from time_entry
          where end_us - at_us > 86400000000 and end_us >= ?1 and at_us < ?2 and is_current = 1 and is_deleted = 0) as entry
        left join engagement on {EngagementReader.OfEntry}
        order by at_us, source_id, end_us, upstream_id, row_hash, occurrence
        """;

    // Lengths on a date are a day's total where the source gives none itself.
    private const string TotalsSql =
        """
        select id, source_id, date, total_us
        from day_total
        where is_current = 1 and date between $first and $last
        union all
        select 0, source_id, date, sum(length_us)
        from time_entry as entry
        where is_current = 1 and is_deleted = 0 and date between $first and $last
          and not exists (select 1 from day_total where day_total.source_id = entry.source_id and day_total.date = entry.date and day_total.is_current = 1)
        group by source_id, date
        order by 3, 2
        """;

    private const string EntryPartsSql =
        $"""
        select kind, id, sum(length_us)
        from (
          select 1 as kind, project_id as id, length_us from time_entry where source_id = $source and date = $date and is_current = 1 and is_deleted = 0
          union all select 2, language_id, length_us from time_entry where source_id = $source and date = $date and is_current = 1 and is_deleted = 0
          union all select 4, case category_id when 0 then -1 else category_id end, length_us from time_entry where source_id = $source and date = $date and is_current = 1 and is_deleted = 0
          union all select 11, engagement.id, length_us from time_entry as entry
            join engagement on {EngagementReader.OfEntry}
            where source_id = $source and date = $date and is_current = 1 and is_deleted = 0)
        group by kind, id
        order by kind, id
        """;

    private const string PartsSql =
        """
        select dimension, name_id, sum(length_us)
        from day_total_part
        where day_total_id = $total and within_id = 0 and dimension between 1 and 6
        group by dimension, name_id
        order by dimension, name_id
        """;

    private const string CoverageSql =
        """
        select distinct file.source_id, segment.date
        from segment
        join file on file.id = segment.file_id
        where segment.date between $first and $last and file.state = 'whole'
        order by file.source_id, segment.date
        """;

    private readonly SqliteConnection _connection;

    internal FactReader(Ledger ledger) => _connection = ledger.Connection;

    /// <summary>
    /// Heartbeats of all sources in time order, ids as in the ledger, without the numbers of lines and the other keys. The
    /// batch is filled anew for every step.
    /// </summary>
    /// <param name="from">Microseconds, inclusive.</param>
    /// <param name="to">Microseconds, inclusive.</param>
    public IEnumerable<HeartbeatBatch> Heartbeats(long from, long to)
    {
        using var scan = new HeartbeatScan(_connection, isShort: true);
        var gone = Tombstones(from, to);
        var batch = new HeartbeatBatch();
        scan.Start(from, to);
        while (Fill(batch, scan, gone)) yield return batch;
    }

    public IEnumerable<EntryFact> Entries(long from, long to)
    {
        using var entries = new HotStatement(_connection, EntriesSql);
        entries.Bind(1, from);
        entries.Bind(2, to);
        while (entries.Step())
            yield return new EntryFact(entries.Int(0), entries.Int64(1), entries.Int64(2), entries.Int(3), entries.Int(4), entries.Int(5), entries.Int(6));
    }

    public IEnumerable<TotalFact> Totals(LocalDate first, LocalDate last)
    {
        var totals = _connection.Query(TotalsSql, r => (Id: r.GetInt64(0), Source: r.GetInt32(1), Date: Days.ToDate(r.GetInt64(2)), Micros: r.GetInt64(3)),
            ("$first", Days.From(first)), ("$last", Days.From(last)));
        foreach (var total in totals)
        {
            var parts = total.Id == 0
                ? _connection.Query(EntryPartsSql, Part, ("$source", total.Source), ("$date", Days.From(total.Date)))
                : _connection.Query(PartsSql, Part, ("$total", total.Id));
            yield return new TotalFact(total.Source, total.Date, total.Micros, parts);
        }
    }

    private static DerivedPart Part(SqliteDataReader r) => new((PartKind)r.GetInt32(0), r.GetInt32(1), r.GetInt64(2));

    /// <summary>Whether a source has any heartbeat in a span.</summary>
    /// <param name="from">Microseconds, inclusive.</param>
    /// <param name="to">Microseconds, exclusive.</param>
    public bool HasHeartbeats(int source, long from, long to) => _connection.Scalar<long?>(
        "select 1 from heartbeat join activity on activity.id = heartbeat.activity_id where at_us >= $from and at_us < $to and activity.source_id = $source limit 1",
        ("$source", source), ("$from", from), ("$to", to)) is not null;

    /// <summary>Days that whole files list, joined to ranges.</summary>
    public IReadOnlyCollection<Coverage> Coverage(LocalDate first, LocalDate last)
    {
        var ranges = new List<Coverage>();
        foreach (var (source, date) in _connection.Query(CoverageSql, r => (r.GetInt32(0), Days.ToDate(r.GetInt64(1))),
            ("$first", Days.From(first)), ("$last", Days.From(last))))
        {
            if (ranges.Count > 0 && ranges[^1] is var open && open.Source == source && open.To.PlusDays(1) == date) ranges[^1] = open with { To = date };
            else ranges.Add(new Coverage(source, date, date));
        }
        return ranges;
    }

    /// <summary>The span all facts lie in, microseconds, or null where there are none. Dates count generously, whatever their zone.</summary>
    public (long From, long To)? Span()
    {
        var spans = new StaleSpans();
        if (Ends("min(at_us)", "max(at_us)", "heartbeat") is var (a, b)) spans.Add(a, b);
        if (Ends("min(at_us)", "max(end_us)", "time_entry") is var (c, d)) spans.Add(c, d);
        foreach (var table in (ReadOnlySpan<string>)["day_total", "segment", "time_entry"])
            if (Ends("min(date)", "max(date)", table) is var (e, f))
            {
                spans.Add(Days.ToDate(e));
                spans.Add(Days.ToDate(f));
            }
        return spans.Whole;
    }

    // Asked one by one: for both at once SQLite walks the whole table, for one it looks at the index's end.
    private (long First, long Last)? Ends(string first, string last, string table) =>
        _connection.Scalar<long?>($"select {first} from {table}") is { } from && _connection.Scalar<long?>($"select {last} from {table}") is { } to
            ? (from, to)
            : null;

    private static bool Fill(HeartbeatBatch batch, HeartbeatScan scan, HashSet<(long, int, int, bool)>? gone)
    {
        batch.Count = 0;
        while (batch.Count < HeartbeatBatch.Capacity)
        {
            ref var row = ref batch.Rows[batch.Count];
            if (!scan.TryRead(ref row)) break;
            if (gone is null || !gone.Contains((row.At, row.Subject, row.Activity, row.IsWrite))) batch.Count++;
        }
        return batch.Count > 0;
    }

    private HashSet<(long, int, int, bool)>? Tombstones(long from, long to)
    {
        var gone = _connection.Query(
            "select at_us, subject_id, activity_id, is_write from heartbeat_tombstone where at_us >= $from and at_us <= $to",
            r => (r.GetInt64(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3) != 0), ("$from", from), ("$to", to));
        return gone.Count == 0 ? null : [.. gone];
    }
}
