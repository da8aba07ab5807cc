using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns.WorkTime;

namespace Daybook.Tests.Worker.Pulling;

internal sealed class AWorkTimePull(WorkTimeStandIn service) : APull<WorkTimeStandIn>(service, "worktime", service.Root)
{
    public static async Task<AWorkTimePull> New()
    {
        var pull = new AWorkTimePull(await WorkTimeStandIn.Start());
        pull.Prepare("", pull.Service.Token);
        return pull;
    }

    /// <summary>What the ledger has for current, as id and seconds.</summary>
    public IReadOnlyList<string> Current() => Entries((entry, time) => $"{entry.UpstreamId} {(time.End - time.Start) / Micros.PerSecond}");

    /// <summary>What the service has that is over, likewise.</summary>
    public IReadOnlyList<string> Theirs() => [.. Service.Sessions.Where(s => s["duration_seconds"] is not null).Select(s => $"{s["id"]} {s["duration_seconds"]}").Order(StringComparer.Ordinal)];

    /// <summary>How many current facts of a kind there are.</summary>
    public int Facts(string kind)
    {
        using var ledger = Ledger.OpenForReading(Daybook.LedgerPath);
        return ledger.Terms.Of(1, [kind]).Count;
    }
}
