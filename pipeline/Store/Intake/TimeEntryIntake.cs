using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// Takes time entries in. The identity is the source's own id, else a hash of the raw fields and an occurrence number
/// among equal rows of the same file and day, so that true twins survive and a second import adds nothing. Of several
/// versions the longest is current, then the one whose content sorts last: the order of imports must not matter.
/// </summary>
internal sealed class TimeEntryIntake(SqliteConnection connection, NameMap names, int source, long file)
{
    private const string KnowsSql = "select 1 from time_entry where source_id = $source and identity = $identity limit 1";

    private const string AddSql =
        """
        insert into time_entry (source_id, identity, content, is_current, start_us, end_us, project_id, branch_id, language_id, entity_id,
          category_id, machine_id, zone, raw, extra, file_id, line, offset, pointer)
        values ($source, $identity, $content, 0, $start, $end, $project, $branch, $language, $entity,
          $category, $machine, $zone, $raw, $extra, $file, $line, $offset, $pointer)
        on conflict (source_id, identity, content) do nothing
        """;

    private const string SettleSql =
        """
        update time_entry
        set is_current = id = (
          select best.id from time_entry as best
          where best.source_id = $source and best.identity = $identity
          order by best.end_us - best.start_us desc, best.content desc
          limit 1)
        where source_id = $source and identity = $identity
        """;

    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);

    public RowCounts Add(TimeEntry entry)
    {
        var identity = IdentityOf(entry);
        var isKnown = connection.Scalar<long?>(KnowsSql, ("$source", source), ("$identity", identity)) is not null;
        var added = connection.Execute(AddSql, ("$source", source), ("$identity", identity), ("$content", Content(entry)),
            ("$start", entry.StartMicros), ("$end", entry.EndMicros), ("$project", names.Name(entry.Project)), ("$branch", names.Name(entry.Branch)),
            ("$language", names.Name(entry.Language)), ("$entity", names.Name(entry.Entity)), ("$category", names.Name(entry.Category)),
            ("$machine", names.Name(entry.Machine)), ("$zone", entry.Zone), ("$raw", entry.Raw), ("$extra", entry.Extra), ("$file", file),
            ("$line", entry.Place.Line), ("$offset", entry.Place.Offset), ("$pointer", entry.Place.Pointer));
        if (added == 0) return new RowCounts(0, 1, 0, 0, 0);
        connection.Execute(SettleSql, ("$source", source), ("$identity", identity));
        return isKnown ? new RowCounts(0, 0, 1, 0, 0) : new RowCounts(1, 0, 0, 0, 0);
    }

    private string IdentityOf(TimeEntry entry)
    {
        if (entry.UpstreamId is not null) return $"id:{entry.UpstreamId}";
        var hash = $"raw1:{Convert.ToHexStringLower(Hash(entry.Raw))}";
        var occurrence = _occurrences[hash] = _occurrences.GetValueOrDefault(hash) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{hash}#{occurrence}");
    }

    private static byte[] Content(TimeEntry entry) => Hash(string.Create(CultureInfo.InvariantCulture,
        $"{entry.StartMicros}\t{entry.EndMicros}\t{entry.Project}\t{entry.Branch}\t{entry.Language}\t{entry.Entity}\t{entry.Category}\t{entry.Machine}\t{entry.Zone}\t{entry.Raw}\t{entry.Extra}"));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
}
