using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// When something changed at a source that answers without saying so: what equals the current version is that version, what differs from it
/// is newer than all versions.
/// </summary>
internal static class Stamps
{
    private const string EntriesSql = "select content, stamp_us, is_current from time_entry where source_id = $source and upstream_id = $id";
    private const string FactsSql = "select content, stamp_us, is_current from account_fact where source_id = $source and kind = $kind and identity = $id";

    /// <param name="content">The hash of the entry's content with a stamp.</param>
    /// <param name="asOf">When the source was asked, microseconds since the epoch.</param>
    public static long? OfEntry(SqliteConnection connection, int source, string id, Func<long?, byte[]> content, long asOf) =>
        Of(connection.Query(EntriesSql, Read, ("$source", source), ("$id", id)), content, asOf);

    public static long? OfFact(SqliteConnection connection, int source, string kind, string id, Func<long?, byte[]> content, long asOf) =>
        Of(connection.Query(FactsSql, Read, ("$source", source), ("$kind", kind), ("$id", id)), content, asOf);

    private static long? Of(List<Version> versions, Func<long?, byte[]> content, long asOf)
    {
        if (versions.Find(v => v.IsCurrent) is not { } current) return null;
        return content(current.Stamp).AsSpan().SequenceEqual(current.Content) ? current.Stamp : Math.Max(asOf, (versions.Max(v => v.Stamp) ?? long.MinValue) + 1);
    }

    private static Version Read(SqliteDataReader r) => new(r.GetFieldValue<byte[]>(0), r.NullableInt64(1), r.GetInt64(2) == 1);

    private sealed record Version(byte[] Content, long? Stamp, bool IsCurrent);
}
