using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>Something the ledger should never show.</summary>
/// <param name="Check">What was looked at, in a few words.</param>
/// <param name="Found">What is wrong, with keys to look it up by.</param>
public sealed record Finding(string Check, string Found);

/// <summary>One thing that must hold of every ledger: a query that yields a row for each breach.</summary>
internal sealed record LedgerCheck(string Name, string Sql);

/// <summary>What must hold of the stored rows themselves; whether the days follow from the facts is the Worker's to check.</summary>
public sealed class LedgerChecks
{
    private const int MostFindings = 10;

    private static readonly LedgerCheck[] All =
    [
        new("the database is sound", "select integrity_check from pragma_integrity_check where integrity_check <> 'ok'"),
        new("references lead somewhere", "select \"table\" || ' row ' || ifnull(rowid, '?') || ' to ' || parent from pragma_foreign_key_check"),
        new("migrations match the schema's number",
            "select 'schema ' || user_version from pragma_user_version where user_version <> (select max(version) from migration)"),
        new("heartbeats have names",
            """
            select 'heartbeat at ' || h.at_us from heartbeat as h
            where not exists (select 1 from subject where id = h.subject_id) or not exists (select 1 from activity where id = h.activity_id)
              or not exists (select 1 from agent where id = h.agent_id) or (h.extra_id is not null and not exists (select 1 from extra where id = h.extra_id))
            """),
        new("times are whole numbers",
            "select 'heartbeat at ' || at_us from heartbeat where typeof(at_us) <> 'integer' union all select 'entry ' || id from time_entry where typeof(at_us) <> 'integer' or typeof(end_us) not in ('integer', 'null')"),
        new("every new heartbeat is accounted for by a segment",
            """
            select 'source ' || source.name || ': ' || stored || ' stored, ' || counted || ' counted'
            from (
              select source.id as source, (select count(*) from heartbeat join activity on activity.id = heartbeat.activity_id where activity.source_id = source.id) as stored,
                (select coalesce(sum(segment.new), 0) from segment join file on file.id = segment.file_id where file.source_id = source.id) as counted
              from source) as sums
            join source on source.id = sums.source
            where stored <> counted
            """),
        new("segments account for their rows",
            "select 'file ' || file_id || ' segment ' || ordinal from segment where new + same + changed <> rows"),
        new("rejected rows are in quarantine",
            """
            select 'file ' || file_id || ' has ' || sum(rejected) || ' rejected heartbeats' from segment
            group by file_id
            having sum(rejected) > (select count(*) from quarantine where quarantine.file_id = segment.file_id)
            """),
        new("tombstones mark heartbeats", "select 'at ' || t.at_us from heartbeat_tombstone as t where not exists (select 1 from heartbeat as h where h.at_us = t.at_us and h.subject_id = t.subject_id and h.activity_id = t.activity_id and h.is_write = t.is_write)"),
        new("one day total a source and day is current",
            "select 'source ' || source_id || ' day ' || date from day_total group by source_id, date having sum(is_current) <> 1"),
        new("one version of a time entry is current",
            "select 'source ' || source_id || ' entry ' || upstream_id from time_entry where upstream_id is not null group by source_id, upstream_id having sum(is_current) <> 1"),
        new("time entries have their source and file",
            "select 'entry ' || id from time_entry where source_id not in (select id from source) or file_id not in (select id from file)"),
        new("time entries are known by whom they were of",
            $"""
            select 'entry ' || entry.id from time_entry as entry
            where (client_id <> 0 or task_id <> 0 or is_billable is not null or rate is not null) and not exists (
              select 1 from engagement where {EngagementReader.OfEntry})
            """),
        new("one version of a fact of the account is current",
            "select 'source ' || source_id || ' ' || kind || ' ' || identity from account_fact group by source_id, kind, identity having sum(is_current) <> 1"),
        new("a mail that was sent has its time, and no other has one", "select 'mail ' || id from outbox where (state = 'sent') <> (sent_at_us is not null) or (state in ('sent', 'committing', 'unknown') and copies < 1)"),
        new("no mail was sent more than twice without being asked for", "select 'mail ' || id || ': ' || copies || ' copies' from outbox where copies > 2 + retries"),
        new("a mail that waits says until when", "select 'mail ' || id from outbox where (state = 'deferred' and next_try_us is null) or (next_try_us is not null and state not in ('deferred', 'unknown'))"),
        new("a later edition of a mail follows the one before",
            "select 'mail ' || id from outbox as o where edition > 1 and not exists (select 1 from outbox as b where b.person_id = o.person_id and b.report = o.report and b.period = o.period and b.recipient = o.recipient and b.edition = o.edition - 1)"),
        new("runs that ended say when and how", "select 'run ' || id from run where state in ('done', 'partial', 'failed') and (ended_at_us is null or exit_code is null) or (state = 'running' and ended_at_us is not null)"),
        new("parts of a run come after it", "select 'run ' || id from run where within >= id"),
        new("no file is half read", "select 'file ' || id from file where state = 'reading' or fingerprint is null"),
        new("parts and stretches have their day",
            """
            select distinct 'day ' || date from (select person_id, date from day_part union all select person_id, date from stretch) as own
            where not exists (select 1 from day where day.person_id = own.person_id and day.date = own.date)
            """),
        new("stretches sum to the day",
            """
            select 'day ' || day.date from day where basis = 3
              and worked_us <> (select coalesce(sum(end_us - start_us), 0) from stretch where stretch.person_id = day.person_id and stretch.date = day.date)
            """),
        new("parts of a day sum to the day",
            """
            select 'day ' || day.date || ' kind ' || part.kind from day join day_part as part on part.person_id = day.person_id and part.date = day.date
            where day.basis = 3 group by day.person_id, day.date, part.kind having sum(part.worked_us) <> day.worked_us and not (part.kind = 11 and sum(part.worked_us) < day.worked_us)
            """),
        new("stretches do not overlap and lie in their day",
            """
            select 'day ' || stretch.date from stretch join day on day.person_id = stretch.person_id and day.date = stretch.date
            where stretch.start_us < day.start_us or stretch.end_us > day.end_us
              or exists (select 1 from stretch as other where other.person_id = stretch.person_id and other.date = stretch.date
                and other.start_us > stretch.start_us and other.start_us < stretch.end_us)
            """),
        new("a day is no longer than it is", "select 'day ' || date from day where basis = 3 and worked_us > end_us - start_us"),
        new("days follow one another",
            "select 'day ' || a.date from day as a join day as b on b.person_id = a.person_id and b.date = a.date + 1 where a.end_us <> b.start_us"),
    ];

