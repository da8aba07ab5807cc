using Daybook.Model;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>How many of each a purge took out.</summary>
public sealed record PurgedFacts(long Heartbeats, long Entries, long Totals, long Quarantined)
{
    public long All => Heartbeats + Entries + Totals + Quarantined;
}

/// <summary>A day that is what it was when facts of it were taken out.</summary>
/// <param name="Run">That took them out.</param>
/// <param name="At">When, microseconds.</param>
public sealed record PurgedDay(LocalDate Date, DayBasis Basis, long Worked, long Summed, IReadOnlyList<DerivedPart> Parts, long Run, long At);

/// <summary>Facts that were taken out by age, and what is kept of their days.</summary>
public sealed class PurgeStore
{
    private const string DaysSql =
        """
        select date, basis, worked_us, summed_us, run_id, run.started_at_us from purged_day join run on run.id = run_id
        where person_id = $person and date between $first and $last
        order by date
        """;

    // Whose and of what kind time was says nothing of when and where in the day, nor on which machine.
    private static readonly PartKind[] Kept = [PartKind.Project, PartKind.Language, PartKind.Category, PartKind.Engagement];

    private readonly Ledger _ledger;
    private readonly SqliteConnection _connection;

    internal PurgeStore(Ledger ledger) => (_ledger, _connection) = (ledger, ledger.Connection);

    /// <summary>The purged days of a person from first to last, both inclusive, in order.</summary>
    public IReadOnlyList<PurgedDay> DaysOf(int person, LocalDate first, LocalDate last)
    {
        var span = new (string, object?)[] { ("$person", person), ("$first", Days.From(first)), ("$last", Days.From(last)) };
        var parts = _connection.Query("select date, kind, id, worked_us from purged_part where person_id = $person and date between $first and $last order by date, kind, id",
            r => (Date: r.GetInt64(0), Part: new DerivedPart((PartKind)r.GetInt32(1), r.GetInt32(2), r.GetInt64(3))), span).ToLookup(p => p.Date, p => p.Part);
        return _connection.Query(DaysSql, r => new PurgedDay(Days.ToDate(r.GetInt64(0)), (DayBasis)r.GetInt32(1), r.GetInt64(2), r.GetInt64(3), [.. parts[r.GetInt64(0)]], r.GetInt64(4), r.GetInt64(5)), span);
    }

    /// <summary>From a person's first purged day to the last, or null.</summary>
    public (LocalDate First, LocalDate Last)? SpanOf(int person) => _connection.Query("select min(date), max(date) from purged_day where person_id = $person",
        r => r.IsDBNull(0) ? ((LocalDate, LocalDate)?)null : (Days.ToDate(r.GetInt64(0)), Days.ToDate(r.GetInt64(1))), ("$person", person)).Single();

    /// <summary>Does all of a purge as one transaction.</summary>
    public T AsOne<T>(Func<T> work)
    {
        // What is deleted is overwritten, and does not wait in free pages for who looks.
        _connection.Execute("pragma secure_delete = on");
        return _ledger.AsOne(work);
    }

    /// <summary>Takes a source's facts of before out, and remembers to leave them out from now on.</summary>
    /// <param name="before">The instant at which the date begins, microseconds.</param>
    public PurgedFacts TakeOut(int source, long before, LocalDate beforeDate, long run) => _ledger.InTransaction(() =>
    {
        var facts = new FactPurge(_connection, source, before, Days.From(beforeDate)).Run();
        _connection.Execute(
            """
            insert into purge (source_id, before_us, before_date, run_id) values ($source, $before, $date, $run)
            on conflict (source_id) do update set before_us = max(before_us, excluded.before_us), before_date = max(before_date, excluded.before_date), run_id = excluded.run_id
            """, ("$source", source), ("$before", before), ("$date", Days.From(beforeDate)), ("$run", run));
        return facts;
    });

    /// <summary>Keeps a day as it was.</summary>
    public void Keep(int person, DerivedDay day, long run) => _ledger.InTransaction(() =>
    {
        _connection.Execute("insert into purged_day (person_id, date, basis, worked_us, summed_us, run_id) values ($person, $date, $basis, $worked, $summed, $run)",
            ("$person", person), ("$date", Days.From(day.Date)), ("$basis", (int)(day.Basis == DayBasis.Empty ? DayBasis.Empty : DayBasis.Total)), ("$worked", day.Worked), ("$summed", day.Summed), ("$run", run));
        foreach (var part in day.Parts.Where(p => Kept.Contains(p.Kind)))
            _connection.Execute("insert into purged_part (person_id, date, kind, id, worked_us) values ($person, $date, $kind, $id, $worked)",
                ("$person", person), ("$date", Days.From(day.Date)), ("$kind", (int)part.Kind), ("$id", part.Id), ("$worked", part.Micros));
        var start = new StaleSpans();
        start.Add(day.Start, day.Start);
        start.Write(_connection);
        return 0;
    });

    /// <summary>Takes out names that nothing refers to any more.</summary>
    public void SweepNames() => _ledger.InTransaction(() =>
    {
        NameSweep.Run(_connection);
        return 0;
    });

    /// <summary>Writes the file anew without the room that was freed. Not within a transaction; where it is killed, the file is as before.</summary>
    public void Shrink() => _connection.Execute("vacuum");

    /// <summary>Days of a person are worked out from facts again, since the facts came back.</summary>
    internal static void Release(SqliteConnection connection, int source, IEnumerable<(long From, long To)> spans)
    {
        foreach (var (from, to) in spans)
            foreach (var table in (ReadOnlySpan<string>)["purged_part", "purged_day"])
                connection.Execute(
                    $"delete from {table} where person_id = (select person_id from source where id = $source) and date in (select date from day where day.person_id = {table}.person_id and start_us <= $to and end_us > $from)",
                    ("$source", source), ("$from", from), ("$to", to));
    }
}
