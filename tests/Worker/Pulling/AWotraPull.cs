using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns.Wotra;

namespace Daybook.Tests.Worker.Pulling;

internal sealed class AWotraPull : APull<WotraStandIn>
{
    /// <summary>2026-08-31, a Monday, at 08:00 UTC, in milliseconds.</summary>
    public const long Monday = 1_788_163_200_000, Hour = 3_600_000;

    private AWotraPull(WotraStandIn service) : base(service, "wotra", service.Root)
    {
    }

    public static async Task<AWotraPull> New()
    {
        var pull = new AWotraPull(await WotraStandIn.Start());
        pull.Prepare("");
        return pull;
    }

    /// <summary>Three days of work, one of them closed, a week's hours and a correction.</summary>
    public void Fill()
    {
        Service.Setting("s1", "2026-08-01", 40, Monday - (24 * Hour));
        for (var day = 0; day < 3; day++)
            Service.Entry($"e{day}", $"2026-{(day == 0 ? "08-31" : $"09-0{day}")}", Monday + (day * 24 * Hour), Monday + (day * 24 * Hour) + (8 * Hour), Monday + (day * 24 * Hour) + (9 * Hour), "work");
        Service.CloseDay("2026-08-31", 8 * Hour, Monday + (24 * Hour));
        Service.Adjust("a1", Hour, Monday);
    }

    /// <summary>What the ledger has for current, as id and start and end in milliseconds.</summary>
    public IReadOnlyList<string> Current()
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        return [.. ledger.Entries.Current("wotra").Select(e => $"{e.UpstreamId} {((EntryTime.Interval)e.Time).Start / 1000} {((EntryTime.Interval)e.Time).End / 1000}").Order(StringComparer.Ordinal)];
    }

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
