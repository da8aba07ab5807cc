using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.TimeTracker;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pushing;

public sealed class TimeTrackerPushTroubleTests() : PushTroubleTests("timetracker")
{
    private TimeTrackerStandIn Service => (TimeTrackerStandIn)Push.Service;

    [Theory]
    [InlineData("lost before")]
    [InlineData("lost after")]
    [InlineData("failed after")]
    [InlineData("half")]
    [InlineData("too fast")]
    [InlineData("stopped before")]
    [InlineData("stopped after")]
    public void Whichever_request_fails_it_ends_with_exactly_the_plan(string how)
    {
        // First they are made; then they are changed, deleted and made.
        foreach (var isChange in (bool[])[false, true])
            for (var k = 0; ; k++)
            {
                Service.Entries.Clear();
                Service.Keys.Clear();
                Push.ForgetPushes();
                Push.Map();
                if (isChange)
                {
                    Push.Do(APush.Week);
                    Push.Later();
                    Push.Map(gardenTo: Push.Rest, more: """, "Fixed": [{ "To": "GARDEN", "Length": "0:30" }]""".Replace("GARDEN", Push.Garden, StringComparison.Ordinal));
                }
                Service.Asked.Clear();
                Service.Faults.Clear();
                using var stop = new CancellationTokenSource();
                for (var i = 0; i < k; i++) Service.Faults.Enqueue((_, answer) => answer());
                // What is only read is asked again, five times in all.
                for (var i = 0; i < (how is "too fast" || how.StartsWith("stopped", StringComparison.Ordinal) ? 1 : 5); i++) Service.Faults.Enqueue(Failing(how, stop));
                Push.Daybook.Stop = stop.Token;
                var asked = Push.Run(APush.Week);
                var isOver = Service.Asked.Count <= k;
                Push.Daybook.Stop = CancellationToken.None;
                Service.Faults.Clear();
                var runs = 0;
                while (Push.Run(APush.Week).Code != ExitCode.Done && ++runs < 6) Push.Later();
                Push.IsAsAllocated(hint: $"request {k}, {(isChange ? "changed" : "new")}: {asked.Error}");
                Service.Asked.Clear();
                Push.Do(APush.Week);
                Service.Asked.ShouldBeEmpty();
                if (isOver) break;
            }
    }

    private static Fault Failing(string how, CancellationTokenSource stop) => how switch
    {
        "lost before" => Faulty.Resets,
        "lost after" => Faulty.LosesTheAnswer,
        "failed after" => Faulty.FailsAfterwards(500),
        "half" => Faulty.AnswersHalf,
        "too fast" => Faulty.Status(429, ("Retry-After", "1800")),
        "stopped before" => Killed(stop, Faulty.Resets),
        _ => Killed(stop, Faulty.LosesTheAnswer),
    };

    [Fact]
    public void What_was_not_taken_is_asked_again_at_once_under_the_same_key()
    {
        FirstWrite(Faulty.Resets);
        Push.Run(APush.Week).Code.ShouldBe(ExitCode.Unavailable);
        Push.States().ShouldBe("2 pending, 1 unknown");
        Push.Later(10);
        Push.Do(APush.Week).ShouldContain("3 made");
        Push.IsAsAllocated();
    }

    [Fact]
    public void After_a_day_it_is_missed_twice_first()
    {
        FirstWrite(Faulty.Resets);
        Push.Run("2026-03-02").Code.ShouldBe(ExitCode.Unavailable);
        Push.Later(24 * 3600);
        Service.Asked.Clear();
        Push.Run("2026-03-02").Code.ShouldBe(ExitCode.TryAgain);
        Push.Writes.ShouldBeEmpty();
        Push.Later(61);
        Push.Do("2026-03-02").ShouldContain("2 made");
        Push.IsAsAllocated("2026-03-02");
    }

    [Fact]
    public void What_is_taken_while_nobody_looks_is_not_made_twice_by_asking_again()
    {
        // The first look comes before the entry shows, the request that is under way after it.
        FirstWrite(Faulty.LosesTheAnswer);
        Push.Run("2026-03-02").Code.ShouldBe(ExitCode.Unavailable);
        var hidden = Service.Entries.Single();
        Service.Entries.Clear();
        Push.Later(10);
        FirstWrite((_, answer) =>
        {
            Service.Entries.Add(hidden);
            return answer();
        });
        Push.Do("2026-03-02").ShouldContain("2 made");
        Push.IsAsAllocated("2026-03-02");
    }

    [Fact]
    public void An_old_answer_about_an_entry_that_is_gone_is_not_believed()
    {
        Push.Do(APush.Week);
        // The ledger is lost, and so are the entries: the service still says that it made them.
        Push.ForgetPushes();
        Service.Entries.Clear();
        Push.Do(APush.Week).ShouldContain("3 made");
        Push.IsAsAllocated();
        Push.ForgetPushes();
        Service.Entries.Clear();
        Push.Do(APush.Week).ShouldContain("3 made");
        Push.IsAsAllocated();
    }

    /// <summary>What overlaps is refused, as long as what it would overlap is not yet moved.</summary>
    private protected override ExitCode[] MayEndWith => [ExitCode.PartlyDone];
}