    private readonly SqliteConnection _connection;

    internal LedgerChecks(Ledger ledger) => _connection = ledger.Connection;

    /// <summary>Until it is let go of, all that is read is of one moment, whatever a run writes meanwhile; its commit waits so long.</summary>
    public IDisposable AtOneMoment() => new Moment(_connection);

    /// <summary>What is wrong with the file itself.</summary>
    public IEnumerable<Finding> Sound() => Findings(All[0]);

    /// <summary>Every check with what it found, at most ten findings each.</summary>
    public IEnumerable<(string Check, IReadOnlyList<Finding> Findings)> Run()
    {
        foreach (var check in All) yield return (check.Name, Ask(check.Name, () => Findings(check)));
        yield return (RowSumCheck.Name, Ask(RowSumCheck.Name, () => RowSumCheck.Of(_connection)));
    }

    /// <summary>The first ten things that a check finds. Of a damaged ledger anything can be read, and the first thing that nobody can mean ends it.</summary>
    public static IReadOnlyList<Finding> Ask(string name, Func<IEnumerable<Finding>> check)
    {
        try
        {
            return [.. check().Take(MostFindings)];
        }
        catch (Exception e) when (LedgerException.MayBeDamage(e))
        {
            return [new Finding(name, $"it cannot be worked out: {e.Message}")];
        }
    }

    private List<Finding> Findings(LedgerCheck check) => _connection.Query($"{check.Sql} limit {MostFindings}", r => new Finding(check.Name, r.GetString(0)));

    private sealed class Moment : IDisposable
    {
        private readonly SqliteConnection _connection;

        public Moment(SqliteConnection connection)
        {
            _connection = connection;
            // Also within a transaction, where a mere "begin" would not do.
            connection.Execute("savepoint moment");
        }

        public void Dispose() => _connection.Execute("release moment");
    }
}
