using Daybook.Model;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>Collects the spans of time whose days must be derived again, near ones joined.</summary>
internal sealed class StaleSpans
{
    // A date is marked generously: whatever zone it was cut by, it lies within 14 hours of UTC's.
    private const long ZoneReach = 14 * Micros.PerHour;
    private const long Near = 48 * Micros.PerHour;
    private readonly List<(long From, long To)> _spans = [];

    public void Add(long from, long to)
    {
        if (_spans.Count > 0 && _spans[^1] is var last && from >= last.From - Near && from <= last.To + Near)
            _spans[^1] = (Math.Min(last.From, from), Math.Max(last.To, to));
        else
            _spans.Add((from, to));
    }

    public void Add(LocalDate date)
    {
        var start = Micros.From(date.AtMidnight().InUtc().ToInstant());
        Add(start - ZoneReach, start + 24 * Micros.PerHour + ZoneReach);
    }

    /// <summary>Of a time entry's row: its date where it is a length on one, else from its start to its end.</summary>
    public void Add(long? date, long from, long to)
    {
        if (date is { } day) Add(Days.ToDate(day));
        else Add(from, to);
    }

    /// <summary>
    /// One day of the source's person that is derived: a contract may say how days are cut, and whoever derives that day again
    /// sees whether all others have to be.
    /// </summary>
    public void AddAnyDay(SqliteConnection connection, int source)
    {
        const string MiddleSql = "select (start_us + end_us) / 2 from day where person_id = (select person_id from source where id = $source) order by date limit 1";
        if (connection.Scalar<long?>(MiddleSql, ("$source", source)) is { } middle) Add(middle, middle);
    }

    public IReadOnlyList<(long From, long To)> All => _spans;

    /// <summary>From the earliest to the latest, or null when nothing was added.</summary>
    public (long From, long To)? Whole => _spans.Count == 0 ? null : (_spans.Min(s => s.From), _spans.Max(s => s.To));

    public void Write(SqliteConnection connection)
    {
        foreach (var (from, to) in _spans)
            connection.Execute("insert into stale (from_us, to_us) values ($from, $to)", ("$from", from), ("$to", to));
    }
}
