using Daybook.Tests.StandIns;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pushing;

/// <summary>What holds for every service that is pushed to, where something goes wrong.</summary>
public abstract class PushTroubleTests(string service) : APushedWeek(service)
{
    /// <summary>Only what changes something fails.</summary>
    private protected static Fault OnWrites(Fault fault) => (context, answer) => context.Request.Method == "GET" ? answer() : fault(context, answer);

    /// <summary>Before the first write of a run two requests ask for the account or the server, and one for the day.</summary>
    private protected void FirstWrite(Fault fault)
    {
        for (var i = 0; i < 3; i++) Push.Service.Faults.Enqueue((_, answer) => answer());
        Push.Service.Faults.Enqueue(OnWrites(fault));
    }

    /// <summary>The run is ended while its request is under way.</summary>
    private protected static Fault Killed(CancellationTokenSource kill, Fault fault) => async (context, answer) =>
    {
        await kill.CancelAsync();
        await fault(context, answer);
    };

    [Theory]
    [InlineData(401, ExitCode.NoPermission)]
    [InlineData(403, ExitCode.NoPermission)]
    [InlineData(429, ExitCode.TryAgain)]
    public void Who_is_not_let_in_or_too_fast_stops_and_nothing_is_in_doubt(int status, ExitCode code)
    {
        FirstWrite(Faulty.Status(status));
        Push.Run(APush.Week).Code.ShouldBe(code);
        Push.Writes.Count.ShouldBe(1);
        Push.States().ShouldBe("3 pending");
        Push.Do(APush.Week).ShouldContain("3 made");
        Push.IsAsAllocated();
    }

    [Fact]
    public void A_key_of_another_account_pushes_nothing()
    {
        Push.Do(APush.Week);
        Push.Service.SwitchAccount();
        Push.Track(4, "web 1:00");
        var (code, _, error) = Push.Run(APush.Week);
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Configuration), r => r.error.ShouldContain("another account"));
    }

    [Fact]
    public void However_answers_are_lost_each_entry_stands_there_once()
    {
        const int Trials = 100, MostRuns = 60;
        Push.Track(4, "garden 2:00", "web 0:30");
        string[] targets = [Push.Garden, Push.Web, Push.Rest];
        for (var seed = 0; seed < Trials; seed++)
        {
            var random = new Random(seed);
            Push.ForgetPushes();
            Push.Service.Clear();
            var (runs, said) = (0, "");
            for (; runs < MostRuns; runs++)
            {
                // For some runs everything may fail, and the mapping change; then the world is well.
                var isRough = runs < 6;
                if (isRough && random.Next(3) == 0) Push.Map(targets[random.Next(3)], webTo: targets[random.Next(3)]);
                Push.Service.Faults.Clear();
                using var kill = new CancellationTokenSource();
                Push.Daybook.Stop = kill.Token;
                for (var i = 0; isRough && i < 30; i++) Push.Service.Faults.Enqueue(Rough(random, kill));
                var (code, _, error) = Push.Run(APush.Week);
                code.ShouldBeOneOf([ExitCode.Done, ExitCode.Unavailable, ExitCode.TryAgain, ExitCode.Protocol, ExitCode.Interrupted, ExitCode.Stopped, .. MayEndWith], $"seed {seed}: {error}");
                Push.HasEachOnce($"seed {seed}");
                said = error;
                if (code == ExitCode.Done && !isRough) break;
                Push.Later(random.Next(20, 100));
            }
            runs.ShouldBeLessThan(MostRuns, $"seed {seed}: {said}");
            Push.IsAsAllocated(hint: $"seed {seed}");
            Push.Service.Asked.Clear();
            Push.Daybook.Stop = CancellationToken.None;
            Push.Do(APush.Week);
            Push.Writes.ShouldBeEmpty($"seed {seed}");
        }
    }

    /// <summary>How else a run may end at this service when answers are lost.</summary>
    private protected virtual ExitCode[] MayEndWith => [];

    private static Fault Rough(Random random, CancellationTokenSource kill) => random.Next(12) switch
    {
        0 => OnWrites(Faulty.LosesTheAnswer),
        1 => OnWrites(Faulty.Resets),
        2 => OnWrites(Faulty.FailsAfterwards(500)),
        3 => OnWrites(Faulty.Status(502)),
        4 => OnWrites(Faulty.AnswersHalf),
        5 => Faulty.Status(429),
        6 => OnWrites(Killed(kill, Faulty.LosesTheAnswer)),
        7 => OnWrites(Killed(kill, Faulty.Resets)),
        _ => (_, answer) => answer(),
    };

    [Fact]
    public void The_key_stands_nowhere_that_is_said_or_kept()
    {
        FirstWrite(Faulty.Answers($"{{\"error\":\"the key {StandIn.Key} is not liked\",\"message\":\"the key {StandIn.Key} is not liked\"}}", status: 400));
        Push.Run(APush.Week, "--verbose");
        FirstWrite(Faulty.Answers($"{{\"time_entry\":\"{StandIn.KeyInBase64}\",\"id\":\"{StandIn.KeyInBase64}\"}}", status: 201));
        Push.Run(APush.Week, "--json");
        for (var i = 0; i < 3 && Push.Run(APush.Week).Code != ExitCode.Done; i++) Push.Later();
        Push.Do(APush.Week);
        Push.HoldsNoSecret();
    }
}
