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
        select part.date, part.kind, part.worked_us, name.text
        from day_part as part
        join name on name.id = part.id
        where part.person_id = ? and part.date between ? and ? and part.kind <> 10
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

    /// <param name="earlier">How many periods before it are wanted for comparison.</param>
    public DerivedSlice Read(int person, Period period, int earlier)
    {
        var first = Days.From(period.From);
        var last = Days.From(period.To);
        var days = Rows(DaysSql, person, first, last, s => new DerivedDay(
            Days.ToDate(s.Int64(0)), s.Int64(1), s.Int64(2), (DayBasis)s.Int(3), s.Int64(4), s.NullableInt64(5), s.NullableInt64(6), s.Int64(7), s.Int(8), [], []));
        var start = period;
        for (var i = 0; i < earlier; i++) start = start.Previous;
        var before = Rows(DaysSql, person, Days.From(start.From), first - 1, s => (Days.ToDate(s.Int64(0)), (DayBasis)s.Int(3), s.Int64(4)));
        var parts = Rows(PartsSql, person, first, last, s => new NamedPart(Days.ToDate(s.Int64(0)), (PartKind)s.Int(1), s.Int64(2), s.Text(3), null));
        // The day before tells whether the first stretch began earlier, the day after how far the last one goes on.
        var stretches = Rows(StretchesSql, person, first - 1, last + 1, s => new DatedStretch(Days.ToDate(s.Int64(0)), s.Int64(3), new Stretch(s.Int64(1), s.Int64(2))));
        var controls = Rows(ControlsSql, person, first, last, s => new ControlFigure(
            Days.ToDate(s.Int64(0)), s.Text(1), Micros.ToDuration(s.Int64(2)), Micros.ToDuration(s.Int64(3))));
        return new DerivedSlice(days, [.. parts, .. AgentParts(person, first, last)], before, stretches, ActiveDays(person, period), controls);
    }

    private List<NamedPart> AgentParts(int person, int first, int last)
    {
        using var agent = new HotStatement(db, AgentSql);
        var agents = new Dictionary<int, AgentText>();
        var rows = Rows(AgentPartsSql, person, first, last, s => (Date: s.Int64(0), Agent: s.Int(1), Worked: s.Int64(2)));
        foreach (var row in rows)
        {
            if (agents.ContainsKey(row.Agent)) continue;
            agent.Bind(1, row.Agent);
            agents[row.Agent] = agent.Step()
                ? new AgentText(agent.Text(0), agent.Text(1), agent.Text(2), agent.Text(3), agent.Text(4), agent.Text(5), agent.Text(6))
                : new AgentText("", "", "", "", "", "", "");
            agent.Reset();
        }
        return [.. rows.Select(r => new NamedPart(Days.ToDate(r.Date), PartKind.Agent, r.Worked, "", agents[r.Agent]))];
    }

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

    private List<T> Rows<T>(string sql, int person, int first, int last, Func<HotStatement, T> read)
    {
        using var statement = new HotStatement(db, sql);
        statement.Bind(1, person);
        statement.Bind(2, first);
        statement.Bind(3, last);
        var rows = new List<T>();
        while (statement.Step()) rows.Add(read(statement));
        return rows;
    }
}
