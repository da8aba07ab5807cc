using Daybook.Model;
using Daybook.Tests.StandIns.TimeTracker;

namespace Daybook.Tests.Worker.Pulling;

internal sealed class ATimeTrackerPull(TimeTrackerStandIn service) : AnEntryPull(service, "timetracker")
{
    public override TimeTrackerStandIn Service => (TimeTrackerStandIn)base.Service;

    /// <summary>With a project Website of Acme, that has a rate.</summary>
    public static async Task<ATimeTrackerPull> New(string more = "")
    {
        var pull = new ATimeTrackerPull(await TimeTrackerStandIn.Start());
        pull.Service.Project("Website", "Acme", rate: 85.5m);
        pull.Prepare(more);
        return pull;
    }

    protected override IEnumerable<string> Over() => Service.Entries.Where(e => e.End is not null).Select(Text);

    private string Text(TrackedEntry entry)
    {
        var start = Micros.From(Service.Zone.AtLeniently(entry.Start).ToInstant());
        var (project, client) = entry.Project is { } id ? (Service.Projects[id].Name, Service.Projects[id].Client ?? entry.Client) : (null, entry.Client);
        return $"{entry.Id} {start} {start + (entry.Seconds * Micros.PerSecond)} {project} {(client is { } of ? Service.Clients[of].Name : null)} {entry.Notes}";
    }
}
