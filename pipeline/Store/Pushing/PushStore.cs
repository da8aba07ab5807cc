using Daybook.Model;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>What was, is and is to be pushed to services.</summary>
public sealed class PushStore
{
    private const string RowsSql =
        """
        select service, workspace, date, target, slot, state, remote_id, wanted_start_s, wanted_end_s, wanted_text, sent_start_s, sent_end_s, sent_text,
          tried_start_s, tried_end_s, tried_text, revision, attempts, looked_at_us, message, changed_at_us
        from push
        where person_id = $person and service = $service and workspace = $workspace and ((date >= $from and date <= $to) or state in ('sending', 'unknown'))
        order by date, target, slot
        """;

    private const string SaveSql =
        """
        insert into push (person_id, service, workspace, date, target, slot, state, remote_id, wanted_start_s, wanted_end_s, wanted_text,
          sent_start_s, sent_end_s, sent_text, tried_start_s, tried_end_s, tried_text, revision, attempts, looked_at_us, message, changed_at_us)
        values ($person, $service, $workspace, $date, $target, $slot, $state, $remote, $wanted_start, $wanted_end, $wanted_text,
          $sent_start, $sent_end, $sent_text, $tried_start, $tried_end, $tried_text, $revision, $attempts, $looked, $message, $now)
        on conflict (person_id, service, workspace, date, target, slot) do update set state = excluded.state, remote_id = excluded.remote_id,
          wanted_start_s = excluded.wanted_start_s, wanted_end_s = excluded.wanted_end_s, wanted_text = excluded.wanted_text,
          sent_start_s = excluded.sent_start_s, sent_end_s = excluded.sent_end_s, sent_text = excluded.sent_text,
          tried_start_s = excluded.tried_start_s, tried_end_s = excluded.tried_end_s, tried_text = excluded.tried_text,
          revision = excluded.revision, attempts = excluded.attempts, looked_at_us = excluded.looked_at_us, message = excluded.message,
          changed_at_us = excluded.changed_at_us
        """;

    // Some services number entries anew from where the last was deleted: the row that had the number has nothing over there any more.
    private const string FreeIdSql =
        """
        update push set remote_id = remote_id || '/' || person_id || '/' || date || '/' || target || '/' || slot
        where service = $service and workspace = $workspace and remote_id = $remote
          and not (person_id = $person and date = $date and target = $target and slot = $slot)
        """;

    private readonly Ledger _ledger;
    private readonly SqliteConnection _connection;

    internal PushStore(Ledger ledger)
    {
        _ledger = ledger;
        _connection = ledger.Connection;
    }

    /// <summary>Those of a span of days, and whatever else is in doubt; in order.</summary>
    public IReadOnlyList<PushRow> Rows(int person, string service, string workspace, LocalDate from, LocalDate to) => _connection.Query(RowsSql, Row,
        ("$person", person), ("$service", service), ("$workspace", workspace), ("$from", Days.From(from)), ("$to", Days.From(to)));

    /// <summary>Writes rows down as one transaction; when this returns, they are on the disk.</summary>
    /// <param name="now">Microseconds since the epoch.</param>
    public void Save(int person, IReadOnlyCollection<PushRow> rows, long now)
    {
        if (rows.Count == 0) return;
        _ledger.InTransaction(() =>
        {
            foreach (var row in rows) Save(person, row, now);
            return rows.Count;
        });
    }

    private void Save(int person, PushRow row, long now)
    {
        if (row.RemoteId is { } id)
            _connection.Execute(FreeIdSql, ("$person", person), ("$service", row.Key.Service), ("$workspace", row.Key.Workspace), ("$date", Days.From(row.Key.Date)),
                ("$target", row.Key.Target), ("$slot", row.Key.Slot), ("$remote", id));
        Write(person, row, now);
    }

    private void Write(int person, PushRow row, long now) => _connection.Execute(SaveSql,
        ("$person", person), ("$service", row.Key.Service), ("$workspace", row.Key.Workspace), ("$date", Days.From(row.Key.Date)), ("$target", row.Key.Target), ("$slot", row.Key.Slot),
        ("$state", Text(row.State)), ("$remote", row.RemoteId),
        ("$wanted_start", row.Wanted?.Start), ("$wanted_end", row.Wanted?.End), ("$wanted_text", row.Wanted?.Description),
        ("$sent_start", row.Sent?.Start), ("$sent_end", row.Sent?.End), ("$sent_text", row.Sent?.Description),
        ("$tried_start", row.Tried?.Start), ("$tried_end", row.Tried?.End), ("$tried_text", row.Tried?.Description),
        ("$revision", row.Revision), ("$attempts", row.Attempts), ("$looked", row.LookedAt), ("$message", row.Message), ("$now", now));

    private static PushRow Row(SqliteDataReader r) => new(new PushKey(r.GetString(0), r.GetString(1), Days.ToDate(r.GetInt64(2)), r.GetString(3), r.GetInt32(4)), Content(r, 7))
    {
        State = StateOf(r.GetString(5)),
        RemoteId = r.NullableString(6),
        Sent = Content(r, 10),
        Tried = Content(r, 13),
        Revision = r.GetInt32(16),
        Attempts = r.GetInt32(17),
        LookedAt = r.NullableInt64(18),
        Message = r.NullableString(19),
        SavedAt = r.GetInt64(20),
    };

    private static PushContent? Content(SqliteDataReader r, int at) => r.IsDBNull(at) ? null : new PushContent(r.GetInt64(at), r.GetInt64(at + 1), r.GetString(at + 2));

    private static string Text(PushState state) => state switch
    {
        PushState.Pending => "pending",
        PushState.Sending => "sending",
        PushState.Done => "done",
        PushState.Unknown => "unknown",
        _ => "blocked",
    };

    private static PushState StateOf(string text) => text switch
    {
        "pending" => PushState.Pending,
        "sending" => PushState.Sending,
        "done" => PushState.Done,
        "unknown" => PushState.Unknown,
        _ => PushState.Blocked,
    };
}
