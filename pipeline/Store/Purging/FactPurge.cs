using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>Deletes the facts of a source that lie before an instant, and whatever tells of them. Facts of the account (contracts, time off) stay: the balance is made of them.</summary>
/// <param name="before">Microseconds.</param>
/// <param name="beforeDate">Days since 1970-01-01.</param>
internal sealed class FactPurge(SqliteConnection connection, int source, long before, int beforeDate)
{
    private const string Own = "activity_id in (select id from activity where source_id = $source)";
    private const string OwnFile = "file_id in (select id from file where source_id = $source)";
    private const string OldSegment = $"{OwnFile} and (coalesce(last_at_us, $before) < $before or (rows = 0 and coalesce(date, $date) < $date))";
    private const string CutSegment = $"{OwnFile} and first_at_us < $before and last_at_us >= $before";

    // A rejected row has no time. It goes with the segment that it stands in, else with its file where that lost anything or was read that long ago.
    private const string QuarantineSql =
        $"""
        delete from quarantine where {OwnFile} and (
          exists (select 1 from segment where segment.file_id = quarantine.file_id and quarantine.offset >= segment.offset and quarantine.offset < segment.offset + segment.bytes
            and (coalesce(segment.last_at_us, $before) < $before or (segment.rows = 0 and coalesce(segment.date, $date) < $date) or (segment.first_at_us < $before and segment.last_at_us >= $before)))
          or file_id in (select file_id from time_entry where {OldEntry} union select file_id from day_total where source_id = $source and date < $date)
          or (select min(run.started_at_us) from reading join run on run.id = reading.run_id where reading.file_id = quarantine.file_id) < $before)
        """;

    private const string OldEntry = "source_id = $source and ((date is null and at_us < $before) or date < $date)";

    private readonly (string, object?)[] _cut = [("$source", source), ("$before", before), ("$date", beforeDate)];
    private readonly StaleSpans _stale = new();

    public PurgedFacts Run()
    {
        var quarantined = connection.Execute(QuarantineSql, _cut);
        var facts = new PurgedFacts(TakeHeartbeats(), TakeEntries(), TakeTotals(), quarantined);
        _stale.Write(connection);
        return facts;
    }

    private long TakeHeartbeats()
    {
        MarkStale($"select min(at_us), max(at_us) from heartbeat where at_us < $before and {Own}", connection);
        MarkStale($"select (min(date) - 1) * 86400000000, (max(date) + 2) * 86400000000 from segment where {OwnFile} and date < $date", connection);
        connection.Execute($"delete from heartbeat_version where at_us < $before and {Own}", _cut);
        connection.Execute($"delete from heartbeat_tombstone where at_us < $before and {Own}", _cut);
        var taken = connection.Execute($"delete from heartbeat where at_us < $before and {Own}", _cut);
        var left = taken - connection.Scalar<long>($"select coalesce(sum(new), 0) from segment where {OldSegment}", _cut);
        connection.Execute($"delete from segment where {OldSegment}", _cut);
        // Which of the files that tell of the same time brought a row in is not kept: the sums hold however it is shared out.
        foreach (var (file, ordinal, isNew) in connection.Query($"select file_id, ordinal, new from segment where {CutSegment} order by file_id, ordinal", r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), _cut))
        {
            var share = Math.Min(left, isNew);
            left -= share;
            connection.Execute("update segment set new = new - $share, rows = rows - $share, rejected = 0, first_at_us = $before where file_id = $file and ordinal = $ordinal",
                ("$share", share), ("$before", before), ("$file", file), ("$ordinal", ordinal));
        }
        connection.Execute("update file set covers_from_us = $before where source_id = $source and covers_from_us < $before and covers_to_us >= $before", ("$before", before), ("$source", source));
        return taken;
    }

    /// <summary>All versions go with the current one: what it took the place of must not come back.</summary>
    private long TakeEntries()
    {
        MarkStale($"select min(at_us), max(coalesce(end_us, at_us)) from time_entry where {OldEntry}", connection);
        MarkStale($"select (min(date) - 1) * 86400000000, (max(date) + 2) * 86400000000 from time_entry where {OldEntry} and date is not null", connection);
        const string Gone = $"(({OldEntry}) or (source_id = $source and upstream_id in (select upstream_id from time_entry where {OldEntry} and is_current = 1)))";
        connection.Execute($"delete from time_entry_again where entry_id in (select id from time_entry where {Gone})", _cut);
        return connection.Execute($"delete from time_entry where {Gone}", _cut);
    }

    private long TakeTotals()
    {
        const string Gone = "source_id = $source and date < $date";
        MarkStale($"select (min(date) - 1) * 86400000000, (max(date) + 2) * 86400000000 from day_total where {Gone}", connection);
        connection.Execute($"delete from day_total_part where day_total_id in (select id from day_total where {Gone})", _cut);
        return connection.Execute($"delete from day_total where {Gone}", _cut);
    }

    private void MarkStale(string sql, SqliteConnection on)
    {
        foreach (var (from, to) in on.Query(sql, r => (r.NullableInt64(0), r.NullableInt64(1)), _cut))
            if (from is { } first && to is { } last) _stale.Add(first, last);
    }
}
