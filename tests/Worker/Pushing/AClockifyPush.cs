using Daybook.Tests.StandIns.Clockify;

namespace Daybook.Tests.Worker.Pushing;

internal sealed class AClockifyPush(ClockifyStandIn service) : APush(service, "clockify")
{
    public override ClockifyStandIn Service => (ClockifyStandIn)base.Service;

    public override string Place => Service.Workspace;

    protected override string Needed => $", \"Workspace\": \"{Place}\"";
}
