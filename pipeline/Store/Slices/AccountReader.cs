using Daybook.Model;
using Daybook.Store.Hot;
using NodaTime;

namespace Daybook.Store;

/// <summary>A closed day as it was sealed.</summary>
/// <param name="Body">JSON of its addends and terms; null where it was not asked for.</param>
public sealed record ClosedDay(LocalDate Date, ClosingSums Sums, string? Body);

/// <summary>A closed day and what is derived of it today; microseconds.</summary>
/// <param name="Counted">What counted as worked when it was closed.</param>
/// <param name="Worked">On the timeline today.</param>
/// <param name="Summed">All that is said of it today, overlaps as often as they stand there.</param>
/// <param name="Booked">Of late time, on days closed after it.</param>
public sealed record ClosedDaySince(LocalDate Date, long Planned, long Should, long Credited, long Counted, long Adjusted, long Balance, long Worked, long Summed, long Booked)
{
    /// <summary>The balance before it, as it was closed.</summary>
    public long Opening => Balance - Adjusted - (Counted + Credited - Should);
}

/// <summary>What an account is worked out from, beside its terms: derived days, and what of them is closed. All by key.</summary>
public sealed class AccountReader
{
    private const string DaysSql =
        "select date, start_us, end_us, basis, worked_us, summed_us from day where person_id = ? and date between ? and ? order by date";

    private const string StretchesSql =
        "select date, start_us, end_us from stretch where person_id = ? and date between ? and ? order by date, start_us";

    private const string ClosedSql =
        """
        select first, planned_us, should_us, worked_us, credited_us, adjusted_us, balance_us, carried_us, timeline_us, {0}
        from closing
        where person_id = ?1 and kind = 'day' and reopened_by is null and first between ?2 and ?3
        order by first{1}
        """;

    private const string WeeksSql =
        "select first, last from closing where person_id = ? and kind = 'week' and reopened_by is null and last >= ? and first <= ? order by first";

    // With what was booked of them by closings that still hold.
    private const string SinceSql =
        """
        select closed.first, closed.planned_us, closed.should_us, closed.credited_us, closed.timeline_us, closed.adjusted_us, closed.balance_us, coalesce(day.worked_us, 0), coalesce(day.summed_us, 0),
          coalesce(booked.late_us, 0)
        from closing as closed
        left join day on day.person_id = closed.person_id and day.date = closed.first
        -- From what is booked, which is little, to who booked it, never the other way round.
        left join (select date, sum(late_us) as late_us from closing_late cross join closing as booking on booking.id = closing_late.closing_id
          where booking.person_id = ?1 and booking.reopened_by is null group by date) as booked on booked.date = closed.first
        where closed.person_id = ?1 and closed.kind = 'day' and closed.reopened_by is null
        order by closed.first
        """;

    private readonly nint _db;

    internal AccountReader(nint db) => _db = db;

    /// <summary>Derived days that have a row, in order, without parts.</summary>
    /// <param name="withStretches">Whether it matters when the time was.</param>
    public IReadOnlyList<DerivedDay> Days(int person, LocalDate from, LocalDate to, bool withStretches)
    {
        var stretches = new Dictionary<int, List<Stretch>>();
        if (withStretches)
            Each(StretchesSql, person, from, to, row =>
            {
                if (!stretches.TryGetValue(row.Int(0), out var list)) stretches[row.Int(0)] = list = [];
                list.Add(new Stretch(row.Int64(1), row.Int64(2)));
            });
        var days = new List<DerivedDay>();
        Each(DaysSql, person, from, to, row => days.Add(new DerivedDay(Store.Days.ToDate(row.Int64(0)), row.Int64(1), row.Int64(2), (DayBasis)row.Int(3), row.Int64(4), null, null, 0, 0,
            [], stretches.TryGetValue(row.Int(0), out var list) ? list : [])
        { Summed = row.Int64(5) }));
        return days;
    }

    /// <summary>The first and the last day with a row, or null where there is none.</summary>
    public (LocalDate First, LocalDate Last)? Span(int person)
    {
        using var span = new HotStatement(_db, "select (select min(date) from day where person_id = ?1), (select max(date) from day where person_id = ?1)");
        span.Bind(1, person);
        return span.Step() && span.NullableInt64(0) is { } first ? (Store.Days.ToDate(first), Store.Days.ToDate(span.Int64(1))) : null;
    }

    /// <summary>Closed days that still hold, in order.</summary>
    public IReadOnlyList<ClosedDay> Closed(int person, LocalDate from, LocalDate to, bool withBody)
    {
        var closed = new List<ClosedDay>();
        Each(string.Format(System.Globalization.CultureInfo.InvariantCulture, ClosedSql, withBody ? "body" : "null", ""), person, from, to, row => closed.Add(Closed(row, withBody)));
        return closed;
    }

    /// <summary>The last closed day that still holds, with its body; null where none does.</summary>
    public ClosedDay? LastClosed(int person)
    {
        ClosedDay? last = null;
        Each(string.Format(System.Globalization.CultureInfo.InvariantCulture, ClosedSql, "body", " desc limit 1"), person, LocalDate.MinIsoValue, LocalDate.MaxIsoValue, row => last = Closed(row, true));
        return last;
    }

    /// <summary>The first closed day that still holds, or null.</summary>
    public LocalDate? FirstClosed(int person)
    {
        using var first = new HotStatement(_db, "select min(first) from closing where person_id = ? and kind = 'day' and reopened_by is null");
        first.Bind(1, person);
        return first.Step() && first.NullableInt64(0) is { } date ? Store.Days.ToDate(date) : null;
    }

    /// <summary>Closed weeks that touch a span, in order.</summary>
    public IReadOnlyList<AccountWeekSpan> ClosedWeeks(int person, LocalDate from, LocalDate to)
    {
        var weeks = new List<AccountWeekSpan>();
        Each(WeeksSql, person, from, to, row => weeks.Add(new AccountWeekSpan(Store.Days.ToDate(row.Int64(0)), Store.Days.ToDate(row.Int64(1)), IsClosed: true)));
        return weeks;
    }

    /// <summary>Each closed day beside what is derived of it today, in order.</summary>
    public IEnumerable<ClosedDaySince> Since(int person)
    {
        using var row = new HotStatement(_db, SinceSql);
        row.Bind(1, person);
        while (row.Step())
            yield return new ClosedDaySince(Store.Days.ToDate(row.Int64(0)), row.Int64(1), row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5), row.Int64(6), row.Int64(7), row.Int64(8), row.Int64(9));
    }

    private static ClosedDay Closed(HotStatement row, bool withBody) => new(Store.Days.ToDate(row.Int64(0)),
        new ClosingSums(row.Int64(1), row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5), row.Int64(6), row.Int64(7), row.Int64(8)), withBody ? row.Text(9) : null);

    private void Each(string sql, int person, LocalDate from, LocalDate to, Action<HotStatement> take)
    {
        using var statement = new HotStatement(_db, sql);
        statement.Bind(1, person);
        statement.Bind(2, Store.Days.From(from));
        statement.Bind(3, Store.Days.From(to));
        while (statement.Step()) take(statement);
    }
}
