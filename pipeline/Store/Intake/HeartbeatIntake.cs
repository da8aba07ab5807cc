using Daybook.Model;
using Daybook.Store.Hot;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// Takes heartbeats in: sorts out which are new, the same or changed, and writes the new ones. A batch that lies after
/// everything the ledger has is written straight; any other is laid beside the ledger's own rows of its span.
/// </summary>
internal sealed class HeartbeatIntake : IDisposable
{
    private readonly RowSums _sums;
    private readonly NameMap _map;
    private readonly IHeartbeatInsert _insert;
    private readonly HeartbeatScan _scan;
    private readonly HeartbeatVersions _versions;
    private readonly SeenRows? _seen;
    private readonly HeartbeatRow[] _fresh = new HeartbeatRow[HeartbeatBatch.Capacity];
    private readonly List<(HeartbeatRow Stored, HeartbeatRow Read)> _differing = [];
    private long _latest;

    /// <param name="seen">Remembers the rows that a later look for missing ones needs, or null when there is nothing to miss.</param>
    public HeartbeatIntake(SqliteConnection connection, RowSums sums, NameMap map, SeenRows? seen, bool isPlain)
    {
        _sums = sums;
        _map = map;
        _insert = isPlain ? new PlainInsert(connection) : new BulkInsert(connection);
        _scan = new HeartbeatScan(connection);
        _versions = new HeartbeatVersions(connection);
        _seen = seen;
        _latest = connection.Scalar<object>("select max(at_us) from heartbeat") is long latest ? latest : long.MinValue;
    }

    /// <summary>Counts since the last call; reading them starts anew.</summary>
    public RowCounts TakeCounts()
    {
        var counts = _counts;
        _counts = default;
        return counts;
    }

    private RowCounts _counts;

    public void Add(HeartbeatBatch batch)
    {
        var rows = batch.Filled;
        if (rows.IsEmpty) return;
        for (var i = 0; i < rows.Length; i++) _map.Map(ref rows[i]);
        if (!AreStrictlySorted(rows))
        {
            if (!AreSortedWithFewMoves(rows)) rows.Sort((x, y) => HeartbeatRow.CompareKeys(x, y));
            rows = rows[..WithoutTwins(rows)];
        }
        var fresh = rows[0].At > _latest ? rows : LayBeside(rows);
        _insert.Insert(fresh);
        _sums.Add(fresh);
        _counts = _counts with { New = _counts.New + fresh.Length };
        _seen?.Add(fresh, areNew: true);
        foreach (var (stored, read) in _differing) Count(isSame: !_versions.KeepBoth(stored, read));
        _differing.Clear();
        _latest = Math.Max(_latest, rows[^1].At);
    }

    public void Dispose()
    {
        _insert.Dispose();
        _scan.Dispose();
    }

    /// <summary>In order, and none twice: as nearly every batch comes.</summary>
    private static bool AreStrictlySorted(ReadOnlySpan<HeartbeatRow> rows)
    {
        for (var i = 1; i < rows.Length; i++)
            if (HeartbeatRow.CompareKeys(rows[i - 1], rows[i]) >= 0)
                return false;
        return true;
    }

    /// <summary>
    /// By insertion: a batch is mostly in order but for rows of one instant. Gives up, with all rows still there, where that
    /// would be slower than sorting.
    /// </summary>
    private static bool AreSortedWithFewMoves(Span<HeartbeatRow> rows)
    {
        var movesLeft = rows.Length;
        for (var i = 1; i < rows.Length; i++)
        {
            if (HeartbeatRow.CompareKeys(rows[i - 1], rows[i]) <= 0) continue;
            var row = rows[i];
            var at = i;
            for (; at > 0 && HeartbeatRow.CompareKeys(rows[at - 1], row) > 0; at--) rows[at] = rows[at - 1];
            rows[at] = row;
            movesLeft -= i - at;
            if (movesLeft < 0) return false;
        }
        return true;
    }

    /// <summary>Moves the rows that have no equal before them to the front; says how many those are.</summary>
    private int WithoutTwins(Span<HeartbeatRow> rows)
    {
        var kept = 1;
        for (var i = 1; i < rows.Length; i++)
        {
            ref var last = ref rows[kept - 1];
            if (HeartbeatRow.CompareKeys(last, rows[i]) != 0)
            {
                rows[kept++] = rows[i];
                continue;
            }
            var isNews = false;
            if (!HeartbeatRow.HaveSamePayload(last, rows[i])) last = _versions.KeepRicher(last, rows[i], out isNews);
            Count(isSame: !isNews);
        }
        return kept;
    }

    /// <returns>The rows that the ledger does not have.</returns>
    private Span<HeartbeatRow> LayBeside(ReadOnlySpan<HeartbeatRow> rows)
    {
        var freshCount = 0;
        _scan.Start(rows[0].At, rows[^1].At);
        HeartbeatRow stored = default;
        var hasStored = _scan.TryRead(ref stored);
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            while (hasStored && HeartbeatRow.CompareKeys(stored, row) < 0) hasStored = _scan.TryRead(ref stored);
            if (!hasStored || HeartbeatRow.CompareKeys(stored, row) != 0)
            {
                _fresh[freshCount++] = row;
                continue;
            }
            if (HeartbeatRow.HaveSamePayload(stored, row)) Count(isSame: true);
            else _differing.Add((stored, row));
            _seen?.Add(rows.Slice(i, 1), areNew: false);
        }
        _scan.Stop();
        return _fresh.AsSpan(0, freshCount);
    }

    private void Count(bool isSame) =>
        _counts = isSame ? _counts with { Same = _counts.Same + 1 } : _counts with { Changed = _counts.Changed + 1 };
}
