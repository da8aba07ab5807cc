using Daybook.Model;
using Daybook.Tests.StandIns.Clockify;

namespace Daybook.Tests.Worker.Pulling;

internal sealed class AClockifyPull(ClockifyStandIn service) : AnEntryPull(service, "clockify")
{
    public override ClockifyStandIn Service => (ClockifyStandIn)base.Service;

    public static async Task<AClockifyPull> New(string more = "")
    {
        var pull = new AClockifyPull(await ClockifyStandIn.Start());
        pull.Prepare(more);
        return pull;
    }

    protected override IEnumerable<string> Over() => Service.Entries.Where(e => e.End is not null).Select(Text);

    private string Text(StandInEntry entry)
    {
        var (project, client) = entry.ProjectId is { } id ? (Service.Projects[id].Name, Service.Projects[id].Client) : (null, null);
        return $"{entry.Id} {Micros.From(entry.Start)} {Micros.From(entry.End!.Value)} {project} {(client is null ? null : Service.Clients[client])} {entry.Description}";
    }
}
