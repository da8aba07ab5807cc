using Daybook.Tests.StandIns.Clockify;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pulling;

public sealed class ClockifyPullTests() : EntryPullTests("clockify")
{
    private ClockifyStandIn Service => (ClockifyStandIn)Pull.Service;

    [Fact]
    public void What_the_service_has_is_in_the_ledger_and_counts()
    {
        Service.Add("2026-09-01T08:00:00Z", "2026-09-01T10:30:00Z", "Website");
        Service.Add("2026-05-04T08:00:00Z", "2026-05-04T09:00:00Z", "Old");
        Service.Add("2019-02-03T08:00:00Z", "2019-02-03T09:00:00Z", "Ancient");
        var output = Pull.Do();
        output.TrimEnd().Split('\n')[^1].ShouldStartWith("6 new, ");
        Pull.IsAsTheyHaveIt();
        Pull.Daybook.Total("week", "2026-W36").ShouldBe(9_000_000_000);
        Pull.Daybook.Do("why", "2026-09-01").ShouldContain("time-entries?hydrated=true&start=");
    }

    [Fact]
    public void A_second_pull_asks_for_the_last_days_alone_and_adds_nothing()
    {
        Service.Add("2026-09-01T08:00:00Z", "2026-09-01T10:30:00Z", "Website");
        Service.Add("2026-02-03T08:00:00Z", "2026-02-03T09:00:00Z", "Old");
        Pull.Do();
        var before = Pull.Daybook.Dump();
        Pull.ForgetAsked();
        Pull.Do().ShouldContain("0 new, 1 same, 0 changed");
        Pull.Daybook.Dump().ShouldBe(before);
        Service.Pages.ShouldBe([
            $"GET /api/v1/workspaces/{Service.Workspace}/user/{Service.User}/time-entries?hydrated=true&start=2026-08-31T00:00:00Z&page=1&page-size=2000",
            $"GET /api/v1/workspaces/{Service.Workspace}/user/{Service.User}/time-entries?hydrated=true&start=2026-08-05T00:00:00Z&end=2026-09-02T00:00:00Z&page=1&page-size=2000",
        ]);
    }

    [Fact]
    public void A_change_there_is_a_change_here_also_where_it_makes_an_entry_shorter()
    {
        var entry = Service.Add("2026-09-01T08:00:00Z", "2026-09-01T10:00:00Z", "Website");
        Pull.Do();
        Service.Change(entry.Id, e => e with { End = e.Start + Duration.FromHours(1), Description = "less" });
        Pull.Do().ShouldContain("1 changed");
        Pull.IsAsTheyHaveIt();
        Service.Change(entry.Id, e => e with { End = e.Start + Duration.FromHours(2), Description = "" });
        Pull.Do().ShouldContain("1 changed");
        Pull.IsAsTheyHaveIt();
        Service.Change(entry.Id, e => e with { Start = e.Start - Duration.FromDays(3), End = e.Start - Duration.FromDays(3) + Duration.FromMinutes(5) });
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Pull.Daybook.Worked().ShouldBe(300_000_000);
    }

