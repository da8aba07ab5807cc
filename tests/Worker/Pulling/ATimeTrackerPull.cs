using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns.TimeTracker;

namespace Daybook.Tests.Worker.Pulling;

internal sealed class ATimeTrackerPull : APull<TimeTrackerStandIn>
{
    private ATimeTrackerPull(TimeTrackerStandIn service) : base(service, "timetracker", service.Address)
    {
    }

    public static async Task<ATimeTrackerPull> New(string more = "")
    {
        var pull = new ATimeTrackerPull(await TimeTrackerStandIn.Start());
        pull.Prepare(more);
        return pull;
    }

    /// <summary>What the ledger has for current: id, start, counted end, project, client and note, in order.</summary>
    public IReadOnlyList<string> Current()
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        return [.. ledger.Entries.Current("timetracker").Select(e => (Entry: e, Time: (EntryTime.Interval)e.Time))
            .Select(e => $"{e.Entry.UpstreamId} {e.Time.Start} {e.Time.End} {e.Entry.Work.Project} {e.Entry.Work.Client} {e.Entry.Work.Note}").Order(StringComparer.Ordinal)];
    }

    /// <summary>What the service has that is over, likewise.</summary>
    public IReadOnlyList<string> Theirs() => [.. Service.Entries.Where(e => e.End is not null).Select(Text).Order(StringComparer.Ordinal)];

    public void IsAsTheyHaveIt()
    {
        Current().ShouldBe(Theirs());
        Daybook.Do("check");
    }

    private string Text(TrackedEntry entry)
    {
        var start = Micros.From(Service.Zone.AtLeniently(entry.Start).ToInstant());
        var (project, client) = entry.Project is { } id ? (Service.Projects[id].Name, Service.Projects[id].Client ?? entry.Client) : (null, entry.Client);
        return $"{entry.Id} {start} {start + (entry.Seconds * Micros.PerSecond)} {project} {(client is { } of ? Service.Clients[of].Name : null)} {entry.Notes}";
    }
}
