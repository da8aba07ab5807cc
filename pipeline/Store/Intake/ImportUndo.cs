using Daybook.Model;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>What undoing a run took out.</summary>
public sealed record UndoResult(int Files, long Heartbeats, long Entries, long Totals, long Facts);

/// <summary>
/// Takes out what the files of one run brought in. What another file tells as well stays: it was met there again. Where
/// the ledger cannot tell whose a heartbeat is, nothing is undone.
/// </summary>
internal sealed class ImportUndo(SqliteConnection connection)
{
    private const string FilesSql =
        """
        select file.id, file.source_id, file.name, file.archived_as
        from file
        where (select min(run_id) from reading where reading.file_id = file.id) = $run
        order by file.id
        """;

    // What other files of the same run tell goes with it.
    private const string SharedSpanSql =
        """
        select other_file.name
        from segment as own
        join file as other_file on other_file.source_id = $source and other_file.id <> $file
        join segment as other on other.file_id = other_file.id and other.first_at_us <= own.last_at_us and other.last_at_us >= own.first_at_us
        where own.file_id = $file and (select min(run_id) from reading where reading.file_id = other_file.id) <> $run
        limit 1
        """;

    // Of two files that tell the same it is kept with the one that came first: what came before may be left as it is. Timers
    // have ids of their own, which no other file tells of unless it was made from this ledger.
    private const string SharedRowSql =
        """
        select file.name
        from file
        where file.source_id = $source and file.id > $file
          and (file.kind = (select kind from file where id = $file)
            or exists (select 1 from day_total where file_id = file.id) or exists (select 1 from account_fact where file_id = file.id))
          and (exists (select 1 from day_total where file_id = $file) or exists (select 1 from account_fact where file_id = $file and kind <> $running))
        limit 1
        """;

    private readonly StaleSpans _stale = new();

    /// <exception cref="LedgerException">There is no such run, it brought nothing in, or it cannot be told apart from others.</exception>
    public UndoResult Undo(long run)
    {
        var state = connection.Scalar<string>("select state from run where id = $run", ("$run", run))
            ?? throw new LedgerException(LedgerTrouble.Refused, $"there is no run {run}; 'daybook status' lists the last ones.");
        if (state == "undone") throw new LedgerException(LedgerTrouble.Refused, $"run {run} is undone already.");
        var files = connection.Query(FilesSql, r => new UndoneFile(r.GetInt64(0), r.GetInt32(1), r.GetString(2)), ("$run", run));
        if (files.Count == 0) throw new LedgerException(LedgerTrouble.Refused, $"run {run} brought in no file that was new.");
        foreach (var file in files) RefuseWhatIsShared(file, run);
        var result = new UndoResult(files.Count, 0, 0, 0, 0);
        foreach (var file in files)
            result = result with
            {
                Heartbeats = result.Heartbeats + TakeHeartbeats(file),
                Entries = result.Entries + TakeEntries(file),
                Totals = result.Totals + TakeTotals(file),
                Facts = result.Facts + TakeFacts(file),
            };
        foreach (var file in files) Forget(file);
        connection.Execute("delete from settled where run_id = $run", ("$run", run));
        // What was taken out would never be asked for again.
        foreach (var file in files) connection.Execute("delete from cursor where source_id = $source and name <> 'asked'", ("$source", file.Source));
        SourceStore.ForgetEmpty(connection);
        connection.Execute("update run set state = 'undone' where id = $run", ("$run", run));
        _stale.Write(connection);
        return result;
    }

    private void RefuseWhatIsShared(UndoneFile file, long run)
    {
        var other = connection.Scalar<string>(SharedSpanSql, ("$source", file.Source), ("$file", file.Id), ("$run", run))
            ?? connection.Scalar<string>(SharedRowSql, ("$source", file.Source), ("$file", file.Id), ("$running", AccountFact.Running));
        if (other is not null)
            throw new LedgerException(LedgerTrouble.Refused, $"'{file.Name}' of run {run} tells of the same days as '{other}', and the ledger does not keep which of the two each record came from. Undo the run of the other file first, or restore a backup.");
    }

    private long TakeHeartbeats(UndoneFile file)
    {
        long taken = 0;
        foreach (var (from, to) in connection.Query("select first_at_us, last_at_us from segment where file_id = $file and first_at_us is not null", r => (r.GetInt64(0), r.GetInt64(1)), ("$file", file.Id)))
        {
            foreach (var table in (ReadOnlySpan<string>)["heartbeat_version", "heartbeat_tombstone", "heartbeat"])
            {
                var count = connection.Execute(
                    $"delete from {table} where at_us between $from and $to and activity_id in (select id from activity where source_id = $source)",
                    ("$from", from), ("$to", to), ("$source", file.Source));
                if (table == "heartbeat") taken += count;
            }
            _stale.Add(from, to);
        }
        foreach (var date in connection.Query("select date from segment where file_id = $file and date is not null", r => Days.ToDate(r.GetInt64(0)), ("$file", file.Id))) _stale.Add(date);
        return taken;
    }

