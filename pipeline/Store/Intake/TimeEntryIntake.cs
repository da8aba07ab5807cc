using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Daybook.Model;
using Daybook.Store.Hot;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// Takes time entries in. The identity is the source's own id, else a hash of the raw fields and an occurrence number
/// among equal rows of the same file and day, so that true twins survive and a second import adds nothing. Of several
/// versions the one stamped last is current, then the longest, then the one whose content sorts last: the order of
/// imports must not matter.
/// </summary>
internal sealed class TimeEntryIntake : IDisposable
{
    private const string Best = "order by best.stamp_us is not null desc, best.stamp_us desc, best.length_us desc, best.content desc limit 1";

    internal const string SettleIdSql =
        $"""
        update time_entry
        set is_current = id = (select best.id from time_entry as best where best.source_id = $source and best.upstream_id = $id {Best})
        where source_id = $source and upstream_id = $id
        """;

    internal const string SettleRowSql =
        $"""
        update time_entry
        set is_current = id = (
          select best.id from time_entry as best
          where best.at_us = $at and best.source_id = $source and best.row_hash = $row and best.occurrence = $occurrence and best.upstream_id is null {Best})
        where at_us = $at and source_id = $source and row_hash = $row and occurrence = $occurrence and upstream_id is null
        """;

    private const int HashSize = 16;

    // Bytes: nine numbers and flags, and a currency that a source may have made long.
    private const int MostNumbers = 1 << 17;

    private static readonly string[] Columns =
    [
        "source_id", "upstream_id", "row_hash", "occurrence", "content", "is_current", "is_deleted", "stamp_us", "at_us", "end_us", "date", "length_us",
        "stated_end_us", "project_id", "client_id", "task_id", "branch_id", "language_id", "entity_id", "category_id", "machine_id", "note", "tags",
        "is_billable", "rate", "currency", "zone", "said", "extra", "file_id", "line", "offset", "pointer",
    ];

    private readonly SqliteConnection _connection;
    private readonly NameMap _names;
    private readonly int _source;
    private readonly long _file;
    private readonly StaleSpans _stale;
    private readonly long? _asOf;
    private readonly HotStatement _ofId, _ofRow, _metAgain, _add, _again;
    private readonly ArrayBufferWriter<byte> _text = new();
    private long _from, _to;
    private readonly Known _known = new();
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly EngagementIntake _engagements;

    public TimeEntryIntake(SqliteConnection connection, NameMap names, int source, long file, StaleSpans stale, long? asOf)
    {
        (_asOf, _stale) = (asOf, stale);
        _connection = connection;
        _names = names;
        _source = source;
        _file = file;
        // Two questions, each of which an index answers; one for both would read all entries.
        (_from, _to) = connection.Query("select (select min(at_us) from time_entry), (select max(at_us) from time_entry)", r => (r.NullableInt64(0) ?? long.MaxValue, r.NullableInt64(1) ?? long.MinValue))[0];
        _ofId = new HotStatement(connection, "select content, id, file_id, occurrence from time_entry where source_id = ? and upstream_id = ?");
        _ofRow = new HotStatement(connection, "select content, id, file_id, occurrence from time_entry where at_us = ? and source_id = ? and row_hash = ? and upstream_id is null");
        _metAgain = new HotStatement(connection, "select 1 from time_entry_again where entry_id = ? and file_id = ? limit 1");
        _again = new HotStatement(connection, "insert or ignore into time_entry_again (entry_id, file_id, line, offset, pointer) values (?, ?, ?, ?, ?)");
        _engagements = new EngagementIntake(connection);
        _add = new HotStatement(connection, $"insert or fail into time_entry ({string.Join(", ", Columns)}) values ({string.Join(", ", Columns.Select(_ => "?"))})");
    }

    public RowCounts Add(TimeEntry entry)
    {
        var row = entry.Row ?? Hash(entry.Raw);
        var occurrence = Find(entry, row);
        if (_asOf is { } asOf && entry.UpstreamId is { } id && _known.IsAny)
            entry = entry with { Stamp = Stamps.OfEntry(_connection, _source, id, entry.Stamp, stamp => Bytes(Content(entry with { Stamp = stamp }, row), new byte[HashSize]).ToArray(), asOf) };
        var content = Content(entry, row);
        var (isKnown, same) = _known.Of(occurrence, content);
        if (same is { } met && met.File != _file) MeetAgain(met.Id, entry.Place);
        if (same is not null) return new RowCounts(0, 1, 0, 0, 0);
        Insert(entry, row, occurrence, content);
        if (!isKnown) return new RowCounts(1, 0, 0, 0, 0);
        foreach (var version in _known.Of(occurrence)) MarkStale(version);
        if (entry.UpstreamId is not null) _connection.Execute(SettleIdSql, ("$source", _source), ("$id", entry.UpstreamId));
        else _connection.Execute(SettleRowSql, ("$source", _source), ("$at", At(entry.Time)), ("$row", Bytes(row, stackalloc byte[HashSize]).ToArray()), ("$occurrence", occurrence));
        return new RowCounts(0, 0, 1, 0, 0);
    }

