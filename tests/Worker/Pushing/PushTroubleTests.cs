using Daybook.Model;
using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.Clockify;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pushing;

public sealed class PushTroubleTests : APushedWeek
{
    /// <summary>Only what changes something fails.</summary>
    private static Fault OnWrites(Fault fault) => (context, answer) => context.Request.Method == "GET" ? answer() : fault(context, answer);

    /// <summary>Before the first write of a run two requests ask for the account and one for the day.</summary>
    private void FirstWrite(Fault fault)
    {
        for (var i = 0; i < 3; i++) Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue(OnWrites(fault));
    }

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
    public void The_key_stands_nowhere_that_is_said_or_kept()
    {
        FirstWrite(async (context, _) => await ClockifyStandIn.Refuse(context, 400, 0, $"the key {ClockifyStandIn.Key} is not liked"));
        Push.Run(APush.Week, "--verbose");
        Push.Run(APush.Week, "--json");
        Push.Printed.ToString().ShouldNotContain("CANARY");
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Push.Daybook.LedgerPath)!, "*", SearchOption.AllDirectories))
            System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)).ShouldNotContain("CANARY", customMessage: file);
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
            Service.Entries.Clear();
            Service.Faults.Clear();
            var runs = 0;
            for (; runs < MostRuns; runs++)
            {
                // For some runs everything may fail, and the mapping change; then the world is well.
                var isRough = runs < 6;
                if (isRough && random.Next(3) == 0) Push.Map(targets[random.Next(targets.Length)]);
                Service.Faults.Clear();
                using var kill = new CancellationTokenSource();
                Push.Daybook.Stop = kill.Token;
                for (var i = 0; isRough && i < 30; i++) Service.Faults.Enqueue(Fault(random, kill));
                var (code, _, error) = Push.Run(APush.Week);
                (code is ExitCode.Done or ExitCode.Unavailable or ExitCode.TryAgain or ExitCode.Protocol or ExitCode.Interrupted or ExitCode.Stopped).ShouldBeTrue($"seed {seed}: {code} {error}");
                if (isRough) Service.Entries.Select(e => PushKey.MarksIn(e.Description).Single()).ShouldBeUnique();
                if (code == ExitCode.Done && !isRough) break;
                Push.Later(random.Next(20, 100));
            }
            runs.ShouldBeLessThan(MostRuns, $"seed {seed}");
            Push.IsAsAllocated();
            Service.Asked.Clear();
            Push.Daybook.Stop = CancellationToken.None;
            Push.Do(APush.Week);
            Push.Writes.ShouldBeEmpty($"seed {seed}");
        }
    }

    private static Fault Fault(Random random, CancellationTokenSource kill) => random.Next(12) switch
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

    /// <summary>The run is ended while its request is under way.</summary>
    private static Fault Killed(CancellationTokenSource kill, Fault fault) => async (context, answer) =>
    {
        await kill.CancelAsync();
        await fault(context, answer);
    };
}
