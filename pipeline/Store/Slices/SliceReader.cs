using Daybook.Model;
using Daybook.Store.Hot;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Store;

/// <summary>Reads a period from the derived days: a handful of look-ups by key, however long the ledger is.</summary>
internal sealed class SliceReader(nint db)
{
    private const string DaysSql =
        """
        select date, start_us, end_us, basis, worked_us, first_clock_us, last_clock_us, covered_twice_us, heartbeats
        from day
        where person_id = ? and date between ? and ?
        order by date
        """;

    private const string PartsSql =
        """
        select part.date, part.kind, part.worked_us, name.text, part.id
        from day_part as part
        left join name on name.id = part.id
        where part.person_id = ? and part.date between ? and ? and part.kind < 10
        order by part.date, part.kind, part.worked_us desc, name.text
        """;

    private const string AgentPartsSql =
        """
        select part.date, part.id, part.worked_us
        from day_part as part
        where part.person_id = ? and part.date between ? and ? and part.kind = 10
        order by part.date, part.worked_us desc, part.id
        """;

    private const string AgentSql =
        """
        select machine.text, user_agent.text, editor.text, os.text,
          coalesce((select machine from label where name_id = agent.machine_id order by source_id limit 1), ''),
          coalesce((select editor from label where name_id = agent.user_agent_id order by source_id limit 1), ''),
          coalesce((select operating_system from label where name_id = agent.user_agent_id order by source_id limit 1), '')
        from agent
        join name as machine on machine.id = agent.machine_id
        join name as user_agent on user_agent.id = agent.user_agent_id
        join name as editor on editor.id = agent.editor_id
        join name as os on os.id = agent.operating_system_id
        where agent.id = ?
        """;

    private const string StretchesSql =
        "select date, start_us, end_us, start_clock_us from stretch where person_id = ? and date between ? and ? order by date, start_us";

    private const string ActiveSql =
        "select date from day where person_id = ? and date <= ? and worked_us > 0 order by date desc";

    private const string ControlsSql =
        """
        select total.date, source.name, total.total_us, day.worked_us
        from day
        join source on source.person_id = day.person_id
        join day_total as total on total.date = day.date and total.source_id = source.id and total.is_current = 1
        where day.person_id = ? and day.date between ? and ? and day.basis = 3
        order by total.date, source.name
        """;

    private const string SumSql = "select ifnull(sum(worked_us), 0), ifnull(max(basis <> 0), 0) from day where person_id = ? and date between ? and ?";

    private const string FirstSql = "select min(date) from day where person_id = ? and basis <> 0";

    private const string AllActiveSql = "select date from day where person_id = ? and worked_us > 0 order by date";

    /// <summary>The days of a range with their stretches and without their parts; days without a row are left out.</summary>
    public IReadOnlyList<DerivedDay> DaysOf(int person, LocalDate first, LocalDate last)
    {
        var (from, to) = (Days.From(first), Days.From(last));
        var stretches = Rows(StretchesSql, person, from, to, row => new DatedStretch(Days.ToDate(row.Int64(0)), row.Int64(3), new Stretch(row.Int64(1), row.Int64(2))))
            .ToLookup(s => s.Date, s => s.Stretch);
        return Rows(DaysSql, person, from, to, row => Day(row) with { Stretches = [.. stretches[Days.ToDate(row.Int64(0))]] });
    }

    /// <summary>What was worked on the days of a range, microseconds, and whether any source says anything of one of them.</summary>
    public (long Worked, bool HasData) SumOf(int person, LocalDate first, LocalDate last)
    {
        var (worked, hasData) = (0L, false);
        Each(SumSql, person, Days.From(first), Days.From(last), row => (worked, hasData) = (row.Int64(0), row.Int(1) > 0));
        return (worked, hasData);
    }

    /// <summary>The first day that a source says anything of, or null.</summary>
    public LocalDate? FirstDay(int person)
    {
        using var first = new HotStatement(db, FirstSql);
        first.Bind(1, person);
        return first.Step() && first.NullableInt64(0) is { } date ? Days.ToDate(date) : null;
    }

    /// <summary>Days with any time, in order.</summary>
    public IReadOnlyList<LocalDate> ActiveDates(int person)
    {
        using var active = new HotStatement(db, AllActiveSql);
        active.Bind(1, person);
        var dates = new List<LocalDate>();
        while (active.Step()) dates.Add(Days.ToDate(active.Int64(0)));
        return dates;
    }

