using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>The chain of what was closed and reopened; rows are added, never changed.</summary>
public sealed class ClosingStore
{
    private const string RowsSql =
        """
        select id, kind, first, last, made_at_us, planned_us, should_us, worked_us, credited_us, adjusted_us, balance_us, carried_us, timeline_us,
          body, inputs, previous, hash, reopened_by
        from closing
        where person_id = $person
        order by id
        """;

    private const string AddSql =
        """
        insert into closing (person_id, kind, first, last, made_at_us, planned_us, should_us, worked_us, credited_us, adjusted_us, balance_us, carried_us,
          timeline_us, body, inputs, previous, hash)
        values ($person, $kind, $first, $last, $now, $planned, $should, $worked, $credited, $adjusted, $balance, $carried, $timeline, $body, $inputs, $previous, $hash)
        returning id
        """;

    private readonly Ledger _ledger;
    private readonly SqliteConnection _connection;

    internal ClosingStore(Ledger ledger)
    {
        _ledger = ledger;
        _connection = ledger.Connection;
    }

    /// <summary>The whole chain of a person, in order.</summary>
    public IReadOnlyList<ClosingRow> Chain(int person) => Rows(person);

    /// <summary>Runs the work as one transaction: all of its links are made, or none.</summary>
    public T InOne<T>(Func<T> work) => _ledger.InTransaction(work);

    /// <summary>Adds a link to the person's chain.</summary>
    /// <returns>Its id.</returns>
    public long Add(int person, NewClosing row)
    {
        var previous = _connection.Query("select hash from closing where person_id = $person order by id desc limit 1", r => (byte[])r[0], ("$person", person)).FirstOrDefault() ?? [];
        var sums = row.Sums;
        var id = _connection.Scalar<long>(AddSql, ("$person", person), ("$kind", KindText(row.Kind)), ("$first", Store.Days.From(row.First)), ("$last", Store.Days.From(row.Last)),
            ("$now", row.MadeAt), ("$planned", sums?.Planned), ("$should", sums?.Should), ("$worked", sums?.Worked), ("$credited", sums?.Credited),
            ("$adjusted", sums?.Adjusted), ("$balance", sums?.Balance), ("$carried", sums?.Carried), ("$timeline", sums?.Counted), ("$body", row.Body),
            ("$inputs", row.Inputs), ("$previous", previous), ("$hash", row.HashAfter(previous)));
        foreach (var (date, micros) in row.Late)
            _connection.Execute("insert into closing_late (closing_id, date, late_us) values ($id, $date, $late)", ("$id", id), ("$date", Store.Days.From(date)), ("$late", micros));
        if (row.Kind == ClosingKind.Reopen)
            _connection.Execute("update closing set reopened_by = $id where person_id = $person and reopened_by is null and kind <> 'reopen' and last >= $first",
                ("$id", id), ("$person", person), ("$first", Store.Days.From(row.First)));
        return id;
    }

    private List<ClosingRow> Rows(int person)
    {
        var late = _connection.Query("select closing_id, date, late_us from closing_late order by closing_id, date",
            r => (Id: r.GetInt64(0), Date: Store.Days.ToDate(r.GetInt64(1)), Micros: r.GetInt64(2))).ToLookup(l => l.Id, l => (l.Date, l.Micros));
        return [.. _connection.Query(RowsSql, Row, ("$person", person)).Select(r => late.Contains(r.Id) ? r with { Said = r.Said with { Late = [.. late[r.Id]] } } : r)];
    }

    private static ClosingRow Row(SqliteDataReader r) => new(r.GetInt64(0),
        new NewClosing(KindOf(r.GetString(1)), Store.Days.ToDate(r.GetInt64(2)), Store.Days.ToDate(r.GetInt64(3)), r.GetInt64(4),
            r.IsDBNull(10) ? null : new ClosingSums(r.GetInt64(5), r.GetInt64(6), r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), r.GetInt64(10), r.GetInt64(11), r.GetInt64(12)),
            r.GetString(13), (byte[])r[14]),
        (byte[])r[15], (byte[])r[16], r.NullableInt64(17));

    private static string KindText(ClosingKind kind) => kind switch
    {
        ClosingKind.Day => "day",
        ClosingKind.Week => "week",
        _ => "reopen",
    };

    private static ClosingKind KindOf(string text) => text switch
    {
        "day" => ClosingKind.Day,
        "week" => ClosingKind.Week,
        _ => ClosingKind.Reopen,
    };
}
