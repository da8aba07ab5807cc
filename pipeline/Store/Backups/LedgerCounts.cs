namespace Daybook.Store;

/// <summary>What a ledger holds, counted by source: what two ledgers are compared by.</summary>
public static class LedgerCounts
{
    private const string Sql =
        """
        select source.name || ': heartbeats', (select count(*) from heartbeat join activity on activity.id = activity_id where activity.source_id = source.id) from source
        union all select source.name || ': time entries', (select count(*) from time_entry where source_id = source.id) from source
        union all select source.name || ': day totals', (select count(*) from day_total where source_id = source.id) from source
        union all select source.name || ': facts of the account', (select count(*) from account_fact where source_id = source.id) from source
        union all select source.name || ': rows in quarantine', (select count(*) from quarantine join file on file.id = file_id where file.source_id = source.id) from source
        union all select 'closed days', count(*) from closing where kind = 'day' and reopened_by is null
        union all select 'runs', count(*) from run
        union all select 'mails sent', count(*) from outbox where state = 'sent'
        union all select 'entries pushed', count(*) from push where remote_id is not null
        order by 1
        """;

    public static IReadOnlyDictionary<string, long> Of(Ledger ledger) => ledger.Connection.Query(Sql, r => (r.GetString(0), r.GetInt64(1))).ToDictionary(r => r.Item1, r => r.Item2, StringComparer.Ordinal);
}
