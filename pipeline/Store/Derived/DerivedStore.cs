using Daybook.Model;
using Daybook.Store.Hot;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>Days worked out from facts: kept to answer quickly, thrown away and built again at will.</summary>
public sealed class DerivedStore
{
    private const string DaysSql =
        """
        select date, start_us, end_us, basis, worked_us, first_clock_us, last_clock_us, covered_twice_us, heartbeats, summed_us
        from day
        where person_id = $person
        order by date
        """;

    private readonly Ledger _ledger;
    private readonly SqliteConnection _connection;

    internal DerivedStore(Ledger ledger)
    {
        _ledger = ledger;
        _connection = ledger.Connection;
    }

    /// <summary>Spans of time whose days no longer follow from the facts, microseconds, ascending.</summary>
    public IReadOnlyList<(long From, long To)> Stale() =>
        _connection.Query("select from_us, to_us from stale order by from_us, to_us", r => (r.GetInt64(0), r.GetInt64(1)));

    /// <summary>The settings a person's days were derived with, or null when they never were.</summary>
    public string? SettingsOf(int person) => _connection.Scalar<string>("select settings from derived_with where person_id = $person", ("$person", person));

    /// <summary>All stored days of a person in order, parts ordered by kind and id.</summary>
    public IEnumerable<DerivedDay> Days(int person)
    {
        var parts = _connection.Query(
            "select date, kind, id, worked_us from day_part where person_id = $person order by date, kind, id",
            r => (Date: r.GetInt64(0), Part: new DerivedPart((PartKind)r.GetInt32(1), r.GetInt32(2), r.GetInt64(3))), ("$person", person)).ToLookup(p => p.Date, p => p.Part);
        var stretches = _connection.Query(
            "select date, start_us, end_us from stretch where person_id = $person order by date, start_us",
            r => (Date: r.GetInt64(0), Stretch: new Stretch(r.GetInt64(1), r.GetInt64(2))), ("$person", person)).ToLookup(s => s.Date, s => s.Stretch);
        return _connection.Query(DaysSql, r => new DerivedDay(
            Store.Days.ToDate(r.GetInt64(0)), r.GetInt64(1), r.GetInt64(2), (DayBasis)r.GetInt32(3), r.GetInt64(4), r.NullableInt64(5), r.NullableInt64(6),
            r.GetInt64(7), r.GetInt32(8), [.. parts[r.GetInt64(0)]], [.. stretches[r.GetInt64(0)]])
        { Summed = r.GetInt64(9) }, ("$person", person));
    }

    /// <summary>A person's counted time by day and project over some days, microseconds.</summary>
    public IReadOnlyDictionary<(LocalDate Date, string Project), long> ByProject(int person, LocalDate first, LocalDate last) => _connection.Query(
        """
        select date, name.text, sum(day_part.worked_us)
        from day_part join name on name.id = day_part.id
        where person_id = $person and kind = 1 and date between $first and $last
        group by date, name.text
        """,
        r => (Key: (Store.Days.ToDate(r.GetInt64(0)), r.GetString(1)), Micros: r.GetInt64(2)),
        ("$person", person), ("$first", Store.Days.From(first)), ("$last", Store.Days.From(last))).ToDictionary(d => d.Key, d => d.Micros);

    /// <summary>Nothing that is derived is trusted any more: whoever derives next builds all of it anew.</summary>
    public void Distrust() => _ledger.InTransaction(() => _connection.Execute("update derived_with set settings = ''"));

    /// <summary>All that is derived, anew, in one transaction; the work replaces spans of days through the writer it is given.</summary>
    /// <param name="settings">By person, what the days are derived with from now on.</param>
    public void Rebuild(IReadOnlyDictionary<int, string> settings, Action<DayWriter> work) => _ledger.InTransaction(() =>
    {
        using (var writer = new DayWriter(_connection)) work(writer);
        _connection.Execute("delete from stale");
        foreach (var (person, text) in settings)
            _connection.Execute(
                "insert into derived_with (person_id, settings) values ($person, $settings) on conflict (person_id) do update set settings = excluded.settings",
                ("$person", person), ("$settings", text));
        return 0;
    });
}

/// <summary>Writes derived days of one person after the other.</summary>
public sealed class DayWriter : IDisposable
{
    private const string DaySql =
        """
        insert into day (person_id, date, start_us, end_us, basis, worked_us, first_clock_us, last_clock_us, covered_twice_us, heartbeats, summed_us)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private readonly SqliteConnection _connection;
    private readonly HotStatement _day, _part, _stretch;

    internal DayWriter(SqliteConnection connection)
    {
        _connection = connection;
        _day = new HotStatement(connection, DaySql);
        _part = new HotStatement(connection, "insert into day_part (person_id, date, kind, id, worked_us) values (?, ?, ?, ?, ?)");
        _stretch = new HotStatement(connection, "insert into stretch (person_id, date, start_us, end_us, start_clock_us) values (?, ?, ?, ?, ?)");
    }

    /// <param name="last">Inclusive.</param>
    public void Forget(int person, LocalDate first, LocalDate last)
    {
        foreach (var table in (ReadOnlySpan<string>)["stretch", "day_part", "day"])
            _connection.Execute($"delete from {table} where person_id = $person and date between $first and $last", ("$person", person),
                ("$first", Days.From(first)), ("$last", Days.From(last)));
    }

    /// <param name="clockOf">What a local clock shows at an instant, microseconds since midnight.</param>
    public void Add(int person, DerivedDay day, Func<long, long> clockOf)
    {
        var date = Days.From(day.Date);
        Start(_day, person, date);
        _day.Bind(3, day.Start);
        _day.Bind(4, day.End);
        _day.Bind(5, (int)day.Basis);
        _day.Bind(6, day.Worked);
        _day.BindOrNull(7, day.First);
        _day.BindOrNull(8, day.Last);
        _day.Bind(9, day.CoveredTwice);
        _day.Bind(10, day.Heartbeats);
        _day.Bind(11, day.Summed);
        _day.Run();
        foreach (var part in day.Parts)
        {
            Start(_part, person, date);
            _part.Bind(3, (int)part.Kind);
            _part.Bind(4, part.Id);
            _part.Bind(5, part.Micros);
            _part.Run();
        }
        foreach (var stretch in day.Stretches)
        {
            Start(_stretch, person, date);
            _stretch.Bind(3, stretch.Start);
            _stretch.Bind(4, stretch.End);
            _stretch.Bind(5, clockOf(stretch.Start));
            _stretch.Run();
        }
    }

    public void Dispose()
    {
        _day.Dispose();
        _part.Dispose();
        _stretch.Dispose();
    }

    private static void Start(HotStatement statement, int person, int date)
    {
        statement.Bind(1, person);
        statement.Bind(2, date);
    }
}
