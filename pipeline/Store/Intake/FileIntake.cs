using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>What a file turned out to be, once it was read to its end.</summary>
/// <param name="IsWhole">False when it was cut short: its rows are in, but it speaks for no span of time.</param>
/// <param name="Sha256">Null for very large files; filled in when the file is archived.</param>
public sealed record FileEnd(long Bytes, ContentHash Fingerprint, byte[]? Sha256, bool IsWhole);

/// <param name="KnownSince">Name of the run that took the same bytes in before, or null.</param>
/// <param name="IsWhole">False when the file was cut short.</param>
public sealed record IntakeResult(RowCounts Counts, long File, string? KnownSince, bool IsWhole)
{
    /// <summary>Facts that were left out, since they were purged before.</summary>
    public long LeftOut { get; init; }
}

/// <summary>
/// One file's way into the ledger, in one transaction: rows, quarantine, origin and what must be derived again commit
/// together in <see cref="Complete"/>; disposing without it leaves the ledger as it was.
/// </summary>
public sealed class FileIntake : IDisposable
{
    private readonly Ledger _ledger;
    private readonly SqliteConnection _connection;
    private readonly SourceInfo _source;
    private readonly Authority? _authority;
    private readonly KnownSegments _known;
    private readonly long _file;
    private readonly long _run;
    private readonly string _path;
    private readonly NameMap _map;
    private readonly SeenRows? _seen;
    private readonly long _othersUntil;
    private readonly HeartbeatIntake _heartbeats;
    private readonly DayTotalIntake _totals;
    private readonly TimeEntryIntake _entries;
    private readonly AccountFactIntake _facts;
    private readonly OriginIntake _origin;
    private readonly FileCut? _cut;
    private readonly bool _isAgain;
    private readonly Redactor? _redactor;
    private readonly StaleSpans _stale = new();
    private readonly List<DaySegment> _segments = [];
    private readonly List<Rejection> _held = [];
    private RowCounts _counts;
    private bool _isCompleted;

    /// <param name="isPlain">Writes row by row; the fast way must give the same ledger.</param>
    internal FileIntake(Ledger ledger, long run, SourceInfo source, string kind, string path, HeartbeatNames names, bool isPlain, long? asOf, bool isAgain, Redactor? redactor)
    {
        _ledger = ledger;
        _connection = ledger.Connection;
        _source = source;
        _run = run;
        _path = path;
        _isAgain = isAgain;
        _redactor = redactor;
        ledger.Begin();
        try
        {
            _origin = new OriginIntake(_connection, source.Id, kind, path);
            _file = _origin.File;
            _cut = isAgain ? null : FileCut.Of(_connection, source.Id);
            _authority = Authority.Of(_connection, source.Id, _file);
            _known = new KnownSegments(_connection, source.Id, _authority);
            _othersUntil = Math.Max(_authority?.To ?? long.MinValue, _origin.LatestOfOthers() ?? long.MinValue);
            _seen = _othersUntil == long.MinValue ? null : new SeenRows(_connection, _othersUntil);
            _map = new NameMap(_connection, names, source.Id, redactor);
            _heartbeats = new HeartbeatIntake(_connection, ledger.Sums, _map, _seen, isPlain);
            _totals = new DayTotalIntake(_connection, _map, source.Id, _file);
            _entries = new TimeEntryIntake(_connection, _map, source.Id, _file, _stale, asOf);
            _facts = new AccountFactIntake(_connection, source.Id, _file, asOf);
        }
        catch
        {
            ledger.Abandon();
            throw;
        }
    }

    /// <summary>Whether there is any segment that the reader could skip.</summary>
    public bool MayKnow => !_isAgain && !_known.IsEmpty;

    /// <summary>The ledger's memory of segments, for the reader to skip by.</summary>
    public KnownSegment? FindKnown(ContentHash hash, long length) => _isAgain ? null : _known.Find(hash, length);

    public void Add(HeartbeatBatch batch)
    {
        _cut?.Shorten(batch);
        _heartbeats.Add(batch);
    }

    /// <summary>Closes the segment that the heartbeats since the last one belong to.</summary>
    public void Close(DaySegment segment)
    {
        var counts = _heartbeats.TakeCounts();
        if (_cut is not null && !segment.IsKnown)
        {
            // A rejected row has no time; it goes with the segment that it stands in.
            var left = _cut.Shorten(segment);
            if (left is not null) _held.ForEach(Keep);
            _held.Clear();
            if (left is null) return;
            segment = left;
        }
        if (segment.IsKnown) counts = new RowCounts(0, segment.Rows, 0, 0, 0);
        if (counts.New + counts.Changed > 0) _stale.Add(segment.FirstAt, segment.LastAt);
        _origin.Add(segment, counts);
        _segments.Add(segment);
        _counts += counts;
    }

