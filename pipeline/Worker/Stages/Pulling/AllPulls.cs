using Daybook.Importers.Clockify;
using Daybook.Importers.Hackatime;
using Daybook.Importers.Remote;
using Daybook.Importers.TimeTracker;
using Daybook.Importers.Wakapi;
using Daybook.Importers.WakaTime;
using Daybook.Importers.WorkTime;
using Daybook.Importers.Wotra;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>How a service is asked for all that is new.</summary>
/// <param name="Service">Its <see cref="RemoteService.Name"/> is what the configuration calls it.</param>
/// <param name="Run">Asks and takes in until all that was wished for is in; gives what kept it from that, or null.</param>
internal sealed record ServicePull(RemoteService Service, Func<PullWork, RemoteTrouble?> Run);

/// <summary>Every service that can be pulled from. A new one is one line here.</summary>
internal static class AllPulls
{
    public static IReadOnlyList<ServicePull> InOrder { get; } =
    [
        new(ClockifyClient.Service, ClockifyPull.Run),
        new(TimeTrackerClient.Service, TimeTrackerPull.Run),
        new(WakaTimeClient.Service, WakaTimePull.Run),
        new(WakapiClient.Service, WakapiPull.Run),
        new(HackatimeClient.Service, HackatimePull.Run),
        new(WotraClient.Service, WotraPull.Run),
        new(WorkTimeClient.Service, WorkTimePull.Run),
    ];

    public static ServicePull? Of(string service) => InOrder.FirstOrDefault(p => p.Service.Name == service);
}
