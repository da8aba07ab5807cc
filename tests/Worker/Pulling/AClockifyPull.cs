using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns.Clockify;

namespace Daybook.Tests.Worker.Pulling;

internal sealed class AClockifyPull : APull<ClockifyStandIn>
{
    private AClockifyPull(ClockifyStandIn service) : base(service, "clockify", service.Address)
    {
    }

    public static async Task<AClockifyPull> New(string more = "")
    {
        var pull = new AClockifyPull(await ClockifyStandIn.Start());
        pull.Prepare(more);
        return pull;
    }

    /// <summary>What the ledger has for current, as id and start and end, in order of time.</summary>
    public IReadOnlyList<string> Current()
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        return [.. ledger.Entries.Current("clockify").Select(e => $"{e.UpstreamId} {((EntryTime.Interval)e.Time).Start} {((EntryTime.Interval)e.Time).End}").Order(StringComparer.Ordinal)];
    }

    /// <summary>What the service has that is over, likewise.</summary>
    public IReadOnlyList<string> Theirs() =>
        [.. Service.Entries.Where(e => e.End is not null).Select(e => $"{e.Id} {Micros.From(e.Start)} {Micros.From(e.End!.Value)}").Order(StringComparer.Ordinal)];

    public void IsAsTheyHaveIt()
    {
        Current().ShouldBe(Theirs());
        Daybook.Do("check");
    }
}
