using Daybook.Tests.StandIns.Clockify;
using Daybook.Tests.Worker.Pulling;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pushing;

public sealed class PushKillTests() : APushedWeek("clockify")
{
    private const int MostRuns = 10;

    private ClockifyStandIn Service => (ClockifyStandIn)Push.Service;

    private string Kept => Push.Daybook.File("kept.db");

    [Theory]
    [InlineData(KilledWhen.Before, false)]
    [InlineData(KilledWhen.Done, false)]
    [InlineData(KilledWhen.Answered, false)]
    [InlineData(KilledWhen.Before, true)]
    [InlineData(KilledWhen.Done, true)]
    [InlineData(KilledWhen.Answered, true)]
    public void A_push_that_is_killed_at_any_request_and_run_again_ends_with_exactly_the_plan(KilledWhen when, bool isChange)
    {
        if (isChange)
        {
            Push.Do(APush.Week);
            Push.Map(gardenTo: Push.Web);
        }
        File.Copy(Push.Daybook.LedgerPath, Kept);
        StandInEntry[] there = [.. Service.Entries];
        var (request, isMet, now) = (0, true, Push.Daybook.Now);
        for (; isMet; request++)
        {
            GiveBack(there);
            Push.Daybook.Now = now;
            isMet = Killing.At(request, when, Service, Push.Daybook, "push", "clockify", APush.Week);
            var runs = 0;
            while (runs++ < MostRuns && Push.Run(APush.Week).Code != ExitCode.Done) Push.Later();
            runs.ShouldBeLessThan(MostRuns, $"request {request}");
            Push.IsAsAllocated();
            Service.Asked.Clear();
            Push.Do(APush.Week);
            Push.Writes.ShouldBeEmpty($"request {request}");
        }
        request.ShouldBeGreaterThan(6);
    }

    /// <summary>The ledger and the service as they were before.</summary>
    private void GiveBack(StandInEntry[] there)
    {
        foreach (var file in (string[])["", "-wal", "-shm"]) File.Delete($"{Push.Daybook.LedgerPath}{file}");
        File.Copy(Kept, Push.Daybook.LedgerPath);
        Service.Entries.Clear();
        Service.Entries.AddRange(there);
    }
}