    /// <summary>Whether an entry that is known by its row was taken in as it stands, before it was redacted.</summary>
    public bool Has(TimeEntry entry) => entry.UpstreamId is null && Find(entry, entry.Row ?? Hash(entry.Raw)) > 0 && _known.IsAny;

    public void Dispose()
    {
        _ofId.Dispose();
        _ofRow.Dispose();
        _add.Dispose();
        _again.Dispose();
        _engagements.Dispose();
        _metAgain.Dispose();
    }

    /// <summary>Where an entry stands in the order of time, microseconds.</summary>
    internal static long At(EntryTime time) => time switch
    {
        EntryTime.Interval interval => interval.Start,
        EntryTime.OnDate { Date: var date } => Days.From(date) * 24 * Micros.PerHour,
        _ => throw new ArgumentOutOfRangeException(nameof(time)),
    };

    /// <summary>Looks up what is known by the same id or row, and counts which of equal rows of this file it is, from 1.</summary>
    private int Find(TimeEntry entry, ContentHash row)
    {
        _known.Clear();
        var find = entry.UpstreamId is null ? _ofRow : _ofId;
        if (entry.UpstreamId is { } id)
        {
            find.Bind(1, _source);
            find.Bind(2, Encoding.UTF8.GetBytes(id));
        }
        else if (!IsBetweenKnown(At(entry.Time)))
        {
            return 1;
        }
        else
        {
            find.Bind(1, At(entry.Time));
            find.Bind(2, _source);
            find.BindBlob(3, Bytes(row, stackalloc byte[HashSize]));
        }
        while (find.Step()) _known.Add(ContentHash.Read(find.Blob(0)), find.Int64(1), find.Int64(2), find.Int(3));
        find.Reset();
        return entry.UpstreamId is null ? 1 + _known.LastOf(e => e.File == _file || IsMetAgain(e.Id)) : 1;
    }

    /// <summary>Files are mostly in the order of time: what lies before or after all entries met need not be looked for.</summary>
    private bool IsBetweenKnown(long at)
    {
        var isBetween = at >= _from && at <= _to;
        if (at < _from) _from = at;
        if (at > _to) _to = at;
        return isBetween;
    }

    private bool IsMetAgain(long entry)
    {
        _metAgain.Bind(1, entry);
        _metAgain.Bind(2, _file);
        var isMet = _metAgain.Step();
        _metAgain.Reset();
        return isMet;
    }

    private void MeetAgain(long entry, Place place)
    {
        _again.Bind(1, entry);
        _again.Bind(2, _file);
        _again.Bind(3, place.Line);
        _again.Bind(4, place.Offset);
        _again.BindOrNull(5, place.Pointer);
        _again.Run();
    }

    private void Insert(TimeEntry entry, ContentHash row, int occurrence, ContentHash content)
    {
        var (time, work, at) = (entry.Time, entry.Work, 0);
        Span<byte> hash = stackalloc byte[HashSize];
        var interval = time as EntryTime.Interval;
        _add.Bind(++at, _source);
        _add.BindOrNull(++at, entry.UpstreamId);
        _add.BindBlob(++at, Bytes(row, hash));
        _add.Bind(++at, occurrence);
        _add.BindBlob(++at, Bytes(content, hash));
        _add.Bind(++at, 1);
        _add.Bind(++at, entry.IsDeleted ? 1 : 0);
        _add.BindOrNull(++at, entry.Stamp);
        _add.Bind(++at, At(time));
        _add.BindOrNull(++at, interval?.End);
        _add.BindOrNull(++at, time is EntryTime.OnDate { Date: var date } ? Days.From(date) : null);
        _add.Bind(++at, time.LengthMicros);
        _add.BindOrNull(++at, interval?.StatedEnd);
        _add.Bind(++at, Name(work.Project));
        _add.Bind(++at, Name(work.Client));
        _add.Bind(++at, Name(work.Task));
        _add.Bind(++at, Name(work.Branch));
        _add.Bind(++at, Name(work.Language));
        _add.Bind(++at, Name(work.Entity));
        _add.Bind(++at, Name(work.Category));
        _add.Bind(++at, Name(work.Machine));
        _add.BindOrNull(++at, work.Note);
        _add.BindOrNull(++at, work.Tags.Count == 0 ? null : EntryTags.ToJson(work.Tags));
        _add.BindOrNull(++at, work.IsBillable is { } billable ? (billable ? 1 : 0) : null);
        _add.BindOrNull(++at, work.HourlyRate?.Minor);
        _add.BindOrNull(++at, work.HourlyRate?.Currency);
        _add.BindOrNull(++at, entry.Zone);
        _add.BindOrNull(++at, entry.Said);
        _add.BindOrNull(++at, entry.Extra);
        _add.Bind(++at, _file);
        _add.Bind(++at, entry.Place.Line);
        _add.Bind(++at, entry.Place.Offset);
        _add.BindOrNull(++at, entry.Place.Pointer);
        _add.Run();
        _engagements.Add(new Engagement(Name(work.Project), Name(work.Client), Name(work.Task), work.IsBillable, work.HourlyRate));
    }

