using System.Text;
using Daybook.Model;
using Daybook.Store.Hot;
using NodaTime;

namespace Daybook.Store;

/// <summary>
/// A hash of what each source says of a day, by which it is known later whose facts have changed. It is a sum of the rows'
/// hashes: neither the order of imports nor the ids they were given matter.
/// </summary>
public sealed class FactPrints : IDisposable
{
    private const string EntriesSql =
        """
        select source_id, content
        from (
          select source_id, content, end_us from time_entry where at_us >= ?1 - 86400000000 and at_us < ?2 and end_us > ?1 and end_us - at_us <= 86400000000 and is_current = 1 and is_deleted = 0
          union all
          select source_id, content, end_us from time_entry where end_us - at_us > 86400000000 and end_us > ?1 and at_us < ?2 and is_current = 1 and is_deleted = 0
          union all
          select source_id, content, end_us from time_entry where date = ?3 and is_current = 1 and is_deleted = 0
          union all
          select source_id, content, 0 from day_total where date = ?3 and is_current = 1)
        """;

    private readonly HotStatement _entries;
    private readonly HeartbeatScan _beats;
    private readonly HotStatement _gone;
    private readonly LedgerNames _names;
    private readonly Dictionary<int, ContentHash> _subjects = [], _activities = [];
    private readonly Dictionary<int, string> _sources;

    internal FactPrints(Ledger ledger)
    {
        _entries = new HotStatement(ledger.Connection, EntriesSql);
        _beats = new HeartbeatScan(ledger.Connection, isShort: true);
        _gone = new HotStatement(ledger.Connection, "select at_us, subject_id, activity_id, is_write from heartbeat_tombstone where at_us >= ? and at_us < ?");
        _names = ledger.Names();
        _sources = ledger.Sources.All().ToDictionary(s => s.Id, s => s.Name);
    }

    /// <summary>By name of the source, those that say anything of the day, in order.</summary>
    /// <param name="sources">Ids of the person's.</param>
    public SortedDictionary<string, string> Of(LocalDate date, long start, long end, IReadOnlySet<int> sources)
    {
        var sums = new SortedDictionary<string, UInt128>(StringComparer.Ordinal);
        _entries.Reset();
        _entries.Bind(1, start);
        _entries.Bind(2, end);
        _entries.Bind(3, Days.From(date));
        while (_entries.Step())
            if (sources.Contains(_entries.Int(0))) Add(sums, _entries.Int(0), ContentHash.Of(_entries.Blob(1)));
        var gone = Gone(start, end);
        HeartbeatRow row = default;
        _beats.Start(start, end - 1);
        while (_beats.TryRead(ref row))
        {
            var source = _names.ActivityOf(row.Activity).Source;
            if (!sources.Contains(source) || gone.Contains((row.At, row.Subject, row.Activity, row.IsWrite))) continue;
            Add(sums, source, SubjectOf(row.Subject).Then(ActivityOf(row.Activity)).Then(new ContentHash((ulong)row.At, row.IsWrite ? 1UL : 0)));
        }
        _beats.Stop();
        return new SortedDictionary<string, string>(sums.ToDictionary(s => s.Key, s => $"{s.Value:x32}"), StringComparer.Ordinal);
    }

    public void Dispose()
    {
        _entries.Dispose();
        _beats.Dispose();
        _gone.Dispose();
        _names.Dispose();
    }

    private void Add(SortedDictionary<string, UInt128> sums, int source, ContentHash hash)
    {
        var name = _sources[source];
        sums.TryGetValue(name, out var sum);
        sums[name] = unchecked(sum + new UInt128(hash.High, hash.Low));
    }

    private HashSet<(long, int, int, bool)> Gone(long start, long end)
    {
        var gone = new HashSet<(long, int, int, bool)>();
        _gone.Reset();
        _gone.Bind(1, start);
        _gone.Bind(2, end);
        while (_gone.Step()) gone.Add((_gone.Int64(0), _gone.Int(1), _gone.Int(2), _gone.Int(3) != 0));
        return gone;
    }

    private ContentHash SubjectOf(int id)
    {
        if (_subjects.TryGetValue(id, out var known)) return known;
        var subject = _names.SubjectOf(id);
        return _subjects[id] = Texts(subject.Entity, subject.Type, subject.Project, subject.Language);
    }

    private ContentHash ActivityOf(int id)
    {
        if (_activities.TryGetValue(id, out var known)) return known;
        var activity = _names.ActivityOf(id);
        return _activities[id] = Texts(activity.Branch, activity.Category);
    }

    private ContentHash Texts(params ReadOnlySpan<int> names)
    {
        var text = new StringBuilder();
        foreach (var name in names) text.Append(_names.TextOf(name)).Append('\0');
        return ContentHash.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
