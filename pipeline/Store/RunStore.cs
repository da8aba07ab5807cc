using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>A command's work on the ledger, written down before it begins.</summary>
/// <param name="Within">The run that it is a part of, or null.</param>
/// <param name="About">The source that it is about, or null.</param>
public sealed record RunInfo(long Id, string Command, long StartedAt, long? EndedAt, string State, int? ExitCode, RowCounts Counts, int Files, long? Within, string? About);

/// <summary>What a stage of a run came to.</summary>
/// <param name="State"><c>done</c>, <c>nothing</c>, <c>partial</c>, <c>failed</c> or <c>killed</c>.</param>
/// <param name="Counts">JSON: what was counted, and how many.</param>
/// <param name="Trouble">What went wrong, or null.</param>
public sealed record StageInfo(string Stage, string State, int? ExitCode, string Counts, string? Trouble, long TookMicros);

/// <summary>The journal of runs.</summary>
public sealed class RunStore
{
    private const string LastSql =
        """
        select run.id, command, started_at_us, ended_at_us, state, exit_code,
          coalesce(sum(new), 0), coalesce(sum(same), 0), coalesce(sum(changed), 0), coalesce(sum(rejected), 0), coalesce(sum(gone), 0), count(reading.run_id), within, about
        from run
        left join reading on reading.run_id = run.id
        where ($command is null or command = $command) and ($about is null or about = $about)
        group by run.id
        order by run.id desc
        limit $most
        """;

    // What is done in a process is a run in a run in a run, at most.
    private const int MostOpen = 20;

    private const string IdleBeforeSql =
        """
        select id from run
        where id = (select max(id) from run where id < $run) and state = 'done' and ended_at_us is not null
          and exists (select 1 from run_stage where run_id = run.id)
          and not exists (select 1 from run_stage where run_id = run.id and state <> 'nothing')
          and not exists (select 1 from reading where run_id = run.id)
        """;

    private readonly Stack<long> _open = [];
    private readonly Ledger _ledger;
    private readonly SqliteConnection _connection;

    internal RunStore(Ledger ledger)
    {
        _ledger = ledger;
        _connection = ledger.Connection;
    }

    /// <summary>Runs that were begun and never ended, by processes that are no more: the lock says that none is at work.</summary>
    public IReadOnlyList<RunInfo> Killed() => [.. Last(MostOpen).Where(r => r.State == "running" && !_open.Contains(r.Id))];

    /// <summary>Writes down that work begins, as a part of what this process has begun already; and that any other run still open was killed.</summary>
    /// <param name="about">The source that it is about, or null.</param>
    /// <returns>The new run's id.</returns>
    public long Begin(string command, string version, long nowMicros, string? about = null) => _ledger.InTransaction(() =>
    {
        foreach (var killed in _connection.Query("select id from run where state = 'running'", r => r.GetInt64(0)))
            if (!_open.Contains(killed)) _connection.Execute("update run set state = 'aborted' where id = $run", ("$run", killed));
        var id = _connection.Scalar<long>(
            "insert into run (command, started_at_us, state, version, within, about) values ($command, $now, 'running', $version, $within, $about) returning id",
            ("$command", command), ("$now", nowMicros), ("$version", version), ("$within", _open.TryPeek(out var within) ? within : (long?)null), ("$about", about));
        _open.Push(id);
        return id;
    });

    /// <summary>Writes down how a run ended, and what its stages came to. Of runs in a row with nothing to do the last is kept.</summary>
    /// <param name="state"><c>done</c>, <c>partial</c>, <c>aborted</c> or <c>failed</c>.</param>
    public void End(long run, string state, int exitCode, long nowMicros, params IReadOnlyList<StageInfo> stages) => _ledger.InTransaction(() =>
    {
        if (_open.TryPeek(out var last) && last == run) _open.Pop();
        Add(run, stages);
        if (stages.Count > 0 && stages.All(s => s.State == "nothing")) ForgetIdleBefore(run);
        return _connection.Execute(
            "update run set state = $state, exit_code = $code, ended_at_us = $now where id = $run",
            ("$state", state), ("$code", exitCode), ("$now", nowMicros), ("$run", run));
    });

    /// <summary>Writes down what the stages of a run came to.</summary>
    public void AddStages(long run, IReadOnlyList<StageInfo> stages) => _ledger.InTransaction(() => Add(run, stages));

    private int Add(long run, IReadOnlyList<StageInfo> stages)
    {
        for (var i = 0; i < stages.Count; i++)
            _connection.Execute(
                "insert into run_stage (run_id, ordinal, stage, state, exit_code, counts, trouble, took_us) values ($run, $ordinal, $stage, $state, $code, $counts, $trouble, $took)",
                ("$run", run), ("$ordinal", i), ("$stage", stages[i].Stage), ("$state", stages[i].State), ("$code", stages[i].ExitCode), ("$counts", stages[i].Counts), ("$trouble", stages[i].Trouble), ("$took", stages[i].TookMicros));
        return stages.Count;
    }

    /// <summary>When a command was last begun that went on to its end, microseconds since the epoch; null where it never was.</summary>
    /// <param name="about">The source or schedule that it was about.</param>
    public long? LastEnded(string command, string about) => _connection.Scalar<long?>(
        "select max(started_at_us) from run where command = $command and about = $about and ended_at_us is not null", ("$command", command), ("$about", about));

    /// <summary>When a run last read something of a source, microseconds since the epoch, by name of the source.</summary>
    public IReadOnlyDictionary<string, long> LastReads() => _connection.Query(
        "select source.name, max(run.started_at_us) from reading join run on run.id = run_id join file on file.id = file_id join source on source.id = source_id group by source.id",
        r => (r.GetString(0), r.GetInt64(1))).ToDictionary(r => r.Item1, r => r.Item2, StringComparer.Ordinal);

    /// <summary>The last run of a command about a source or schedule, or without any about it; null where there was none.</summary>
    public RunInfo? Newest(string command, string? about) => Last(1, command, about).FirstOrDefault();

    /// <summary>What the stages of a run came to, in order; empty where it has none.</summary>
    public IReadOnlyList<StageInfo> Stages(long run) => _connection.Query(
        "select stage, state, exit_code, counts, trouble, took_us from run_stage where run_id = $run order by ordinal",
        r => new StageInfo(r.GetString(0), r.GetString(1), (int?)r.NullableInt64(2), r.GetString(3), r.NullableString(4), r.GetInt64(5)), ("$run", run));

    private void ForgetIdleBefore(long run)
    {
        if (_connection.Scalar<long?>(IdleBeforeSql, ("$run", run)) is not { } before) return;
        _connection.Execute("delete from run_stage where run_id = $run", ("$run", before));
        _connection.Execute("delete from run where id = $run", ("$run", before));
    }

    /// <summary>Takes out what the files of a run brought in, in one transaction.</summary>
    /// <exception cref="LedgerException">It cannot be undone; the sentence says why.</exception>
    public UndoResult Undo(long run) => _ledger.InTransaction(() => new ImportUndo(_connection).Undo(run));

    /// <summary>The last runs, newest first.</summary>
    public IReadOnlyList<RunInfo> Last(int most) => Last(most, null, null);

    private List<RunInfo> Last(int most, string? command, string? about) => _connection.Query(LastSql,
        r => new RunInfo(r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.NullableInt64(3), r.GetString(4), (int?)r.NullableInt64(5),
            new RowCounts(r.GetInt64(6), r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), r.GetInt64(10)), r.GetInt32(11), r.NullableInt64(12), r.NullableString(13)),
        ("$most", most), ("$command", command), ("$about", about));
}
