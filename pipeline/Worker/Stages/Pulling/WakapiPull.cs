using Daybook.Importers.Remote;
using Daybook.Importers.Wakapi;
using Daybook.Importers.WakaTime;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>Pulls one account's heartbeats from Wakapi.</summary>
internal static class WakapiPull
{
    public static RemoteTrouble? Run(PullWork work)
    {
        var client = new WakaTimeClient(work.Remote, work.Stop);
        if (client.Account(out var trouble) is not { } account) return trouble;
        return HeartbeatPull.Begin(work, account, client.AccountName) ?? new HeartbeatPull(work, new WakaTimeDays(client, account, WakapiClient.DaysBehind), account).Run();
    }
}
