using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// Segments whose rows need not be read again: those of the account's newest export, since all of them still stand, and
/// those of files that speak for no span of time. A segment of an older export may hold rows that are gone since, and one
/// with rejected rows is read again, so that each file has its own in quarantine.
/// </summary>
internal sealed class KnownSegments
{
    private const string KnownSql =
        """
        select hash, bytes, rows, first_at_us, last_at_us
        from segment
        where rejected = 0 and (file_id = $authority
          or file_id in (select id from file where source_id = $source and supersedes = 0 and state <> 'reading'))
        """;

    private readonly Dictionary<(ContentHash, long), KnownSegment> _known = [];

    public KnownSegments(SqliteConnection connection, int source, Authority? authority)
    {
        foreach (var (key, segment) in connection.Query(KnownSql,
            r => ((ContentHash.Read(r.GetFieldValue<byte[]>(0)), r.GetInt64(1)),
                new KnownSegment(r.GetInt32(2), r.NullableInt64(3) ?? 0, r.NullableInt64(4) ?? 0)),
            ("$authority", authority?.File ?? 0), ("$source", source)))
            _known[key] = segment;
    }

    public bool IsEmpty => _known.Count == 0;

    public KnownSegment? Find(ContentHash hash, long length) => _known.GetValueOrDefault((hash, length));
}
