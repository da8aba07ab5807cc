using Daybook.Tests.StandIns.TimeTracker;
using NodaTime;

namespace Daybook.Tests.Worker.Pushing;

/// <summary>Clocks of the service are Rome's.</summary>
internal sealed class ATimeTrackerPush(TimeTrackerStandIn service) : APush(service, "timetracker")
{
    public override TimeTrackerStandIn Service => (TimeTrackerStandIn)base.Service;

    public override string Place => new Uri(Service.Root).Authority;

    protected override void At(Instant now)
    {
        base.At(now);
        Service.Now = now;
    }
}
