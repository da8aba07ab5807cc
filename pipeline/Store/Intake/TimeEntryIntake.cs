using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
    private readonly HotStatement _ofId, _ofRow, _add, _again;
    private readonly Dictionary<UInt128, int> _occurrences = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public TimeEntryIntake(SqliteConnection connection, NameMap names, int source, long file)
    {
        _connection = connection;
        _names = names;
        _source = source;
        _file = file;
        _ofId = new HotStatement(connection, "select content, id, file_id from time_entry where source_id = ? and upstream_id = ?");
        _ofRow = new HotStatement(connection, "select content, id, file_id from time_entry where at_us = ? and source_id = ? and row_hash = ? and occurrence = ? and upstream_id is null");
        _again = new HotStatement(connection, "insert or ignore into time_entry_again (entry_id, file_id, line, offset, pointer) values (?, ?, ?, ?, ?)");
        _add = new HotStatement(connection, $"insert into time_entry ({string.Join(", ", Columns)}) values ({string.Join(", ", Columns.Select(_ => "?"))})");
    }

    public RowCounts Add(TimeEntry entry)
    {
        var row = Hash(entry.Raw);
        var content = Content(entry);
        var occurrence = entry.UpstreamId is null ? _occurrences[row] = _occurrences.GetValueOrDefault(row) + 1 : 1;
        var (isKnown, isSame) = Find(entry, row, occurrence, content);
        if (isSame) return new RowCounts(0, 1, 0, 0, 0);
        Insert(entry, row, occurrence, content);
        if (!isKnown) return new RowCounts(1, 0, 0, 0, 0);
        if (entry.UpstreamId is { } id) _connection.Execute(SettleIdSql, ("$source", _source), ("$id", id));
        else _connection.Execute(SettleRowSql, ("$source", _source), ("$at", At(entry.Time)), ("$row", Bytes(row)), ("$occurrence", occurrence));
        return new RowCounts(0, 0, 1, 0, 0);
    }

    public void Dispose()
    {
        _ofId.Dispose();
        _ofRow.Dispose();
        _add.Dispose();
        _again.Dispose();
    }

    /// <summary>Where an entry stands in the order of time, microseconds.</summary>
    internal static long At(EntryTime time) => time switch
    {
        EntryTime.Interval interval => interval.Start,
        EntryTime.OnDate { Date: var date } => Days.From(date) * 24 * Micros.PerHour,
        _ => throw new ArgumentOutOfRangeException(nameof(time)),
    };

    private (bool IsKnown, bool IsSame) Find(TimeEntry entry, UInt128 row, int occurrence, UInt128 content)
    {
        var find = entry.UpstreamId is null ? _ofRow : _ofId;
        if (entry.UpstreamId is { } id)
        {
            find.Bind(1, _source);
            find.Bind(2, Encoding.UTF8.GetBytes(id));
        }
        else
        {
            find.Bind(1, At(entry.Time));
            find.Bind(2, _source);
            find.BindBlob(3, Bytes(row));
            find.Bind(4, occurrence);
        }
        var (isKnown, same) = (false, (Entry: 0L, File: 0L));
        while (find.Step())
        {
            isKnown = true;
            if (BitConverter.ToUInt128(find.Blob(0)) == content) same = (find.Int64(1), find.Int64(2));
        }
        find.Reset();
        if (same.Entry != 0 && same.File != _file) MeetAgain(same.Entry, entry.Place);
        return (isKnown, same.Entry != 0);
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

    private void Insert(TimeEntry entry, UInt128 row, int occurrence, UInt128 content)
    {
        var (time, work, at) = (entry.Time, entry.Work, 0);
        var interval = time as EntryTime.Interval;
        _add.Bind(++at, _source);
        _add.BindOrNull(++at, entry.UpstreamId);
        _add.BindBlob(++at, Bytes(row));
        _add.Bind(++at, occurrence);
        _add.BindBlob(++at, Bytes(content));
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
    }

    private int Name(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        return _ids.TryGetValue(text, out var id) ? id : _ids[text] = _names.Name(text);
    }

    /// <summary>Of all that is kept of the entry but its place; the versions of an id are told apart by it.</summary>
    private static UInt128 Content(TimeEntry entry)
    {
        var work = entry.Work;
        var text = new StringBuilder();
        var interval = entry.Time as EntryTime.Interval;
        text.Append(CultureInfo.InvariantCulture,
            $"{At(entry.Time)}|{entry.Time.LengthMicros}|{interval is null}|{interval?.StatedEnd}|{entry.IsDeleted}|{entry.Stamp}|{work.IsBillable}|{work.HourlyRate?.Minor}|{work.HourlyRate?.Currency}");
        foreach (var one in (ReadOnlySpan<string?>)
            [work.Project, work.Client, work.Task, work.Note, work.Branch, work.Language, work.Entity, work.Category, work.Machine, entry.Zone, entry.Raw, entry.Extra, .. work.Tags])
            text.Append('\t').Append(one);
        return Hash(text.ToString());
    }

    private static byte[] Bytes(UInt128 hash) => BitConverter.GetBytes(hash);

    private static UInt128 Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BitConverter.ToUInt128(hash);
    }
}
