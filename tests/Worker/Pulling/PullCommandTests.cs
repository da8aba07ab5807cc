using Daybook.Store;
using Daybook.Tests.StandIns.Clockify;
using Daybook.Worker;
using Daybook.Worker.Stages;
using NodaTime;

namespace Daybook.Tests.Worker.Pulling;

public sealed class PullCommandTests : IAsyncLifetime
{
    private AClockifyPull _pull = null!;

    private ClockifyStandIn Service => _pull.Service;

    public async ValueTask InitializeAsync() => _pull = await AClockifyPull.New();

    public ValueTask DisposeAsync() => _pull.DisposeAsync();

    [Fact]
    public void What_the_service_has_is_in_the_ledger_and_counts()
    {
        Service.Add("2026-09-01T08:00:00Z", "2026-09-01T10:30:00Z", "Website");
        Service.Add("2026-05-04T08:00:00Z", "2026-05-04T09:00:00Z", "Old");
        Service.Add("2019-02-03T08:00:00Z", "2019-02-03T09:00:00Z", "Ancient");
        var output = _pull.Do();
        output.TrimEnd().Split('\n')[^1].ShouldStartWith("6 new, ");
        _pull.IsAsTheyHaveIt();
        _pull.Daybook.Total("week", "2026-W36").ShouldBe(9_000_000_000);
        _pull.Daybook.Do("why", "2026-09-01").ShouldContain("time-entries?hydrated=true&start=");
    }

