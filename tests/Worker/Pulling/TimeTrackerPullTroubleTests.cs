using System.Text.Json.Nodes;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.TimeTracker;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pulling;

public sealed class TimeTrackerPullTroubleTests() : EntryPullTroubleTests("timetracker")
{
    private static readonly JsonObject SwitchedOff = new() { ["error"] = "module_disabled", ["message"] = "clients module is disabled by the administrator.", ["error_code"] = "forbidden" };

    private TimeTrackerStandIn Service => (TimeTrackerStandIn)Pull.Service;

    [Theory]
    [InlineData("cut")]
    [InlineData("half")]
    [InlineData("html")]
    [InlineData("failing")]
    [InlineData("dead")]
    [InlineData("left alone")]
    [InlineData("stopped")]
    public void Whichever_request_fails_a_rerun_ends_as_if_none_had(string how)
    {
        Fill(12);
        Service.Add("2026-03-03T08:00:00", "2026-03-03T09:00:00");
        Service.Add("2026-09-04T08:00:00", null);
        Service.Requests.Add(TimeTrackerPullTests.Request(1));
        Pull.Do();
        var (whole, asked) = (Pull.Daybook.Dump(), Service.Asked.Count);
        for (var k = 0; k < asked; k++)
        {
            File.Delete(Pull.Daybook.LedgerPath);
            Service.Faults.Clear();
            using var stop = new CancellationTokenSource();
            for (var i = 0; i < k; i++) Service.Faults.Enqueue((_, answer) => answer());
            // What may pass is asked again, five times in all.
            for (var i = 0; i < (how is "cut" or "failing" or "dead" ? 5 : 1); i++)
                Service.Faults.Enqueue(how switch
                {
                    "cut" => Faulty.Truncates,
                    "half" => Faulty.AnswersHalf,
                    "html" => Faulty.AnswersHtml,
                    "failing" => Faulty.FailsAfterwards(500),
                    "dead" => Faulty.Resets,
                    "left alone" => Faulty.Status(429, ("Retry-After", "3600")),
                    _ => async (context, answer) =>
                    {
                        await stop.CancelAsync();
                        await answer();
                    }
                    ,
                });
            Pull.Daybook.Stop = stop.Token;
            Pull.Run().Code.ShouldBe(how switch { "half" or "html" => ExitCode.Protocol, "left alone" => ExitCode.TryAgain, "stopped" => ExitCode.Interrupted, _ => ExitCode.Unavailable }, $"request {k}");
            Pull.Daybook.Stop = CancellationToken.None;
            Service.Faults.Clear();
            Pull.Do();
            Pull.Daybook.Dump().ShouldBe(whole, $"request {k}");
        }
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-API-Key")] // what stands between passes the other one on to nobody
    public void A_server_that_is_reached_by_one_header_alone_is_asked_all_the_same(string header)
    {
        Service.KeyHeaders.RemoveAll(h => h != header);
        Fill(2);
        Pull.Do();
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void A_minute_full_of_requests_is_waited_for()
    {
        Fill(40);
        Service.PerMinute = 6;
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Pull.Clock.Waited.ShouldAllBe(w => w == TimeSpan.FromSeconds(17));
        Pull.Clock.Waited.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Clients_that_are_switched_off_cost_their_list_and_no_more()
    {
        Service.Refused["/clients"] = (403, SwitchedOff);
        Fill(3);
        var (code, _, error) = Pull.Run();
        code.ShouldBe(ExitCode.Done);
        error.ShouldContain("timetracker: note: its clients are switched off there");
        Pull.IsAsTheyHaveIt();
    }

    [Theory]
    [InlineData("/time-off/holidays", 403, "This endpoint requires one of: \\\"read:reports\\\"")]
    [InlineData("/time-off/requests", 404, "Resource not found")]
    public void Time_off_that_cannot_be_had_is_said_and_all_else_is_in(string path, int status, string said)
    {
        Service.Refused[path] = (status, new JsonObject { ["error"] = "Insufficient permissions", ["message"] = said.Replace("\\\"", "'", StringComparison.Ordinal) });
        Fill(3);
        var (code, _, error) = Pull.Run();
        code.ShouldBe(ExitCode.Done);
        error.ShouldContain(said.Replace("\\\"", "'", StringComparison.Ordinal));
        Pull.IsAsTheyHaveIt();
        Facts(AccountFact.LeaveType).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("/projects", ExitCode.NoPermission)]
    [InlineData("/clients", ExitCode.NoPermission)] // not switched off, but kept from this key: what was known of clients must not be lost by it
    [InlineData("/users/me", ExitCode.NoPermission)]
    public void A_key_that_may_not_ask_for_what_is_needed_is_said(string path, ExitCode code)
    {
        Service.Refused[path] = (403, new JsonObject { ["error"] = "Insufficient permissions", ["message"] = "This endpoint requires one of: 'read:x'", ["error_code"] = "forbidden" });
        Fill(1);
        var (got, _, error) = Pull.Run();
        (got, error).ShouldSatisfyAllConditions(r => r.got.ShouldBe(code), r => r.error.ShouldContain("This endpoint requires one of: 'read:x'"));
    }

    [Fact]
    public void A_page_of_the_frameworks_own_is_said()
    {
        Pull.Daybook.Configure($$"""{ "Sources": [{ "Name": "timetracker", "Pull": { "Service": "timetracker", "Host": "{{Service.Root}}/elsewhere", "AllowHttp": true } }] }""");
        var (code, _, error) = Pull.Run();
        code.ShouldBe(ExitCode.Protocol);
        error.ShouldContain("it does not take the request (404)");
    }

    public static TheoryData<string, string> Odd => new()
    {
        { "entries", "\"time_entries\":{}" },
        { "no entries", "\"other\":[]" },
        { "another user", "\"time_entries\":[{\"id\":1,\"user_id\":8,\"start_time\":\"2026-09-04T08:00:00\"}]" },
        { "other days", "\"time_entries\":[{\"id\":1,\"user_id\":7,\"start_time\":\"2019-09-04T08:00:00\"}]" },
        { "no start", "\"time_entries\":[{\"id\":1,\"user_id\":7,\"start_time\":\"\"}]" },
        { "no id", "\"time_entries\":[{\"user_id\":7,\"start_time\":\"2026-09-04T08:00:00\"}]" },
        { "a hole", "\"time_entries\":[],\"pagination\":{\"page\":1,\"has_next\":true}" },
        { "another page", "\"time_entries\":[],\"pagination\":{\"page\":4,\"has_next\":false}" },
    };

    [Theory, MemberData(nameof(Odd))]
    public void An_answer_to_something_else_is_refused_and_nothing_is_taken_back(string _, string answer)
    {
        Fill(3);
        Pull.Do();
        var before = Pull.Daybook.Dump();
        // Server, person, projects and clients come before.
        for (var i = 0; i < 4; i++) Service.Faults.Enqueue((_, answered) => answered());
        Service.Faults.Enqueue(Faulty.Answers($"{{{answer}}}"));
        Pull.Run().Code.ShouldBe(ExitCode.Protocol);
        Pull.Daybook.Dump().ShouldBe(before);
        Pull.Do();
        Pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void A_key_of_another_server_is_refused()
    {
        Fill(1);
        Pull.Do();
        Pull.Configure(""", "Workspace": "elsewhere" """);
        Pull.Run().Code.ShouldBe(ExitCode.Configuration);
        Pull.Configure($$""", "Workspace": "{{new Uri(Service.Root).Authority}}" """);
        Pull.Do();
    }

    [Fact]
    public void Time_off_changes_and_goes()
    {
        Service.Requests.Add(TimeTrackerPullTests.Request(1, "submitted"));
        Service.Requests.Add(TimeTrackerPullTests.Request(2));
        Service.Holidays.Add(new JsonObject { ["id"] = 1, ["name"] = "Outing", ["start_date"] = "2026-06-12", ["end_date"] = "2026-06-12", ["region"] = null, ["enabled"] = true });
        Pull.Do();
        Statuses().ShouldBe(["holiday/1|1 approved", "request/1|1 submitted", "request/1|2 approved"]);
        Service.Requests[0] = TimeTrackerPullTests.Request(1);
        Service.Requests.RemoveAt(1);
        Service.Holidays.Clear();
        Pull.Do().ShouldContain("2 gone there");
        Statuses().ShouldBe(["holiday/1|1 deleted", "request/1|1 approved", "request/1|2 deleted"]);
        Pull.Do().ShouldNotContain("gone there");
        var before = Pull.Daybook.Dump();
        Pull.Do();
        Pull.Daybook.Dump().ShouldBe(before);
        Service.Requests.Add(TimeTrackerPullTests.Request(2));
        Pull.Do();
        Statuses().ShouldBe(["holiday/1|1 deleted", "request/1|1 approved", "request/1|2 approved"]);
    }

    [Fact]
    public void Anothers_time_off_is_never_taken_for_ones_own()
    {
        Service.Requests.Add(TimeTrackerPullTests.Request(1, user: 8));
        var (code, _, error) = Pull.Run();
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Protocol), r => r.error.ShouldContain("rows of another user"));
    }

    [Fact]
    public void What_an_export_says_of_ones_hours_and_an_answer_does_not_stays()
    {
        Pull.Daybook.Do("import", Pull.Daybook.Write("backup.json", """
            {"backup_info":{"created_by":"ada","created_at":"2026-09-01T08:00:00","version":"1.0"},
             "users":[{"id":7,"username":"ada","standard_hours_per_day":8,"standard_hours_per_week":20,"overtime_calculation_mode":"weekly","week_start_day":0}]}
            """), "--as", "timetracker");
        Pull.Do();
        Facts(AccountFact.Contract).Single().Json.ShouldStartWith("""{"weekly_us":72000000000,"daily_us":27720000000,"overtime":"weekly","weekends":"regular",""");
        Facts(AccountFact.WeekCut).Single().Json.ShouldStartWith("""{"week_starts":7,""");
    }

    private IReadOnlyList<TermFact> Facts(string kind)
    {
        using var ledger = Ledger.OpenForReading(Pull.Daybook.LedgerPath);
        return ledger.Terms.Of(1, [kind]);
    }

    private IEnumerable<string> Statuses() => Facts(AccountFact.Absence).Select(f => $"{f.Identity} {JsonNode.Parse(f.Json)!["status"]}").Order(StringComparer.Ordinal);
}
