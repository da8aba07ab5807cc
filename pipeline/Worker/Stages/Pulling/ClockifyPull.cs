using Daybook.Importers.Clockify;
using Daybook.Importers.Remote;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>Pulls one account's entries of one workspace of Clockify, and its projects. What tags, tasks and clients are called comes with each entry.</summary>
internal static class ClockifyPull
{
    private const int MostPages = 100;

    public static RemoteTrouble? Run(PullWork work)
    {
        var client = new ClockifyClient(work.Remote, work.Stop);
        if (client.Account(work.Settings.Workspace, out var trouble) is not { } account) return trouble;
        return work.OtherAccount($"{account.Workspace}/{account.User}") ?? Profile(work, account) ?? new WindowedPull(work, new ClockifyWindows(client, account)).Run()
            ?? (work.Wish.From is null ? Projects(work, client, account) : null);
    }

    /// <summary>Days are cut by the profile's zone where nobody has said another; it is news when it is another than before.</summary>
    private static RemoteTrouble? Profile(PullWork work, ClockifyAccount account) =>
        account.Zone is not { } zone || zone == work.Cursors.Settings ? null
        : work.TakeIn(account.Profile.Name, account.Profile.Bytes, isStamped: false, PullCursors.SettingsAre(zone)) is null ? PullWork.NotTakenIn : null;

    private static RemoteTrouble? Projects(PullWork work, ClockifyClient client, ClockifyAccount account)
    {
        for (var number = 1; number <= MostPages; number++)
        {
            if (client.Projects(account, number, out var trouble) is not { } page) return trouble;
            if (page.Starts.Count > 0 && work.TakeIn(page.Name, page.Bytes, isStamped: false) is null) return PullWork.NotTakenIn;
            if (page.IsLast || page.Starts.Count == 0) return null;
        }
        return new RemoteTrouble(RemoteKind.NotUnderstood, $"{MostPages} pages of projects and no end", "What came before is in.");
    }
}
