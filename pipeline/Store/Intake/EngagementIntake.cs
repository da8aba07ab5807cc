using Daybook.Model;
using Daybook.Store.Hot;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>Makes known of whom entries were, where they say more than their project; each combination once.</summary>
internal sealed class EngagementIntake(SqliteConnection connection) : IDisposable
{
    private readonly HotStatement _add = new(connection, "insert or ignore into engagement (project_id, client_id, task_id, is_billable, rate, currency) values (?, ?, ?, ?, ?, ?)");
    private readonly HashSet<Engagement> _known = [];

    public void Add(Engagement engagement)
    {
        if (engagement == new Engagement(engagement.Project, 0, 0, null, null) || !_known.Add(engagement)) return;
        _add.Bind(1, engagement.Project);
        _add.Bind(2, engagement.Client);
        _add.Bind(3, engagement.Task);
        _add.Bind(4, engagement.IsBillable is { } billable ? (billable ? 1 : 0) : -1);
        _add.Bind(5, engagement.Rate?.Minor ?? -1);
        _add.BindOrNull(6, engagement.Rate?.Currency ?? "");
        _add.Run();
    }

    public void Dispose() => _add.Dispose();
}
