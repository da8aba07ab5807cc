using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// When something changed at a source that is asked for what it says now: what equals the current version is that version, what differs from it
/// is newer than all versions. What a row says itself of when it was changed holds where it is newer: names change without it, and clocks are put back.
/// </summary>
internal static class Stamps
{
    private const string EntriesSql = "select content, stamp_us, is_current from time_entry where source_id = $source and upstream_id = $id";
    private const string FactsSql = "select content, stamp_us, is_current from account_fact where source_id = $source and kind = $kind and identity = $id";

    /// <param name="said">Of the row itself, or null.</param>
    /// <param name="content">The hash of the entry's content with a stamp.</param>
    /// <param name="asOf">When the source was asked, microseconds since the epoch.</param>
    public static long? OfEntry(SqliteConnection connection, int source, string id, long? said, Func<long?, byte[]> content, long asOf) =>
        Of(connection.Query(EntriesSql, Read, ("$source", source), ("$id", id)), said, content, asOf);

    public static long? OfFact(SqliteConnection connection, int source, string kind, string id, long? said, Func<long?, byte[]> content, long asOf) =>
        Of(connection.Query(FactsSql, Read, ("$source", source), ("$kind", kind), ("$id", id)), said, content, asOf);

    private static long? Of(List<Version> versions, long? said, Func<long?, byte[]> content, long asOf)
    {
        if (versions.Find(v => v.IsCurrent) is not { } current) return said;
        var newest = versions.Max(v => v.Stamp);
        if (said is not null && (newest is null || said > newest)) return said;
        return content(current.Stamp).AsSpan().SequenceEqual(current.Content) ? current.Stamp : Math.Max(said is null ? asOf : long.MinValue, (newest ?? long.MinValue) + 1);
    }

    private static Version Read(SqliteDataReader r) => new(r.GetFieldValue<byte[]>(0), r.NullableInt64(1), r.GetInt64(2) == 1);

    private sealed record Version(byte[] Content, long? Stamp, bool IsCurrent);
}
