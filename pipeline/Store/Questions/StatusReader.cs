using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>What the ledger has of one source.</summary>
/// <param name="Heartbeats">Taken in, those gone upstream since included.</param>
/// <param name="FirstAt">Earliest heartbeat or entry, microseconds, or null.</param>
/// <param name="LastAt">Latest, likewise.</param>
/// <param name="FirstDate">Earliest day a file of the source speaks of, or null.</param>
public sealed record SourceStatus(
    string Name, string Person, string Importer, int Files, long Heartbeats, long Gone, long Entries, long Totals, long Rejected,
    long? FirstAt, long? LastAt, LocalDate? FirstDate, LocalDate? LastDate);

/// <summary>Days in a row that nothing is known of; both ends inclusive.</summary>
public readonly record struct Hole(LocalDate From, LocalDate To)
{
    public int Days => Period.DaysBetween(From, To) + 1;
}

/// <summary>Answers what the ledger holds.</summary>
public sealed class StatusReader
{
    private const string SourcesSql =
        """
        select source.name, person.name, source.importer,
          (select count(*) from file where source_id = source.id),
          (select coalesce(sum(segment.new), 0) from segment join file on file.id = segment.file_id where file.source_id = source.id),
          (select count(*) from heartbeat_tombstone as gone join activity on activity.id = gone.activity_id where activity.source_id = source.id),
          (select count(*) from time_entry where source_id = source.id and is_current = 1),
          (select count(*) from day_total where source_id = source.id and is_current = 1),
          (select count(*) from quarantine join file on file.id = quarantine.file_id where file.source_id = source.id),
          (select min(at) from (
            select min(segment.first_at_us) as at from segment join file on file.id = segment.file_id where file.source_id = source.id
            union all select min(at_us) from time_entry where source_id = source.id and is_current = 1 and date is null)),
          (select max(at) from (
            select max(segment.last_at_us) as at from segment join file on file.id = segment.file_id where file.source_id = source.id
            union all select max(end_us) from time_entry where source_id = source.id and is_current = 1)),
          (select min(date) from (
            select min(segment.date) as date from segment join file on file.id = segment.file_id where file.source_id = source.id
            union all select min(date) from day_total where source_id = source.id and is_current = 1
            union all select min(date) from time_entry where source_id = source.id and is_current = 1)),
          (select max(date) from (
            select max(segment.date) as date from segment join file on file.id = segment.file_id where file.source_id = source.id
            union all select max(date) from day_total where source_id = source.id and is_current = 1
            union all select max(date) from time_entry where source_id = source.id and is_current = 1))
        from source
        join person on person.id = source.person_id
        order by source.id
        """;

    private readonly SqliteConnection _connection;

    internal StatusReader(Ledger ledger) => _connection = ledger.Connection;

    public IReadOnlyList<SourceStatus> Sources() => _connection.Query(SourcesSql, r => new SourceStatus(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7), r.GetInt64(8),
        r.NullableInt64(9), r.NullableInt64(10), Date(r.NullableInt64(11)), Date(r.NullableInt64(12))));

    /// <summary>Stretches of days without a word from any source, between a person's first day and last.</summary>
    public IReadOnlyList<Hole> Holes(string person)
    {
        var holes = new List<Hole>();
        LocalDate? before = null;
        foreach (var date in _connection.Query(
            "select date from day join person on person.id = day.person_id where person.name = $person order by date",
            r => Days.ToDate(r.GetInt64(0)), ("$person", person)))
        {
            if (before is { } b && b.PlusDays(1) < date) holes.Add(new Hole(b.PlusDays(1), date.PlusDays(-1)));
            before = date;
        }
        return holes;
    }

    private static LocalDate? Date(long? days) => days is { } d ? Days.ToDate(d) : null;
}
