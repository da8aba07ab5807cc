using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.Clockify;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pulling;

public sealed class ClockifyPullTroubleTests() : EntryPullTroubleTests("clockify")
{
    private ClockifyStandIn Service => (ClockifyStandIn)Pull.Service;

    [Fact]
    public void Who_wants_fewer_requests_is_waited_for()
    {
        Fill(12);
        Service.Faults.Enqueue(Faulty.Status(429, ("Retry-After", "3")));
        Service.Faults.Enqueue(Faulty.Status(429));
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Pull.Clock.Waited[0].ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(-4, null)]
    [InlineData(90, "its clock is ahead of this machine's by 1:30 hours")]
    [InlineData(-6, "its clock is behind this machine's by 0:06 hours")]
    public void Clocks_that_are_far_apart_are_told(int minutes, string? note)
    {
        Fill(2);
        Service.ClockShows = Service.ClockShows.AddMinutes(minutes);
        var (code, output, error) = Pull.Run();
        code.ShouldBe(ExitCode.Done);
        if (note is null) $"{output}{error}".ShouldNotContain("its clock is");
        else $"{output}{error}".ShouldContain(note);
    }

    [Fact]
    public void A_key_that_is_not_known_stops_at_once()
    {
        Pull.Daybook.Environment["DAYBOOK_SECRET_CLOCKIFY"] = "some-other-key";
        var (code, _, error) = Pull.Run();
        code.ShouldBe(ExitCode.NoPermission);
        error.ShouldContain("clockify: error: 127.0.0.1: it does not know the secret");
        Service.Asked.Count.ShouldBe(1);
    }

    public static TheoryData<string, int> Troubles => new()
    {
        { "cut", (int)ExitCode.Unavailable },
        { "half", (int)ExitCode.Protocol },
        { "html", (int)ExitCode.Protocol },
        { "redirect", (int)ExitCode.Protocol },
        { "another workspace", (int)ExitCode.Protocol },
        { "an object", (int)ExitCode.Protocol },
        { "empty and not the last", (int)ExitCode.Protocol },
        { "the same again", (int)ExitCode.Protocol },
        { "failing", (int)ExitCode.Unavailable },
        { "locked out", (int)ExitCode.NoPermission },
        { "left alone", (int)ExitCode.TryAgain },
    };

    [Theory, MemberData(nameof(Troubles))]
    public void A_page_that_is_none_leaves_what_came_before_and_the_next_pull_goes_on(string how, int code)
    {
        Fill(12);
        const int Attempts = 5;
        var entry = Service.Entries[^1].Json(Service, true);
        entry["workspaceId"] = "64a687e29ae1f428e7ebe999";
        // The account takes two requests, the first page one.
        for (var i = 0; i < 3; i++) Service.Faults.Enqueue((_, answer) => answer());
        for (var i = 0; i < (how is "cut" or "failing" ? Attempts : 1); i++)
            Service.Faults.Enqueue(how switch
            {
                "cut" => Faulty.Truncates,
                "half" => Faulty.AnswersHalf,
                "html" => Faulty.AnswersHtml,
                "redirect" => Faulty.Answers("", location: "https://elsewhere.example.org/", status: 302),
                "another workspace" => Faulty.Answers($"[{entry.ToJsonString()}]"),
                "an object" => Faulty.Answers("{}"),
                "empty and not the last" => (context, _) =>
                {
                    context.Response.Headers["Last-Page"] = "false";
                    return Faulty.Answers("[]")(context, () => Task.CompletedTask);
                }
                ,
                "the same again" => (context, answer) =>
                {
                    context.Request.QueryString = new Microsoft.AspNetCore.Http.QueryString(context.Request.QueryString.Value!.Replace("page=2", "page=1", StringComparison.Ordinal));
                    return answer();
                }
                ,
                "failing" => Faulty.Status(500),
                "locked out" => Faulty.Status(403),
                _ => Faulty.Status(429, ("Retry-After", "1800")),
            });
        var (got, _, error) = Pull.Run();
        ((int)got, error).ShouldSatisfyAllConditions(r => r.Item1.ShouldBe(code, r.error), r => r.error.ShouldStartWith("clockify: error: "));
        Pull.Current().Count.ShouldBe(5);
        Pull.ForgetAsked();
        Pull.Do();
        Service.Pages.First().ShouldContain("page=2");
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void Killed_between_pages_it_goes_on_where_it_was()
    {
        Fill(23);
        using var stop = new CancellationTokenSource();
        Pull.Daybook.Stop = stop.Token;
        Service.BeforePage = before =>
        {
            if (before == 2) stop.Cancel();
        };
        Pull.Run().Code.ShouldBe(ExitCode.Interrupted);
        Pull.Current().Count.ShouldBe(10);
        Pull.Daybook.Stop = CancellationToken.None;
        Service.BeforePage = _ => { };
        Pull.ForgetAsked();
        Pull.Do();
        Service.Pages.First().ShouldContain("page=3");
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void Entries_that_never_stand_still_are_not_taken_back()
    {
        Fill(12);
        var gone = Service.Entries[3];
        Pull.Do();
        Service.Entries.Remove(gone);
        Service.BeforePage = before => Service.Add("2026-09-04T10:00:00Z", "2026-09-04T10:10:00Z", description: $"{before}");
        var (code, _, error) = Pull.Run();
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("entries changed each time");
        Pull.Current().ShouldContain(e => e.StartsWith(gone.Id, StringComparison.Ordinal));
        Service.BeforePage = _ => { };
        Pull.Do().ShouldContain("1 gone there");
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void A_budget_lasts_over_runs_and_the_next_ones_go_on()
    {
        Pull.Configure(""", "RequestsPerHour": 6""");
        for (var month = 1; month <= 9; month++) Service.Add($"2026-0{month}-02T08:00:00Z", $"2026-0{month}-02T09:00:00Z");
        var (code, output, error) = Pull.Run();
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("the 6 requests of an hour are spent");
        output.ShouldContain("clockify: 6 requests, read back to 2026-");
        Service.Asked.Count.ShouldBe(6);
        Pull.Run().Code.ShouldBe(ExitCode.PartlyDone);
        Service.Asked.Count.ShouldBe(6);
        for (var hour = 10; hour < 16 && Pull.Current().Count < 9; hour += 2)
        {
            Pull.Daybook.Now = $"2026-09-05T{hour}:00:00Z";
            Pull.Run();
        }
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void What_was_not_read_before_a_full_pull_failed_is_read_by_a_later_one()
    {
        Service.Add("2026-08-10T08:00:00Z", "2026-08-10T09:00:00Z");
        Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue(Faulty.Status(403));
        Pull.Run("--full").Code.ShouldBe(ExitCode.NoPermission);
        Pull.Daybook.Now = "2026-09-25T08:00:00Z";
        Pull.Do();
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void One_source_that_fails_stops_no_other()
    {
        Fill(2);
        Pull.Daybook.Configure($$"""
            { "Sources": [
              { "Name": "broken", "Pull": { "Service": "clockify", "Host": "{{Service.Address}}", "AllowHttp": true } },
              { "Name": "clockify", "Pull": { "Service": "clockify", "Host": "{{Service.Address}}", "AllowHttp": true } }] }
            """);
        var (code, _, error) = Pull.Run();
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain("broken: error: nobody has said its key");
        error.ShouldContain("DAYBOOK_SECRET_BROKEN");
        Pull.IsAsTheyHaveIt();
    }
}
