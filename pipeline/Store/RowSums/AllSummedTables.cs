namespace Daybook.Store;

/// <summary>A table whose rows are summed.</summary>
/// <param name="Key">A whole number that each row has; it says where in the table something is wrong.</param>
/// <param name="Shift">Rows whose keys agree in all but so many of their last bits are one block.</param>
/// <param name="Meaning">Of the key.</param>
internal sealed record SummedTable(string Name, string Key, int Shift, SummedKey Meaning = SummedKey.Id);

/// <summary>What the key of a summed table counts.</summary>
internal enum SummedKey
{
    Id,

    /// <summary>Microseconds since the epoch.</summary>
    Instant,

    /// <summary>Days since 1970-01-01.</summary>
    Date,
}

/// <summary>All tables that no rule could give again: facts, where they came from, what was decided, and the journal.</summary>
internal static class AllSummedTables
{
    /// <summary>Its inserts are told by who inserts; see <see cref="RowSums.Add"/>.</summary>
    public const string Heartbeat = "heartbeat";

    // Of microseconds, 38 hours.
    private const int DayAndAHalf = 37;

    public static readonly SummedTable[] InOrder =
    [
        new(Heartbeat, "at_us", DayAndAHalf, SummedKey.Instant),
        new("heartbeat_version", "at_us", DayAndAHalf, SummedKey.Instant),
        new("heartbeat_tombstone", "at_us", DayAndAHalf, SummedKey.Instant),
        new("time_entry", "id", 8),
        new("time_entry_again", "entry_id", 8),
        new("day_total", "id", 6),
        new("day_total_part", "day_total_id", 6),
        new("account_fact", "id", 6),
        new("name", "id", 8),
        new("subject", "id", 8),
        new("activity", "id", 8),
        new("agent", "id", 8),
        new("extra", "id", 8),
        new("engagement", "id", 8),
        new("label", "source_id", 0),
        new("quarantine", "id", 6),
        new("person", "id", 0),
        new("source", "id", 0),
        new("file", "id", 4),
        new("segment", "file_id", 0),
        new("reading", "run_id", 4),
        new("run", "id", 4),
        new("run_stage", "run_id", 4),
        new("settled", "source_id", 0),
        new("cursor", "source_id", 0),
        new("closing", "id", 4),
        new("closing_late", "date", 4, SummedKey.Date),
        new("push", "date", 4, SummedKey.Date),
        new("outbox", "id", 4),
        new("purge", "source_id", 0),
        new("purged_day", "date", 4, SummedKey.Date),
        new("purged_part", "date", 4, SummedKey.Date),
    ];
}
