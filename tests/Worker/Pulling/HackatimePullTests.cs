using Daybook.Importers.Remote;
using Daybook.Tests.StandIns.Hackatime;

namespace Daybook.Tests.Worker.Pulling;

public sealed class HackatimePullTests() : HeartbeatPullTests("hackatime")
{
    [Fact]
    public void Weeks_are_asked_for_always_the_same_ones()
    {
        Pull.Do();
        Pull.ForgetAsked();
        Pull.Do();
        Service.Days.ShouldBe(["GET /api/v1/my/heartbeats?start_time=2026-08-31T00:00:00Z&end_time=2026-09-06T00:00:00Z"]);
    }

    [Fact]
    public void A_week_that_is_too_long_for_one_answer_is_asked_for_in_parts()
    {
        for (var day = 1; day <= 5; day++) Service.Add($"2026-09-0{day}T12:00:00Z", 10, $"p{day}");
        ((HackatimeStandIn)Service).Ballast = 1000;
        Pull.Daybook.Remote = Pull.Daybook.Remote! with { Limits = new RemoteLimits { LongestBody = 20_000 } };
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Pull.Daybook.Remote = Pull.Daybook.Remote! with { Limits = new RemoteLimits { LongestBody = 12_000 } };
        Pull.Run("--full").Error.ShouldContain("its answer is longer than");
    }

    [Fact]
    public void It_is_told_the_key_as_a_bearer_and_left_alone_for_a_while_between_requests()
    {
        Fill();
        Pull.Do();
        Pull.Clock.Waited.ShouldNotBeEmpty();
        Pull.Clock.Waited.ShouldAllBe(w => w == TimeSpan.FromMilliseconds(220));
    }
}
