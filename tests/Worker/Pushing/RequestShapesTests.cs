using Daybook.Tests.StandIns.Clockify;
using Daybook.Tests.Support;

namespace Daybook.Tests.Worker.Pushing;

/// <summary>
/// Every kind of request that Clockify is sent, kept beside the description of its API: <c>tests/contracts/clockify</c> sends them to a service made from it.
/// </summary>
public sealed class RequestShapesTests() : APushedWeek("clockify")
{
    private ClockifyStandIn Service => (ClockifyStandIn)Push.Service;

    [Fact]
    public void What_is_asked_of_Clockify_is_what_its_description_is_held_against()
    {
        Push.Daybook.Do("pull");
        Push.Do(APush.Week);
        var (tag, task) = (Service.NewId(), Service.NewId());
        (Service.Tags[tag], Service.Tasks[task]) = ("tag", "task");
        foreach (var entry in Service.Entries.ToList())
            Service.Change(entry.Id, e => e with { Billable = true, TagIds = [tag], TaskId = task, Type = "BREAK", CustomFields = [("5b641568b07987035750505e", """{"amount":1}""")] });
        Push.Map(gardenTo: Push.Web);
        Push.Do(APush.Week);
        Push.Daybook.Do("pull", "--from", "2026-03-01", "--to", "2026-03-31");
        var bodies = Service.Sent.ToLookup(s => s.Asked, s => s.Body);
        var requests = Service.Asked.Distinct().SelectMany(a => bodies[a].DefaultIfEmpty("").Select(b => $"{a}\t{b}".TrimEnd('\t')));
        Golden.Matches("tests/contracts/clockify.requests.txt", string.Join('\n', requests.Order(StringComparer.Ordinal)) + "\n");
    }
}
