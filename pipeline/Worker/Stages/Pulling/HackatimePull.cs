using Daybook.Importers.Hackatime;
using Daybook.Importers.Remote;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>Pulls one account's heartbeats from Hackatime.</summary>
internal static class HackatimePull
{
    public static RemoteTrouble? Run(PullWork work)
    {
        var client = new HackatimeClient(work.Remote, work.Stop);
        if (client.Account(out var trouble) is not { } account) return trouble;
        return HeartbeatPull.Begin(work, account, client.AccountName) ?? new HeartbeatPull(work, client, account).Run();
    }
}