    [Fact]
    public void A_second_pull_asks_for_the_last_days_alone_and_adds_nothing()
    {
        Service.Add("2026-09-01T08:00:00Z", "2026-09-01T10:30:00Z", "Website");
        Service.Add("2026-02-03T08:00:00Z", "2026-02-03T09:00:00Z", "Old");
        _pull.Do();
        var before = _pull.Daybook.Dump();
        _pull.ForgetAsked();
        _pull.Do().ShouldContain("0 new, 1 same, 0 changed");
        _pull.Daybook.Dump().ShouldBe(before);
        Service.Pages.ShouldBe([
            $"GET /api/v1/workspaces/{Service.Workspace}/user/{Service.User}/time-entries?hydrated=true&start=2026-08-31T00:00:00Z&page=1&page-size=2000",
            $"GET /api/v1/workspaces/{Service.Workspace}/user/{Service.User}/time-entries?hydrated=true&start=2026-08-05T00:00:00Z&end=2026-09-02T00:00:00Z&page=1&page-size=2000",
        ]);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")] // 14 hours ahead
    [InlineData("America/Los_Angeles")]
    public void Ends_of_windows_are_clock_times_of_the_accounts_zone_and_nothing_is_lost_by_it(string zone)
    {
        Service.Zone = DateTimeZoneProviders.Tzdb[zone];
        for (var hour = 0; hour < 72; hour++)
        {
            var start = Instant.FromUtc(2026, 7, 30, 0, 0) + Duration.FromHours(hour);
            Service.Entries.Add(new StandInEntry(Service.NewId(), start, start + Duration.FromMinutes(30)));
        }
        _pull.Do();
        _pull.IsAsTheyHaveIt();
        _pull.Do("--full");
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void A_change_there_is_a_change_here_also_where_it_makes_an_entry_shorter()
    {
        var entry = Service.Add("2026-09-01T08:00:00Z", "2026-09-01T10:00:00Z", "Website");
        _pull.Do();
        Service.Change(entry.Id, e => e with { End = e.Start + Duration.FromHours(1), Description = "less" });
        _pull.Do().ShouldContain("1 changed");
        _pull.IsAsTheyHaveIt();
        Service.Change(entry.Id, e => e with { End = e.Start + Duration.FromHours(2), Description = "" });
        _pull.Do().ShouldContain("1 changed");
        _pull.IsAsTheyHaveIt();
        Service.Change(entry.Id, e => e with { Start = e.Start - Duration.FromDays(3), End = e.Start - Duration.FromDays(3) + Duration.FromMinutes(5) });
        _pull.Do();
        _pull.IsAsTheyHaveIt();
        _pull.Daybook.Worked().ShouldBe(300_000_000);
    }

    [Fact]
    public void What_is_deleted_there_no_longer_counts_and_may_come_back()
    {
        var kept = Service.Add("2026-09-01T08:00:00Z", "2026-09-01T09:00:00Z");
        var gone = Service.Add("2026-09-02T08:00:00Z", "2026-09-02T10:00:00Z");
        _pull.Do();
        Service.Entries.Remove(gone);
        _pull.Do().ShouldContain("1 gone there");
        _pull.IsAsTheyHaveIt();
        _pull.Daybook.Worked().ShouldBe(3_600_000_000);
        _pull.Do().ShouldNotContain("gone there");
        Service.Entries.Add(gone);
        Service.Entries.Remove(kept);
        _pull.Do();
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void What_was_deleted_long_ago_is_found_by_reading_everything_anew()
    {
        var gone = Service.Add("2026-02-02T08:00:00Z", "2026-02-02T10:00:00Z");
        Service.Add("2026-01-02T08:00:00Z", "2026-01-02T10:00:00Z");
        _pull.Do();
        Service.Entries.Remove(gone);
        _pull.Do().ShouldNotContain("gone there");
        _pull.Do("--from", "2026-02-01", "--to", "2026-02-02", "--dry-run").ShouldContain("1 gone there");
        _pull.Do("--full").ShouldContain("1 gone there");
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void What_runs_counts_nothing_until_it_has_ended()
    {
        var entry = Service.Add("2026-09-04T08:00:00Z", null, "Website");
        _pull.Do().ShouldContain("1 new");
        _pull.Daybook.Worked().ShouldBe(0);
        Running().ShouldBe(1);
        Service.Change(entry.Id, e => e with { End = e.Start + Duration.FromHours(1) });
        _pull.Do();
        Running().ShouldBe(0);
        _pull.IsAsTheyHaveIt();
        _pull.Daybook.Worked().ShouldBe(3_600_000_000);
    }

    [Fact]
    public void A_timer_that_was_thrown_away_there_runs_no_more()
    {
        var entry = Service.Add("2026-09-04T08:00:00Z", null);
        _pull.Do();
        Service.Entries.Remove(entry);
        _pull.Do().ShouldContain("1 gone there");
        Running().ShouldBe(0);
    }

    [Fact]
    public async Task Several_pages_are_read_twice_and_all_of_them_are_in()
    {
        await using var pull = await AClockifyPull.New(""", "PageSize": 7""");
        Fill(pull.Service, 40);
        pull.Do();
        pull.IsAsTheyHaveIt();
        pull.ForgetAsked();
        pull.Do("--from", "2026-08-01", "--to", "2026-08-31").ShouldContain("0 new");
        pull.Service.Pages.Count().ShouldBe(12);
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
        Fill(pull.Service, 40);
        pull.Do();
        pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void A_rehearsal_leaves_everything_as_it_was()
    {
        Service.Add("2026-09-01T08:00:00Z", "2026-09-01T10:30:00Z");
        _pull.Do("--dry-run").ShouldContain("would be: 1 new");
        File.Exists(_pull.Daybook.LedgerPath).ShouldBeFalse();
        Service.Add("2026-09-02T08:00:00Z", "2026-09-02T10:30:00Z");
        _pull.Do();
        var before = _pull.Daybook.Listing();
        Service.Entries.Clear();
        _pull.Do("--dry-run").ShouldContain("2 gone there");
        _pull.Daybook.Listing().ShouldBe(before);
    }

    [Fact]
    public void A_saved_answer_imported_as_a_file_is_the_same()
    {
        Service.Add("2026-09-01T08:00:00Z", "2026-09-01T10:30:00Z", "Website", "note");
        _pull.Do();
        var page = $"[{Service.Entries[0].Json(Service, isHydrated: true).ToJsonString()}]";
        _pull.Daybook.Do("import", _pull.Daybook.Write("page.json", page)).ShouldContain("0 new, 1 same");
    }

    [Fact]
    public void Undoing_a_pull_takes_it_out_and_the_next_one_brings_it_back()
    {
        Service.Add("2026-02-01T08:00:00Z", "2026-02-01T10:30:00Z", "Website");
        _pull.Do();
        var before = _pull.Daybook.Dump();
        _pull.Daybook.Do("import", "undo", "1");
        _pull.Daybook.Worked().ShouldBe(0);
        _pull.Do();
        _pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void Machines_get_one_document()
    {
        Service.Add("2026-09-01T08:00:00Z", "2026-09-01T10:30:00Z");
        using var json = System.Text.Json.JsonDocument.Parse(_pull.Do("--json"));
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
        var (code, _, error) = _pull.Run(args);
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Usage), r => r.error.ShouldContain(message));
        Service.Asked.ShouldBeEmpty();
    }

    private long Running()
    {
        using var ledger = Ledger.OpenForReading(_pull.Daybook.LedgerPath);
        return HandStage.RunningOf(ledger, "clockify").Count;
    }

    private static void Fill(ClockifyStandIn service, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var start = Instant.FromUtc(2026, 8, 2, 6, 0) + Duration.FromHours(7 * i);
            service.Entries.Add(new StandInEntry(service.NewId(), start, start + Duration.FromHours(1)));
        }
    }
}