    /// <param name="earlier">How many periods before it are wanted for comparison.</param>
    public DerivedSlice Read(int person, Period period, int earlier)
    {
        var first = Days.From(period.From);
        var last = Days.From(period.To);
        var parts = new PartLists();
        Each(PartsSql, person, first, last, row => parts.Add(row.Int(0), new NamedPart((PartKind)row.Int(1), row.Int64(2), row.Int(4) == DerivedPart.OfNoCategory ? null : row.Text(3), null)));
        var agents = new AgentTexts(db);
        Each(AgentPartsSql, person, first, last, row => parts.Add(row.Int(0), new NamedPart(PartKind.Agent, row.Int64(2), "", agents.Of(row.Int(1)))));
        var days = Rows(DaysSql, person, first, last, row => new NamedDay(Day(row), parts.Of(row.Int(0))));
        var start = period;
        for (var i = 0; i < earlier; i++) start = start.Previous;
        var before = Rows(DaysSql, person, Days.From(start.From), first - 1, Day);
        // The day before tells whether the first stretch began earlier, the day after how far the last one goes on.
        var stretches = Rows(StretchesSql, person, first - 1, last + 1,
            row => new DatedStretch(Days.ToDate(row.Int64(0)), row.Int64(3), new Stretch(row.Int64(1), row.Int64(2))));
        var controls = Rows(ControlsSql, person, first, last, row => new ControlFigure(
            Days.ToDate(row.Int64(0)), row.Text(1), Micros.ToDuration(row.Int64(2)), Micros.ToDuration(row.Int64(3))));
        return new DerivedSlice(days, before, stretches, ActiveDays(person, period), controls);
    }

    private static DerivedDay Day(HotStatement row) => new(
        Days.ToDate(row.Int64(0)), row.Int64(1), row.Int64(2), (DayBasis)row.Int(3), row.Int64(4), row.NullableInt64(5), row.NullableInt64(6),
        row.Int64(7), row.Int(8), [], []);

    private Streak ActiveDays(int person, Period period)
    {
        using var active = new HotStatement(db, ActiveSql);
        active.Bind(1, person);
        active.Bind(2, Days.From(period.To));
        var days = 0;
        LocalDate? since = null;
        while (active.Step())
        {
            var date = Days.ToDate(active.Int64(0));
            if (since is null ? date < period.From : date.PlusDays(1) != since) break;
            since = date;
            days++;
        }
        return new Streak(days, since);
    }

    private List<T> Rows<T>(string sql, int person, int first, int last, Func<HotStatement, T> read) where T : class
    {
        var rows = new List<T>();
        Each(sql, person, first, last, row => rows.Add(read(row)));
        return rows;
    }

    private void Each(string sql, int person, int first, int last, Action<HotStatement> take)
    {
        using var statement = new HotStatement(db, sql);
        statement.Bind(1, person);
        statement.Bind(2, first);
        statement.Bind(3, last);
        while (statement.Step()) take(statement);
    }

    /// <summary>Parts by the number of their day.</summary>
    private sealed class PartLists
    {
        private readonly Dictionary<int, List<NamedPart>> _lists = [];

        public void Add(int date, NamedPart part)
        {
            if (!_lists.TryGetValue(date, out var list)) _lists[date] = list = [];
            list.Add(part);
        }

        public IReadOnlyList<NamedPart> Of(int date) => _lists.TryGetValue(date, out var list) ? list : [];
    }

    /// <summary>What agents' ids stand for, each looked up once.</summary>
    private sealed class AgentTexts(nint db)
    {
        private readonly Dictionary<int, AgentText> _known = [];

        public AgentText Of(int id)
        {
            if (_known.TryGetValue(id, out var known)) return known;
            using var agent = new HotStatement(db, AgentSql);
            agent.Bind(1, id);
            var text = agent.Step()
                ? new AgentText(agent.Text(0), agent.Text(1), agent.Text(2), agent.Text(3), agent.Text(4), agent.Text(5), agent.Text(6))
                : new AgentText("", "", "", "", "", "", "");
            return _known[id] = text;
        }
    }
}
