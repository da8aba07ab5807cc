using Daybook.Model;
using Daybook.Store.Hot;
using NodaTime;

namespace Daybook.Store;

/// <summary>Reads of whom days' time was: a few rows a day, by key.</summary>
public sealed class EngagementReader
{
    /// <summary>The row of <c>engagement</c> that a <c>time_entry as entry</c> has; none where it says no more than its project.</summary>
    internal const string OfEntry =
        """
        engagement.project_id = entry.project_id and engagement.client_id = entry.client_id and engagement.task_id = entry.task_id
          and engagement.is_billable = ifnull(entry.is_billable, -1) and engagement.rate = ifnull(entry.rate, -1) and engagement.currency = ifnull(entry.currency, '')
        """;

    private const string EngagedSql =
        """
        select part.date, part.worked_us, project.text, client.text, task.text, engagement.is_billable, engagement.rate, engagement.currency
        from day_part as part
        join engagement on engagement.id = part.id
        join name as project on project.id = engagement.project_id
        join name as client on client.id = engagement.client_id
        join name as task on task.id = engagement.task_id
        where part.person_id = ? and part.date between ? and ? and part.kind = 11 and part.worked_us <> 0
        order by part.date, project.text, client.text, task.text, engagement.is_billable, engagement.rate, engagement.currency
        """;

    private const string ProjectsSql =
        """
        select part.date, part.worked_us, project.text
        from day_part as part
        join name as project on project.id = part.id
        where part.person_id = ? and part.date between ? and ? and part.kind = 1 and part.worked_us <> 0
        order by part.date, project.text
        """;

    private readonly nint _db;

    internal EngagementReader(nint db) => _db = db;

    /// <summary>Whether any entry says more of itself than its project.</summary>
    public bool IsAny
    {
        get
        {
            using var any = new HotStatement(_db, "select 1 from engagement limit 1");
            return any.Step();
        }
    }

    /// <summary>
    /// All time of projects over some days, both inclusive, by day. What is of a project and no entry says more of stands in rows with the project alone; so
    /// the rows of a day and project sum to its time.
    /// </summary>
    public IReadOnlyList<EngagedTime> Of(int person, LocalDate first, LocalDate last)
    {
        var rows = new List<EngagedTime>();
        var left = new Dictionary<(LocalDate, string), long>();
        Each(ProjectsSql, person, first, last, row => left[(Days.ToDate(row.Int(0)), row.Text(2))] = row.Int64(1));
        Each(EngagedSql, person, first, last, row =>
        {
            var time = new EngagedTime(Days.ToDate(row.Int(0)), row.Text(2), row.Text(3), row.Text(4), Flag(row.Int(5)), Rate(row.Int64(6), row.Text(7)), row.Int64(1));
            rows.Add(time);
            left[(time.Date, time.Project)] = left.GetValueOrDefault((time.Date, time.Project)) - time.Micros;
        });
        foreach (var ((date, project), micros) in left)
            if (micros != 0) rows.Add(new EngagedTime(date, project, "", "", null, null, micros));
        return [.. rows.OrderBy(r => r.Date).ThenBy(r => r.Project, StringComparer.Ordinal).ThenBy(r => r.Client, StringComparer.Ordinal)];
    }

    internal static bool? Flag(int stored) => stored < 0 ? null : stored == 1;

    internal static Money? Rate(long stored, string currency) => stored < 0 ? null : new Money(stored, currency);

    private void Each(string sql, int person, LocalDate first, LocalDate last, Action<HotStatement> take)
    {
        using var statement = new HotStatement(_db, sql);
        statement.Bind(1, person);
        statement.Bind(2, Days.From(first));
        statement.Bind(3, Days.From(last));
        while (statement.Step()) take(statement);
    }
}
