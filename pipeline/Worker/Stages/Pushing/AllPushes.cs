using Daybook.Importers.Clockify;
using Daybook.Importers.Remote;
using Daybook.Importers.TimeTracker;
using Daybook.Worker.Configuration;

namespace Daybook.Worker.Stages.Pushing;

/// <summary>Asks whose account it is, and gives what writes there; null and why where that cannot be known.</summary>
/// <param name="account">What never changes of it, as <c>daybook pull</c> says it of the same source.</param>
internal delegate IEntryWriter? OpenWriter(RemoteClient remote, PullSettings settings, CancellationToken stop, out string account, out RemoteTrouble? trouble);

/// <summary>A service that entries are pushed to.</summary>
/// <param name="HasWorkspaces">It has several places for one account, and which is meant must be said.</param>
internal sealed record ServicePush(RemoteService Service, bool HasWorkspaces, OpenWriter Open);

/// <summary>Every service that can be pushed to. A new one is one line and a function here.</summary>
internal static class AllPushes
{
    public static IReadOnlyList<ServicePush> InOrder { get; } =
    [
        new(ClockifyClient.Service, HasWorkspaces: true, Clockify),
        new(TimeTrackerClient.Service, HasWorkspaces: false, TimeTracker),
    ];

    public static ServicePush? Of(string service) => InOrder.FirstOrDefault(p => p.Service.Name == service);

    private static IEntryWriter? Clockify(RemoteClient remote, PullSettings settings, CancellationToken stop, out string account, out RemoteTrouble? trouble)
    {
        account = "";
        var client = new ClockifyClient(remote, stop);
        if (client.Account(settings.Workspace, out trouble) is not { } own) return null;
        account = $"{own.Workspace}/{own.User}";
        return new ClockifyWriter(remote, client, own, stop);
    }

    private static IEntryWriter? TimeTracker(RemoteClient remote, PullSettings settings, CancellationToken stop, out string account, out RemoteTrouble? trouble)
    {
        account = "";
        var client = new TimeTrackerClient(remote, stop);
        if (client.Account(out trouble) is not { } own) return null;
        account = $"{settings.Place}/{own.User}";
        return new TimeTrackerWriter(remote, client, own, stop);
    }
}
