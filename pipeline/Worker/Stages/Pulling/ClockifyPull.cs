using Daybook.Importers.Clockify;
using Daybook.Importers.Remote;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>Pulls one account's entries of one workspace of Clockify.</summary>
internal static class ClockifyPull
{
    public static RemoteTrouble? Run(PullWork work)
    {
        var client = new ClockifyClient(work.Remote, work.Settings.Host, work.Stop);
        if (client.Account(work.Settings.Workspace, out var trouble) is not { } account) return trouble;
        return work.OtherAccount($"{account.Workspace}/{account.User}") ?? new WindowedPull(work, new ClockifyWindows(client, account)).Run();
    }
}