    private long TakeEntries(UndoneFile file)
    {
        // What another file has as well moves over to it.
        connection.Execute(
            """
            update time_entry
            set (file_id, line, offset, pointer) = (
              select again.file_id, again.line, again.offset, again.pointer from time_entry_again as again
              where again.entry_id = time_entry.id and again.file_id <> $file order by again.file_id, again.offset limit 1)
            where file_id = $file and exists (select 1 from time_entry_again as again where again.entry_id = time_entry.id and again.file_id <> $file)
            """, ("$file", file.Id));
        connection.Execute(
            "delete from time_entry_again where file_id = $file or exists (select 1 from time_entry where id = entry_id and time_entry.file_id = time_entry_again.file_id)", ("$file", file.Id));
        var gone = connection.Query(
            "select at_us, coalesce(end_us, at_us), upstream_id, row_hash, occurrence, date from time_entry where file_id = $file",
            r => new UndoneEntry(r.GetInt64(0), r.GetInt64(1), r.NullableString(2), r.GetFieldValue<byte[]>(3), r.GetInt32(4), r.NullableInt64(5)), ("$file", file.Id));
        connection.Execute("delete from time_entry where file_id = $file", ("$file", file.Id));
        foreach (var entry in gone)
        {
            _stale.Add(entry.Date, entry.From, entry.To);
            Settle(file.Source, entry);
        }
        return gone.Count;
    }

    /// <summary>The version before counts again, and perhaps on other days.</summary>
    private void Settle(int source, UndoneEntry gone)
    {
        const string CurrentSql = "select date, at_us, coalesce(end_us, at_us) from time_entry where source_id = $source and is_current = 1";
        const string OfIdSql = $"{CurrentSql} and upstream_id = $id";
        const string OfRowSql = $"{CurrentSql} and at_us = $at and row_hash = $row and occurrence = $occurrence and upstream_id is null";
        var (settle, current, key) = gone.Id is not null
            ? (TimeEntryIntake.SettleIdSql, OfIdSql, new (string, object?)[] { ("$source", source), ("$id", gone.Id) })
            : (TimeEntryIntake.SettleRowSql, OfRowSql, [("$source", source), ("$at", gone.From), ("$row", gone.Row), ("$occurrence", gone.Occurrence)]);
        connection.Execute(settle, key);
        foreach (var (date, from, to) in connection.Query(current, r => (r.NullableInt64(0), r.GetInt64(1), r.GetInt64(2)), key)) _stale.Add(date, from, to);
    }

    private long TakeTotals(UndoneFile file)
    {
        var dates = connection.Query("select date from day_total where file_id = $file", r => r.GetInt64(0), ("$file", file.Id));
        connection.Execute("delete from day_total_part where day_total_id in (select id from day_total where file_id = $file)", ("$file", file.Id));
        connection.Execute("delete from day_total where file_id = $file", ("$file", file.Id));
        foreach (var date in dates)
        {
            connection.Execute(DayTotalIntake.SettleSql, ("$source", file.Source), ("$date", date));
            _stale.Add(Days.ToDate(date));
        }
        return dates.Count;
    }

    private long TakeFacts(UndoneFile file)
    {
        var gone = connection.Query("select distinct kind, identity from account_fact where file_id = $file", r => (Kind: r.GetString(0), Identity: r.GetString(1)), ("$file", file.Id));
        if (gone.Exists(f => f.Kind == AccountFact.Contract)) _stale.AddAnyDay(connection, file.Source);
        var taken = connection.Execute("delete from account_fact where file_id = $file", ("$file", file.Id));
        foreach (var (kind, identity) in gone) connection.Execute(AccountFactIntake.SettleSql, ("$source", file.Source), ("$kind", kind), ("$identity", identity));
        return taken;
    }

    private void Forget(UndoneFile file)
    {
        foreach (var table in (ReadOnlySpan<string>)["segment", "quarantine", "label", "reading"])
            connection.Execute($"delete from {table} where file_id = $file", ("$file", file.Id));
        connection.Execute("delete from file where id = $file", ("$file", file.Id));
    }

    private sealed record UndoneFile(long Id, int Source, string Name);

    private sealed record UndoneEntry(long From, long To, string? Id, byte[] Row, int Occurrence, long? Date);
}
