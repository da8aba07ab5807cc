using Daybook.Store.Hot;
using NodaTime;

namespace Daybook.Store;

/// <summary>The last that a source said anything.</summary>
/// <param name="LastAt">Of its heartbeats and entries, microseconds since the epoch; null where it has none.</param>
/// <param name="LastDate">Of what it said of days, or null.</param>
public sealed record SourceReach(string Name, long? LastAt, LocalDate? LastDate);

/// <summary>Reads what a report asks its reader about: a few look-ups beside the derived days.</summary>
public sealed class QuestionReader
{
    private const string ReachSql =
        """
        select name,
          max((select max(segment.last_at_us) from segment join file on file.id = segment.file_id where file.source_id = source.id)),
          max((select max(end_us) from time_entry where source_id = source.id and is_current = 1)),
          max((select max(date) from day_total where source_id = source.id and is_current = 1)),
          max((select max(date) from time_entry where source_id = source.id and is_current = 1))
        from source where person_id = ? group by id order by id
        """;

    private const string QuarantineSql =
        """
        select source.name, count(*)
        from quarantine
        join file on file.id = quarantine.file_id
        join source on source.id = file.source_id
        where source.person_id = ?
        group by source.id order by source.id
        """;

    private readonly nint _db;

    internal QuestionReader(nint db) => _db = db;

    public IReadOnlyList<SourceReach> Reach(int person)
    {
        using var rows = new HotStatement(_db, ReachSql);
        rows.Bind(1, person);
        var sources = new List<SourceReach>();
        while (rows.Step()) sources.Add(new SourceReach(rows.Text(0), Later(rows.NullableInt64(1), rows.NullableInt64(2)), Date(Later(rows.NullableInt64(3), rows.NullableInt64(4)))));
        return sources;
    }

    /// <summary>Rows that could not be read, by source.</summary>
    public IReadOnlyList<(string Source, int Rows)> Quarantined(int person)
    {
        using var rows = new HotStatement(_db, QuarantineSql);
        rows.Bind(1, person);
        var sources = new List<(string, int)>();
        while (rows.Step()) sources.Add((rows.Text(0), rows.Int(1)));
        return sources;
    }

    private static long? Later(long? one, long? other) => one is null || other > one ? other : one;

    private static LocalDate? Date(long? days) => days is { } d ? Days.ToDate(d) : null;
}
