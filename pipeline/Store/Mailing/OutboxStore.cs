using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>Mails that were, are and are to be sent.</summary>
public sealed class OutboxStore
{
    private const string Columns =
        """
        select outbox.id, person.name, report, period, recipient, edition, sender, sent_to, subject, message_id, put_at_us,
          state, attempts, copies, retries, first_tried_us, next_try_us, sent_at_us, message, length(body)
        from outbox join person on person.id = outbox.person_id
        """;

    private const string AllSql = $"{Columns} order by outbox.id";

    private const string OpenSql = $"{Columns} where state in ('pending', 'sending', 'committing', 'deferred', 'unknown') order by outbox.id";

    private const string OneSql = $"{Columns} where outbox.id = $id";

    private const string EditionsSql = $"{Columns} where person.name = $person and report = $report and period = $period and recipient = $recipient order by edition";

    private const string PeriodsSql =
        """
        select distinct period from outbox join person on person.id = outbox.person_id
        where person.name = $person and report = $report and recipient = $recipient
        """;

    private const string PutSql =
        """
        insert into outbox (person_id, report, period, recipient, edition, sender, sent_to, subject, message_id, body, state, attempts, copies, retries, put_at_us, changed_at_us)
        values ((select id from person where name = $person), $report, $period, $recipient, $edition, $sender, $sent_to, $subject, $message_id, $body, 'pending', 0, 0, 0, $now, $now)
        returning id
        """;

    private const string SaveSql =
        """
        update outbox set state = $state, attempts = $attempts, copies = $copies, retries = $retries, first_tried_us = $first, next_try_us = $next,
          sent_at_us = $sent, message = $message, changed_at_us = $now
        where id = $id
        """;

    private readonly Ledger _ledger;
    private readonly SqliteConnection _connection;

    internal OutboxStore(Ledger ledger)
    {
        _ledger = ledger;
        _connection = ledger.Connection;
    }

    /// <summary>Every mail, in the order in which they were put.</summary>
    public IReadOnlyList<MailRow> All() => _connection.Query(AllSql, Row);

    /// <summary>Those of which something is still to come.</summary>
    public IReadOnlyList<MailRow> Open() => _connection.Query(OpenSql, Row);

    public MailRow? Find(long id) => _connection.Query(OneSql, Row, ("$id", id)) is [var row] ? row : null;

    /// <summary>All editions of a mail, the first first.</summary>
    public IReadOnlyList<MailRow> Editions(MailKey key) =>
        _connection.Query(EditionsSql, Row, ("$person", key.Person), ("$report", key.Report), ("$period", key.Period), ("$recipient", key.Recipient));

    /// <summary>Periods that have a mail, whatever became of it.</summary>
    public IReadOnlyList<string> Periods(string person, string report, string recipient) =>
        _connection.Query(PeriodsSql, r => r.GetString(0), ("$person", person), ("$report", report), ("$recipient", recipient));

    /// <summary>The bytes that are sent.</summary>
    public byte[] Body(long id) => _connection.Scalar<byte[]>("select body from outbox where id = $id", ("$id", id))!;

    /// <summary>Puts mails as one transaction; when this returns, they are on the disk.</summary>
    /// <returns>The mails as they are stored now, in order.</returns>
    public IReadOnlyList<MailRow> Put(IEnumerable<(MailRow Row, byte[] Body)> mails) => _ledger.InTransaction(() => mails.Select(mail =>
        mail.Row with
        {
            Size = mail.Body.Length,
            Id = _connection.Scalar<long>(PutSql,
                ("$person", mail.Row.Key.Person), ("$report", mail.Row.Key.Report), ("$period", mail.Row.Key.Period), ("$recipient", mail.Row.Key.Recipient), ("$edition", mail.Row.Key.Edition),
                ("$sender", mail.Row.Sender), ("$sent_to", mail.Row.Recipient), ("$subject", mail.Row.Subject), ("$message_id", mail.Row.MessageId), ("$body", mail.Body), ("$now", mail.Row.PutAt)),
        }).ToList());

    /// <summary>Writes a change down as one transaction; when this returns, it is on the disk.</summary>
    /// <param name="now">Microseconds since the epoch.</param>
    public void Save(MailRow row, long now) => _ledger.InTransaction(() => _connection.Execute(SaveSql,
        ("$id", row.Id), ("$state", Text(row.State)), ("$attempts", row.Attempts), ("$copies", row.Copies), ("$retries", row.Retries), ("$first", row.FirstTriedAt),
        ("$next", row.NextTryAt), ("$sent", row.SentAt), ("$message", row.Message), ("$now", now)));

    /// <summary>As it stands in the ledger and is shown.</summary>
    public static string Text(MailState state) => state switch
    {
        MailState.Pending => "pending",
        MailState.Sending => "sending",
        MailState.Committing => "committing",
        MailState.Sent => "sent",
        MailState.Deferred => "deferred",
        MailState.Failed => "failed",
        MailState.Unknown => "unknown",
        _ => "dropped",
    };

    private static MailState StateOf(string text) => text switch
    {
        "pending" => MailState.Pending,
        "sending" => MailState.Sending,
        "committing" => MailState.Committing,
        "sent" => MailState.Sent,
        "deferred" => MailState.Deferred,
        "failed" => MailState.Failed,
        "unknown" => MailState.Unknown,
        _ => MailState.Dropped,
    };

    private static MailRow Row(SqliteDataReader r) => new(
        r.GetInt64(0), new MailKey(r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt32(5)), r.GetString(6), r.GetString(7), r.GetString(8), r.GetString(9), r.GetInt64(10))
    {
        State = StateOf(r.GetString(11)),
        Attempts = r.GetInt32(12),
        Copies = r.GetInt32(13),
        Retries = r.GetInt32(14),
        FirstTriedAt = r.NullableInt64(15),
        NextTryAt = r.NullableInt64(16),
        SentAt = r.NullableInt64(17),
        Message = r.NullableString(18),
        Size = r.GetInt32(19),
    };
}
