using Daybook.Store;
using Daybook.Tests.StandIns.Wotra;

namespace Daybook.Tests.Worker.Pulling;

internal sealed class AWotraPull(WotraStandIn service) : APull<WotraStandIn>(service, "wotra", service.Root)
{
    public static async Task<AWotraPull> New()
    {
        var pull = new AWotraPull(await WotraStandIn.Start());
        pull.Prepare("");
        return pull;
    }

    /// <summary>What the ledger has for current, as id and start and end in milliseconds.</summary>
    public IReadOnlyList<string> Current() => Entries((entry, time) => $"{entry.UpstreamId} {time.Start / 1000} {time.End / 1000}");

    /// <summary>What the service has that is over, likewise.</summary>
    public IReadOnlyList<string> Theirs() =>
        [.. Service.Rows("entries").Where(r => r["end_time"] is not null).Select(r => $"{r["id"]} {r["start_time"]} {r["end_time"]}").Order(StringComparer.Ordinal)];

    /// <summary>Current facts of a kind that were not taken back, as identities.</summary>
    public IReadOnlyList<string> Facts(string kind)
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        return [.. ledger.Terms.Of(1, [kind]).Where(f => !f.Json.Contains("\"deleted\":1", StringComparison.Ordinal)).Select(f => f.Identity).Order(StringComparer.Ordinal)];
    }
}