    public void Add(TimeEntry entry)
    {
        if (_cut?.IsBefore(entry) == true) return;
        var counts = _redactor is null ? _entries.Add(entry) : _entries.Has(entry) ? new RowCounts(0, 1, 0, 0, 0) : _entries.Add(_redactor.Apply(entry));
        if (counts.Same == 0) MarkStale(entry.Time);
        _counts += counts;
    }

    public void Add(DayTotal total)
    {
        if (_cut?.IsBefore(total) != true) _counts += _totals.Add(_redactor?.Apply(total) ?? total);
    }

    public void Add(AccountFact fact)
    {
        var counts = _facts.Add(_redactor?.Apply(fact) ?? fact);
        if (counts.Same == 0 && fact.Kind == AccountFact.Contract) _stale.AddAnyDay(_connection, _source.Id);
        _counts += counts;
    }

    public void Add(AgentLabel label) => _counts += _origin.Add(label, _map);

    /// <summary>Puts a row into quarantine.</summary>
    public void Reject(Rejection rejection)
    {
        rejection = _redactor?.Apply(rejection) ?? rejection;
        if (_cut is null) Keep(rejection);
        else _held.Add(rejection);
    }

    private void Keep(Rejection rejection)
    {
        _origin.Add(rejection);
        _counts = _counts with { Rejected = _counts.Rejected + 1 };
    }

    /// <summary>Settles what the file as a whole means and commits.</summary>
    /// <exception cref="OtherAccountException">The file is of another account than the source's.</exception>
    public IntakeResult Complete(FileEnd end, AccountSnapshot? snapshot)
    {
        var account = end.IsWhole ? snapshot : null;
        if (account?.Account is { } id) _origin.BindAccount(_source, id);
        _totals.Settle(account?.CoversTo ?? 0);
        foreach (var date in _totals.Dates) _stale.Add(date);
        if (end.IsWhole)
            foreach (var date in _origin.NewlyCovered()) _stale.Add(date);
        // Of a file of which nothing is kept, what was rejected is as old.
        if (_cut is { LeftOut: 0 } || _counts.New + _counts.Same + _counts.Changed > 0) _held.ForEach(Keep);
        var gone = SettleHeartbeats(end, account);
        var (file, knownSince) = _origin.Finish(end, account, Supersedes(account));
        _counts = _counts with { Gone = gone };
        _origin.Record(_run, file, _path, _counts);
        _stale.Write(_connection);
        if (_isAgain) PurgeStore.Release(_connection, _source.Id, _stale.All);
        _ledger.Commit();
        _isCompleted = true;
        return new IntakeResult(_counts, file, knownSince, end.IsWhole) { LeftOut = _cut?.LeftOut ?? 0 };
    }

    public void Dispose()
    {
        _heartbeats.Dispose();
        _map.Dispose();
        _origin.Dispose();
        _entries.Dispose();
        _seen?.Dispose();
        if (!_isCompleted) _ledger.Abandon();
    }

    private void MarkStale(EntryTime time)
    {
        if (time is EntryTime.OnDate { Date: var date }) _stale.Add(date);
        else if (time is EntryTime.Interval { Start: var start, End: var end }) _stale.Add(start, end);
    }

    private bool Supersedes(AccountSnapshot? account) =>
        account is { Account: not null, CoversFrom: not null, CoversTo: not null } && _segments.Exists(s => s.Date is not null);

    private int SettleHeartbeats(FileEnd end, AccountSnapshot? account)
    {
        if (_seen is null || _segments.Count == 0) return 0;
        var supersession = new Supersession(_connection, _source.Id, _file, _stale);
        if (!Supersedes(account))
        {
            supersession.SettleLoose(_segments);
            return 0;
        }
        var (from, to) = (account!.CoversFrom!.Value, Math.Min(account.CoversTo!.Value, _othersUntil));
        var newer = _authority is not null && _authority.IsNewerThan(account.CoversTo.Value, end.Fingerprint) ? _authority : null;
        var gone = supersession.SettleExport(from, to, newer, _segments);
        if (gone > 0) _stale.Add(from, to);
        return gone;
    }
}
