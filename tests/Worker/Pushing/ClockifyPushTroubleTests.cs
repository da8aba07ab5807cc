using Daybook.Model;
using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.Clockify;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pushing;

public sealed class ClockifyPushTroubleTests() : PushTroubleTests("clockify")
{
    private ClockifyStandIn Service => (ClockifyStandIn)Push.Service;

    public static TheoryData<string, int> LostAnswers => new()
    {
        { "lost", (int)ExitCode.Unavailable }, { "failed after", (int)ExitCode.Unavailable }, { "half", (int)ExitCode.Protocol }, { "html", (int)ExitCode.Protocol },
        { "redirect", (int)ExitCode.Protocol }, { "another entry", (int)ExitCode.Protocol }, { "another workspace", (int)ExitCode.Protocol }, { "late gateway", (int)ExitCode.Unavailable }, { "told to wait", (int)ExitCode.Unavailable },
    };

    [Theory, MemberData(nameof(LostAnswers))]
    public void What_was_taken_and_not_heard_of_is_found_and_not_sent_again(string how, int code)
    {
        FirstWrite(how switch
        {
            "lost" => Faulty.LosesTheAnswer,
            "failed after" => Faulty.FailsAfterwards(500),
            "late gateway" => Faulty.FailsAfterwards(504),
            "half" => Faulty.AnswersHalf,
            "html" => After(Faulty.AnswersHtml),
            "redirect" => After(Faulty.Answers("", location: "https://elsewhere.example.org/", status: 302)),
            "another workspace" => After(Faulty.Answers(Another(), status: 201)),
            "told to wait" => After(Faulty.Status(503, ("Retry-After", "1800"))),
            _ => After(Faulty.Answers("{}", status: 201)),
        });
        var (got, _, error) = Push.Run(APush.Week);
        ((int)got).ShouldBe(code, error);
        Service.Entries.Count.ShouldBe(1);
        Push.States().ShouldBe("2 pending, 1 unknown");
        Push.Do(APush.Week).ShouldContain("2 made, 0 changed, 0 deleted, 1 found");
        Push.IsAsAllocated();
    }

    /// <summary>What would be a right answer, but for the workspace.</summary>
    private string Another()
    {
        var json = new StandInEntry(Service.NewId(), NodaTime.Instant.FromUtc(2026, 3, 2, 8, 0), NodaTime.Instant.FromUtc(2026, 3, 2, 14, 0))
        {
            ProjectId = Push.Web,
            Description = $"Development {MarkOf(Push.Web)}",
        }.Json(Service, isHydrated: false);
        json["workspaceId"] = "64a687e29ae1f428e7ebe999";
        return json.ToJsonString();
    }

    private string MarkOf(string target) => new PushKey("clockify", Service.Workspace, new NodaTime.LocalDate(2026, 3, 2), target, 0).Mark;

    [Fact]
    public void What_is_about_to_be_sent_is_on_the_disk_before_it_is_sent()
    {
        var seen = new List<string>();
        FirstWrite((_, answer) =>
        {
            seen.Add(Push.States());
            return answer();
        });
        Push.Do(APush.Week);
        seen.ShouldBe(["2 pending, 1 sending"]);
    }

    private static Fault After(Fault said) => async (context, answer) =>
    {
        var body = context.Response.Body;
        context.Response.Body = new MemoryStream();
        await answer();
        context.Response.Body = body;
        context.Response.Headers.Clear();
        await said(context, answer);
    };

    [Fact]
    public void What_was_not_taken_is_sent_again_only_after_it_was_missed_twice_a_minute_apart()
    {
        FirstWrite(Faulty.Resets);
        Push.Run(APush.Week).Code.ShouldBe(ExitCode.Unavailable);
        Push.States().ShouldBe("2 pending, 1 unknown");
        Push.Run("2026-03-02").Code.ShouldBe(ExitCode.TryAgain);
        Service.Asked.Clear();
        Push.Later(30);
        Push.Run("2026-03-02").Code.ShouldBe(ExitCode.TryAgain);
        Push.Writes.ShouldBeEmpty();
        Push.Later(31);
        Push.Do(APush.Week).ShouldContain("3 made");
        Push.IsAsAllocated();
    }

    [Fact]
    public void What_is_taken_late_is_found_by_the_second_look()
    {
        FirstWrite(Faulty.Resets);
        Push.Run("2026-03-02");
        Push.Run("2026-03-02").Code.ShouldBe(ExitCode.TryAgain);
        var late = Service.Add("2026-03-02T08:00:00Z", "2026-03-02T14:00:00Z", "web", $"Development {MarkOf(Push.Web)}");
        Push.Later();
        Push.Do("2026-03-02").ShouldContain("1 made, 0 changed, 0 deleted, 1 found");
        Service.Entries.Count(e => e.ProjectId == late.ProjectId).ShouldBe(1);
        Push.IsAsAllocated("2026-03-02");
    }

    [Fact]
    public void Doubts_of_other_days_are_settled_and_nothing_more()
    {
        FirstWrite(Faulty.LosesTheAnswer);
        Push.Run("2026-03-02");
        Push.Do("2026-03-03");
        Push.States().ShouldBe("1 pending, 2 done");
        Push.Do(APush.Week);
        Push.IsAsAllocated();
    }

    [Fact]
    public void A_run_that_was_killed_while_it_sent_is_gone_on_with()
    {
        FirstWrite(Faulty.LosesTheAnswer);
        Push.Run("2026-03-02");
        Push.Daybook.Damage("update push set state = 'sending' where state = 'unknown'");
        Push.Do("2026-03-02").ShouldContain("1 made, 0 changed, 0 deleted, 1 found");
        Push.IsAsAllocated("2026-03-02");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public void What_the_service_does_not_take_is_left_and_the_other_day_goes_on(int status)
    {
        FirstWrite(Faulty.Status(status));
        var (code, _, error) = Push.Run(APush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("this did not work");
        Push.States().ShouldBe("1 pending, 1 done, 1 blocked");
        Push.Do(APush.Week).ShouldContain("2 made");
        Push.IsAsAllocated();
    }

    [Fact]
    public void A_project_that_is_not_there_blocks_its_entry()
    {
        Push.Map("5f00000000000000000000ff");
        var (code, _, error) = Push.Run(APush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("2026-03-02: 5f00000000000000000000ff: ");
        error.ShouldContain("Project doesn't belong to Workspace");
    }

    [Fact]
    public void A_partialPush_whose_mapping_changes_ends_without_overlap()
    {
        FirstWrite((_, answer) => answer());
        Service.Faults.Enqueue(OnWrites(Faulty.LosesTheAnswer));
        Push.Run(APush.Week).Code.ShouldBe(ExitCode.Unavailable);
        Push.Map(Push.Web);
        Push.Later();
        Push.Do(APush.Week);
        Push.IsAsAllocated();
    }

    [Fact]
    public void The_budget_of_requests_lasts_over_runs()
    {
        Push.Map(pull: """, "RequestsPerHour": 4""");
        var (code, _, error) = Push.Run(APush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("the 4 requests of an hour are spent");
        Push.States().ShouldBe("2 pending, 1 done");
        Service.Asked.Count.ShouldBe(4);
        for (var i = 0; i < 4 && Push.Run(APush.Week).Code != ExitCode.Done; i++) Push.Later(3601);
        Push.IsAsAllocated();
    }
}
