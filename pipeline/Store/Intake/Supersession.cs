using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// A newer export of an account decides what exists in the span it covers: heartbeats it lacks get a tombstone, ones it
/// has lose theirs. The outcome depends on the set of files alone, not on the order they came in. A span that also a file
/// of no account speaks for is left alive: nothing says that such a file is out of date.
/// </summary>
internal sealed class Supersession(SqliteConnection connection, int source, long file, StaleSpans stale)
{
    private const string BuryMissingSql =
        $"""
        insert or ignore into heartbeat_tombstone (at_us, subject_id, activity_id, is_write, file_id)
        select h.at_us, h.subject_id, h.activity_id, h.is_write, $file
        from heartbeat as h
        join activity on activity.id = h.activity_id
        where h.at_us >= $from and h.at_us <= $to and activity.source_id = $source
          and not exists (
            select 1 from temp.seen as s
            where s.at_us = h.at_us and s.subject_id = h.subject_id and s.activity_id = h.activity_id and s.is_write = h.is_write)
          and not exists ({LooseSegment})
        """;

    private const string BuryOutdatedSql =
        $"""
        insert or ignore into heartbeat_tombstone (at_us, subject_id, activity_id, is_write, file_id)
        select h.at_us, h.subject_id, h.activity_id, h.is_write, $authority
        from temp.seen as h
        where h.is_new = 1 and h.at_us >= $from and h.at_us <= $to
          and not exists ({LooseSegment})
        """;

    private const string ReviveSeenSql =
        """
        delete from heartbeat_tombstone
        where exists (
          select 1 from temp.seen as s
          where s.at_us = heartbeat_tombstone.at_us and s.subject_id = heartbeat_tombstone.subject_id
            and s.activity_id = heartbeat_tombstone.activity_id and s.is_write = heartbeat_tombstone.is_write)
        returning at_us
        """;

    private const string ReviveSpanSql =
        """
        delete from heartbeat_tombstone
        where at_us >= $from and at_us <= $to
          and activity_id in (select id from activity where source_id = $source)
        returning at_us
        """;

    private const string LooseSegment =
        """
        select 1 from segment as loose
        join file on file.id = loose.file_id
        where file.source_id = $source and file.supersedes = 0
          and loose.first_at_us <= h.at_us and loose.last_at_us >= h.at_us
        """;

    /// <summary>The file is an export: settles its span, as the newest or as an older one.</summary>
    /// <param name="segments">The file's own, in order.</param>
    /// <returns>How many rows got a tombstone.</returns>
    public int SettleExport(long from, long to, Authority? newer, IReadOnlyList<DaySegment> segments)
    {
        connection.Execute("update file set supersedes = 1 where id = $file", ("$file", file));
        if (newer is not null)
            return connection.Execute(BuryOutdatedSql, ("$authority", newer.File), ("$from", newer.From), ("$to", newer.To), ("$source", source));
        Revive(ReviveSeenSql);
        var gone = 0;
        foreach (var (start, end) in Unsettled(from, to, segments))
            gone += connection.Execute(BuryMissingSql, ("$file", file), ("$from", start), ("$to", end), ("$source", source));
        return gone;
    }

    /// <summary>The file belongs to no account: what it has is alive again.</summary>
    public void SettleLoose(IReadOnlyList<DaySegment> segments)
    {
        foreach (var segment in segments.Where(s => s.Rows > 0))
            Revive(ReviveSpanSql, ("$from", segment.FirstAt), ("$to", segment.LastAt), ("$source", source));
    }

    /// <summary>Rows that count again change their days, though not one of them is new.</summary>
    private void Revive(string sql, params (string Name, object? Value)[] values)
    {
        foreach (var at in connection.Query(sql, r => r.GetInt64(0), values).Order()) stale.Add(at, at);
    }

    /// <summary>The span without the segments that the newest export before had byte for byte: those are settled.</summary>
    private static IEnumerable<(long From, long To)> Unsettled(long from, long to, IReadOnlyList<DaySegment> segments)
    {
        foreach (var known in segments.Where(s => s.IsKnown && s.Rows > 0).OrderBy(s => s.FirstAt))
        {
            if (known.FirstAt > from) yield return (from, Math.Min(to, known.FirstAt - 1));
            from = Math.Max(from, known.LastAt + 1);
            if (from > to) yield break;
        }
        yield return (from, to);
    }
}
