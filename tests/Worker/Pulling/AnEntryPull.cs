using Daybook.Store;
using Daybook.Tests.StandIns;
using Daybook.Worker.Stages;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>Pulls time entries from what stands in for one of the services that keep them.</summary>
internal abstract class AnEntryPull(EntryStandIn service, string source) : APull<EntryStandIn>(service, source, service.Address)
{
    public static async Task<AnEntryPull> New(string source, string more = "") => source == "clockify" ? await AClockifyPull.New(more) : await ATimeTrackerPull.New(more);

    /// <summary>What the ledger has for current: id, start, counted end, project, client and note, in order.</summary>
    public IReadOnlyList<string> Current() => Entries((entry, time) => $"{entry.UpstreamId} {time.Start} {time.End} {entry.Work.Project} {entry.Work.Client} {entry.Work.Note}");

    /// <summary>What the service has that is over, likewise.</summary>
    public IReadOnlyList<string> Theirs() => [.. Over().Order(StringComparer.Ordinal)];

    protected abstract IEnumerable<string> Over();

    public void IsAsTheyHaveIt()
    {
        Current().ShouldBe(Theirs());
        Daybook.Do("check");
    }

    /// <summary>How many timers run.</summary>
    public int Running()
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        return HandStage.RunningOf(ledger, Source).Count;
    }
}