    /// <summary>A version that may have been current: where it was, time is no more.</summary>
    private void MarkStale(long version)
    {
        foreach (var (date, from, to) in _connection.Query("select date, at_us, coalesce(end_us, at_us) from time_entry where id = $id", r => (r.NullableInt64(0), r.GetInt64(1), r.GetInt64(2)), ("$id", version)))
            _stale.Add(date, from, to);
    }

    private int Name(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        return _ids.TryGetValue(text, out var id) ? id : _ids[text] = _names.Name(text);
    }

    /// <summary>Of all that is kept of the entry but its place; the versions of an id are told apart by it.</summary>
    private ContentHash Content(TimeEntry entry, ContentHash row)
    {
        var work = entry.Work;
        var interval = entry.Time as EntryTime.Interval;
        _text.ResetWrittenCount();
        Utf8.TryWrite(_text.GetSpan(MostNumbers), CultureInfo.InvariantCulture,
            $"{At(entry.Time)}|{entry.Time.LengthMicros}|{interval is null}|{interval?.StatedEnd}|{entry.IsDeleted}|{entry.Stamp}|{work.IsBillable}|{work.HourlyRate?.Minor}|{work.HourlyRate?.Currency}",
            out var written);
        _text.Advance(written);
        foreach (var one in (ReadOnlySpan<string?>)
            [work.Project, work.Client, work.Task, work.Note, work.Branch, work.Language, work.Entity, work.Category, work.Machine, entry.Zone, entry.Extra])
            Append(one);
        foreach (var tag in work.Tags) Append(tag);
        row.Write(_text.GetSpan(HashSize));
        _text.Advance(HashSize);
        return ContentHash.Of(_text.WrittenSpan);
    }

    private void Append(string? text)
    {
        _text.GetSpan(1)[0] = (byte)'\t';
        _text.Advance(1);
        if (text is not null) Encoding.UTF8.GetBytes(text, _text);
    }

    private ContentHash Hash(string text)
    {
        _text.ResetWrittenCount();
        Encoding.UTF8.GetBytes(text, _text);
        return ContentHash.Of(_text.WrittenSpan);
    }

    private static ReadOnlySpan<byte> Bytes(ContentHash hash, Span<byte> buffer)
    {
        hash.Write(buffer);
        return buffer;
    }

    /// <summary>The versions that stand under one id or row, used anew for every entry.</summary>
    private sealed class Known
    {
        private readonly List<(ContentHash Content, long Id, long File, int Occurrence)> _versions = [];

        public bool IsAny => _versions.Count > 0;

        public void Clear() => _versions.Clear();

        public void Add(ContentHash content, long id, long file, int occurrence) => _versions.Add((content, id, file, occurrence));

        /// <summary>The highest occurrence of a version that a condition holds for, or 0.</summary>
        public int LastOf(Func<(long Id, long File), bool> isOurs)
        {
            var last = 0;
            foreach (var version in _versions)
                if (version.Occurrence > last && isOurs((version.Id, version.File))) last = version.Occurrence;
            return last;
        }

        /// <summary>Ids of the versions of an occurrence.</summary>
        public IEnumerable<long> Of(int occurrence) => _versions.Where(v => v.Occurrence == occurrence).Select(v => v.Id);

        public (bool IsKnown, (long Id, long File)? Same) Of(int occurrence, ContentHash content)
        {
            var isKnown = false;
            foreach (var version in _versions)
            {
                if (version.Occurrence != occurrence) continue;
                isKnown = true;
                if (version.Content == content) return (true, (version.Id, version.File));
            }
            return (isKnown, null);
        }
    }
}
