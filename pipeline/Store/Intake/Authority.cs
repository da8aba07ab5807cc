using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>The newest export of a source's account: it decides which heartbeats of its span still exist upstream.</summary>
/// <param name="From">First instant it speaks for, microseconds.</param>
/// <param name="To">Where its knowledge ends, microseconds; also what "newest" is measured by.</param>
internal sealed record Authority(long File, long From, long To, ContentHash Fingerprint)
{
    private const string NewestSql =
        """
        select id, covers_from_us, covers_to_us, fingerprint
        from file
        where source_id = $source and supersedes = 1 and id <> $except
        order by covers_to_us desc, fingerprint desc
        limit 1
        """;

    public static Authority? Of(SqliteConnection connection, int source, long except) =>
        connection.Query(NewestSql,
            r => new Authority(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), ContentHash.Read(r.GetFieldValue<byte[]>(3))),
            ("$source", source), ("$except", except)).FirstOrDefault();

    /// <summary>Whether another export is newer; equally new ones are told apart by their content, so that any order of imports agrees.</summary>
    public bool IsNewerThan(long to, ContentHash fingerprint) =>
        To != to ? To > to : (Fingerprint.High, Fingerprint.Low).CompareTo((fingerprint.High, fingerprint.Low)) > 0;
}
