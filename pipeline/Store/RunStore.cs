using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>A command's work on the ledger, written down before it begins.</summary>
public sealed record RunInfo(long Id, string Command, long StartedAt, long? EndedAt, string State, int? ExitCode, RowCounts Counts, int Files);

/// <summary>The journal of runs.</summary>
public sealed class RunStore
{
    private const string LastSql =
        """
        select run.id, command, started_at_us, ended_at_us, state, exit_code,
          coalesce(sum(new), 0), coalesce(sum(same), 0), coalesce(sum(changed), 0), coalesce(sum(rejected), 0), coalesce(sum(gone), 0), count(reading.run_id)
        from run
        left join reading on reading.run_id = run.id
        group by run.id
        order by run.id desc
        limit $most
        """;

    private readonly Ledger _ledger;
    private readonly SqliteConnection _connection;

    internal RunStore(Ledger ledger)
    {
        _ledger = ledger;
        _connection = ledger.Connection;
    }

    /// <summary>Writes down that work begins, and that any run still open was killed: the lock says that none is at work.</summary>
    /// <returns>The new run's id.</returns>
    public long Begin(string command, string version, long nowMicros) => _ledger.InTransaction(() =>
    {
        _connection.Execute("update run set state = 'aborted' where state = 'running'");
        return _connection.Scalar<long>(
            "insert into run (command, started_at_us, state, version) values ($command, $now, 'running', $version) returning id",
            ("$command", command), ("$now", nowMicros), ("$version", version));
    });

    /// <param name="state"><c>done</c>, <c>partial</c>, <c>aborted</c> or <c>failed</c>.</param>
    public void End(long run, string state, int exitCode, long nowMicros) => _ledger.InTransaction(() => _connection.Execute(
        "update run set state = $state, exit_code = $code, ended_at_us = $now where id = $run",
        ("$state", state), ("$code", exitCode), ("$now", nowMicros), ("$run", run)));

    /// <summary>Takes out what the files of a run brought in, in one transaction.</summary>
    /// <exception cref="LedgerException">It cannot be undone; the sentence says why.</exception>
    public UndoResult Undo(long run) => _ledger.InTransaction(() => new ImportUndo(_connection).Undo(run));

    /// <summary>The last runs, newest first.</summary>
    public IReadOnlyList<RunInfo> Last(int most) => _connection.Query(LastSql,
        r => new RunInfo(r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.NullableInt64(3), r.GetString(4), (int?)r.NullableInt64(5),
            new RowCounts(r.GetInt64(6), r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), r.GetInt64(10)), r.GetInt32(11)),
        ("$most", most));
}