    [Fact]
    public void What_was_deleted_long_ago_is_found_by_reading_everything_anew()
    {
        var gone = Service.Add("2026-02-02T08:00:00Z", "2026-02-02T10:00:00Z");
        Service.Add("2026-01-02T08:00:00Z", "2026-01-02T10:00:00Z");
        Pull.Do();
        Service.Entries.Remove(gone);
        Pull.Do().ShouldNotContain("gone there");
        Pull.Do("--from", "2026-02-01", "--to", "2026-02-02", "--dry-run").ShouldContain("1 gone there");
        Pull.Do("--full").ShouldContain("1 gone there");
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public async Task Ten_years_with_little_in_them_cost_few_requests()
    {
        await using var pull = await AClockifyPull.New();
        for (var month = 0; month < 120; month++) pull.Service.Add($"{2016 + (month / 12)}-{(month % 12) + 1:00}-03T08:00:00Z", $"{2016 + (month / 12)}-{(month % 12) + 1:00}-03T09:00:00Z");
        pull.Do();
        pull.IsAsTheyHaveIt();
        pull.Service.Asked.Count.ShouldBeLessThan(25);
    }

    [Fact]
    public async Task Projects_are_known_archived_ones_too_whether_or_not_any_time_is_of_them()
    {
        await using var pull = await AClockifyPull.New();
        var (open, closed) = (pull.Service.Project("open", "Ada"), pull.Service.Project("closed"));
        pull.Service.Projects[closed] = ("closed", null, true);
        pull.Do();
        var lines = pull.Daybook.Do("projects", "--there").Split('\n');
        lines.ShouldContain(l => l.Contains(open) && l.Contains("open") && l.Contains("Ada"));
        lines.ShouldContain(l => l.Contains(closed) && l.Contains("archived"));
        pull.Service.Projects[open] = ("opened", pull.Service.Projects[open].Client, false);
        pull.Do().ShouldContain("1 changed");
        pull.Daybook.Do("projects", "--there").ShouldContain("opened");
        pull.Do().ShouldContain("0 new, 2 same, 0 changed");
    }

    [Fact]
    public async Task Days_are_cut_by_the_zone_of_the_profile_where_nobody_has_said_another()
    {
        await using var pull = await AClockifyPull.New();
        pull.Daybook.Configure($$"""{ "Sources": [{ "Name": "clockify", "Pull": { "Service": "clockify", "Host": "{{pull.Service.Address}}", "AllowHttp": true } }] }""");
        pull.Service.Zone = NodaTime.DateTimeZoneProviders.Tzdb["Pacific/Auckland"];
        pull.Service.Add("2026-09-01T20:00:00Z", "2026-09-01T21:00:00Z");
        pull.Do();
        pull.Daybook.Total("day", "2026-09-02").ShouldBe(3_600_000_000);
        pull.ForgetAsked();
        pull.Do().ShouldNotContain("clockify-user");
    }

    [Fact]
    public async Task Where_lists_do_not_say_that_they_end_a_short_page_is_the_last()
    {
        await using var pull = await AClockifyPull.New(""", "PageSize": 20""");
        pull.Service.SaysLastPage = false;
        pull.Service.Fill(Instant.FromUtc(2026, 8, 2, 6, 0), 40, Duration.FromHours(7));
        pull.Do();
        pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void A_saved_answer_imported_as_a_file_is_the_same()
    {
        Service.Add("2026-09-01T08:00:00Z", "2026-09-01T10:30:00Z", "Website", "note");
        Pull.Do();
        var page = $"[{Service.Entries[0].Json(Service, isHydrated: true).ToJsonString()}]";
        Pull.Daybook.Do("import", Pull.Daybook.Write("page.json", page)).ShouldContain("0 new, 1 same");
    }

    [Fact]
    public void Undoing_a_pull_takes_it_out_and_the_next_one_brings_it_back()
    {
        Service.Add("2026-02-01T08:00:00Z", "2026-02-01T10:30:00Z", "Website");
        Pull.Do();
        var before = Pull.Daybook.Dump();
        Pull.Daybook.Do("import", "undo", "1");
        Pull.Daybook.Worked().ShouldBe(0);
        Pull.Do();
        Pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void Machines_get_one_document()
    {
        Service.Add("2026-09-01T08:00:00Z", "2026-09-01T10:30:00Z");
        using var json = System.Text.Json.JsonDocument.Parse(Pull.Do("--json"));
        var source = json.RootElement.GetProperty("sources")[0];
        (source.GetProperty("source").GetString(), source.GetProperty("exit_code").GetInt32()).ShouldBe(("clockify", 0));
        json.RootElement.GetProperty("new").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("no source", "elsewhere")]
    [InlineData("--to goes with --from", "--to", "2026-09-01")]
    [InlineData("--to lies before --from", "--from", "2026-09-02", "--to", "2026-09-01")]
    [InlineData("leave --from out", "--from", "2026-09-02", "--full")]
    public void What_cannot_be_meant_is_said(string message, params string[] args)
    {
        var (code, _, error) = Pull.Run(args);
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Usage), r => r.error.ShouldContain(message));
        Service.Asked.ShouldBeEmpty();
    }
}
