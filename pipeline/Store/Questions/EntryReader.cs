using System.Text.Json;
using Daybook.Model;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>Reads a source's time entries back, whole, as they were told last.</summary>
public sealed class EntryReader
{
    private const string CurrentSql =
        """
        select upstream_id, stamp_us, at_us, end_us, date, length_us, stated_end_us, zone, said, extra, note, tags, is_billable, rate, currency,
          (select text from name where id = project_id), (select text from name where id = client_id), (select text from name where id = task_id),
          (select text from name where id = branch_id), (select text from name where id = language_id), (select text from name where id = entity_id),
          (select text from name where id = category_id), (select text from name where id = machine_id), line, offset, pointer, row_hash
        from time_entry
        where source_id = (select id from source where name = $source) and is_current = 1 and is_deleted = 0 and ({0})
        order by at_us, upstream_id, row_hash, occurrence
        """;

    private const string All = "1", Starting = "at_us >= $from and at_us < $to", TouchingSpan = "(at_us < $to and end_us >= $from) or date between $first and $last";

    private const string IdsSql =
        """
        select upstream_id
        from time_entry
        where source_id = (select id from source where name = $source) and upstream_id is not null and is_current = 1 and is_deleted = 0 and at_us >= $from and at_us < $to
        """;

    // A running entry whose id has a time entry, whatever became of that, has ended.
    private const string RunningSql =
        """
        select json
        from account_fact as fact
        where source_id = (select id from source where name = $source) and kind = $kind and is_current = 1
          and not exists (select 1 from time_entry where time_entry.source_id = fact.source_id and time_entry.upstream_id = fact.identity)
        order by at_us, id
        """;

    private readonly SqliteConnection _connection;

    internal EntryReader(Ledger ledger) => _connection = ledger.Connection;

    /// <summary>Current and not deleted, in order of time. What identifies one without an id is not kept as text and is empty.</summary>
    public IReadOnlyList<TimeEntry> Current(string source) => _connection.Query(Sql(All), Entry, ("$source", source));

    /// <summary>Likewise, those that touch a span of time or lie on one of its dates.</summary>
    /// <param name="from">Microseconds, inclusive.</param>
    /// <param name="to">Exclusive.</param>
    public IReadOnlyList<TimeEntry> Touching(string source, long from, long to, LocalDate first, LocalDate last) => _connection.Query(
        Sql(TouchingSpan), Entry,
        ("$source", source), ("$from", from), ("$to", to), ("$first", Days.From(first)), ("$last", Days.From(last)));

    /// <summary>Likewise, with all that another ledger needs to know them again. Equal rows come in the order of their occurrence.</summary>
    /// <param name="from">Of those that start at or after it, microseconds since the epoch.</param>
    /// <param name="to">And before it.</param>
    public IReadOnlyList<TimeEntry> ToHandOut(string source, long from = long.MinValue, long to = long.MaxValue) =>
        _connection.Query(Sql(Starting), r => Entry(r) with { Source = source, Row = ContentHash.Read((byte[])r.GetValue(26)) }, ("$source", source), ("$from", from), ("$to", to));

    /// <summary>The ids alone of what <see cref="ToHandOut"/> gives of a span.</summary>
    public IReadOnlyList<string> Ids(string source, long from, long to) => _connection.Query(IdsSql, r => r.GetString(0), ("$source", source), ("$from", from), ("$to", to));

    /// <summary>The facts of timers of a source that have not ended, given up or not, as JSON.</summary>
    public IReadOnlyList<string> Running(string source) =>
        _connection.Query(RunningSql, r => r.GetString(0), ("$source", source), ("$kind", AccountFact.Running));

    private static string Sql(string which) => string.Format(System.Globalization.CultureInfo.InvariantCulture, CurrentSql, which);

    private static TimeEntry Entry(SqliteDataReader r) => new(Time(r), "", new Place(r.GetInt32(23), 1, r.GetInt64(24), r.NullableString(25)))
    {
        UpstreamId = r.NullableString(0),
        Stamp = r.NullableInt64(1),
        Zone = r.NullableString(7),
        Said = r.NullableString(8),
        Extra = r.NullableString(9),
        Work = new EntryWork
        {
            Note = r.NullableString(10),
            Tags = r.NullableString(11) is { } tags ? JsonSerializer.Deserialize(tags, TagsJson.Default.StringArray)! : [],
            IsBillable = r.NullableInt64(12) is { } billable ? billable == 1 : null,
            HourlyRate = r.NullableInt64(13) is { } rate ? new Money(rate, r.NullableString(14) ?? "") : null,
            Project = Name(r, 15),
            Client = Name(r, 16),
            Task = Name(r, 17),
            Branch = Name(r, 18),
            Language = Name(r, 19),
            Entity = Name(r, 20),
            Category = Name(r, 21),
            Machine = Name(r, 22),
        },
    };

    private static EntryTime Time(SqliteDataReader r) => r.NullableInt64(3) is { } end
        ? new EntryTime.Interval(r.GetInt64(2), end, r.NullableInt64(6))
        : new EntryTime.OnDate(Days.ToDate(r.GetInt64(4)), r.GetInt64(5));

    private static string? Name(SqliteDataReader r, int column) => r.NullableString(column) is { Length: > 0 } text ? text : null;
}
