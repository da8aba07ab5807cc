using System.Text;
using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.WakaTime;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pulling;

public sealed class WakaTimePullTests() : HeartbeatPullTests("wakatime")
{
    private WakaTimeStandIn WakaTime => Pull.WakaTime;

    private string Scratch => $"{Pull.Daybook.LedgerPath}.download";

    [Fact]
    public void The_first_pull_reads_the_last_days_and_takes_everything_else_from_an_export()
    {
        Fill();
        Pull.Do().ShouldContain("/users/current/data_dumps/dump-1: wakatime-heartbeats-export: 23 new, 9 same, 0 changed");
        Service.Asked.Count(a => a.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
        Service.Days.Count().ShouldBe(6);
        Pull.Clock.Waited.ShouldContain(TimeSpan.FromSeconds(10));
        File.Exists(Scratch).ShouldBeFalse();
        Pull.HoldsNoSecret();
    }

    [Fact]
    public void An_export_that_is_there_is_taken_and_none_of_totals_or_of_the_past()
    {
        Fill();
        WakaTime.MakeDump("daily");
        WakaTime.Dumps[0] = WakaTime.Dumps[0] with { Expires = Instant.FromUtc(2026, 9, 6, 0, 0), HasFailed = true };
        WakaTime.MakeDump();
        WakaTime.MakeDump();
        WakaTime.Dumps[0] = WakaTime.Dumps[0] with { Expires = Instant.FromUtc(2026, 9, 1, 0, 0) };
        Pull.Do().ShouldContain("data_dumps/dump-2: ");
        Service.Asked.ShouldNotContain(a => a.StartsWith("POST", StringComparison.Ordinal));
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void An_export_imported_as_a_file_and_a_pull_say_the_same_in_either_order()
    {
        Fill();
        var export = Pull.Daybook.Write("export.json", WakaTime.Export().ToJsonString());
        Pull.Daybook.Do("import", export).ShouldContain("32 new");
        Pull.Do().TrimEnd().Split('\n')[^1].ShouldStartWith("0 new, 41 same, 0 changed");
        Pull.Daybook.Do("import", export).ShouldContain("0 new, 32 same");
        var once = Pull.Daybook.Number("select count(*) from heartbeat") + Pull.Daybook.Number("select count(*) from heartbeat_version");
        once.ShouldBe(32);
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void An_export_that_takes_its_time_is_waited_for_a_minute_and_then_by_the_next_pull()
    {
        Fill();
        WakaTime.Looks = 9;
        var (code, _, error) = Pull.Run();
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.PartlyDone), r => r.error.ShouldContain("its export of all heartbeats is not ready yet (42.5 %)"), r => r.error.ShouldContain("The next pull goes on from here"));
        Pull.Current().Count.ShouldBe(9);
        Pull.Daybook.Number("select count(*) from cursor where name = 'dump' and value = 'dump-1'").ShouldBe(1);
        Pull.Clock.Waited.Count(w => w == TimeSpan.FromSeconds(10)).ShouldBe(5);
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Service.Asked.Count(a => a.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
        Pull.Daybook.Number("select count(*) from cursor where name = 'dump'").ShouldBe(0);
    }

    [Fact]
    public void An_export_of_another_kind_must_expire_first()
    {
        Fill();
        WakaTime.MakeDump("daily");
        var (code, _, error) = Pull.Run();
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.PartlyDone), r => r.error.ShouldContain("Wait for your current export to expire"));
        WakaTime.Now += Duration.FromDays(8);
        Pull.Do();
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void Where_no_export_can_be_had_all_days_are_read_one_by_one()
    {
        Fill();
        WakaTime.DumpStatus = 403;
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Service.Days.Count().ShouldBe(26); // from today to the day before the first
        Pull.ForgetAsked();
        Pull.Do();
        Service.Asked.Count.ShouldBe(7);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("elsewhere")]
    [InlineData("this machine's own net")]
    [InlineData("plain http")]
    [InlineData("empty")]
    [InlineData("refused")]
    public void An_export_that_is_of_no_use_is_said_and_the_days_are_read(string how)
    {
        Fill();
        WakaTime.MakeDump(looks: how == "failed" ? 2 : 0);
        if (how == "failed") WakaTime.Dumps[0] = WakaTime.Dumps[0] with { Expires = Instant.FromUtc(2026, 9, 5, 7, 59) };
        if (how == "failed") WakaTime.DumpStatus = 404;
        if (how == "elsewhere") WakaTime.AddressOf = _ => $"https://elsewhere.example.org/x?Signature={WakaTimeStandIn.Signature}";
        if (how == "this machine's own net") WakaTime.AddressOf = _ => $"http://169.254.169.254/x?Signature={WakaTimeStandIn.Signature}";
        if (how == "plain http") WakaTime.AddressOf = _ => $"http://wakatime.s3.amazonaws.com/x?Signature={WakaTimeStandIn.Signature}";
        if (how == "empty") WakaTime.Fetched = _ => Encoding.UTF8.GetBytes("""{"days":[],"range":{"start":1,"end":2},"user":{"id":"cccccccc-0000-4000-8000-000000000001","timezone":"Europe/Berlin"}}""");
        if (how == "refused") WakaTime.AddressOf = d => $"{WakaTime.Root}/exports/{d.Id}?Signature=expired";
        var (code, _, error) = Pull.Run();
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Done, r.error), r => r.error.ShouldContain("wakatime: note: there is no export of all heartbeats: "));
        Pull.IsAsTheyHaveIt();
        Pull.HoldsNoSecret();
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("another account")]
    [InlineData("html")]
    public void An_export_that_is_not_whole_or_not_theirs_is_not_taken_in(string how)
    {
        Fill();
        WakaTime.Fetched = how switch
        {
            "cut" => b => b[..(b.Length / 2)],
            "html" => _ => Encoding.UTF8.GetBytes("<html>"),
            _ => b => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(b).Replace("\"id\":\"cccccccc-0000-4000-8000-000000000001\"", "\"id\":\"dddddddd-0000-4000-8000-000000000001\"", StringComparison.Ordinal)),
        };
        Pull.Run().Code.ShouldBe(ExitCode.Protocol);
        Pull.Current().Count.ShouldBe(9);
        File.Exists(Scratch).ShouldBeFalse();
        WakaTime.Fetched = b => b;
        Pull.Do();
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void An_export_that_is_longer_than_may_be_is_not_kept()
    {
        Fill();
        Pull.Daybook.Remote = Pull.Daybook.Remote! with { Limits = new() { LongestFile = 1000 } };
        Pull.Run().Error.ShouldContain("the file is longer than");
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void An_export_that_holds_the_key_is_not_kept()
    {
        Fill();
        WakaTime.Fetched = b => [.. b, .. new byte[70_000], .. Encoding.UTF8.GetBytes(StandIn.Key)];
        Pull.Run().Error.ShouldContain("the file holds the secret");
        Pull.HoldsNoSecret();
    }

    [Theory]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(200)] // an empty list with a message
    public async Task A_free_plan_gives_the_last_days_and_the_export_the_rest(int status)
    {
        await using var pull = await AHeartbeatPull.New("wakatime");
        var service = pull.WakaTime;
        Fill(service);
        (service.PlanDays, service.PlanStatus) = (14, status);
        pull.Do();
        pull.IsAsTheyHaveIt();
        service.Days.Count().ShouldBe(15);
        pull.ForgetAsked();
        pull.Do();
        service.Asked.Count.ShouldBe(16);
        // Nobody pulled for longer than the plan reaches back: a new export has what lies between.
        service.Now += Duration.FromDays(40);
        pull.Daybook.Now = "2026-10-15T08:00:00Z";
        service.Add("2026-09-10T12:00:00Z", 5, "between");
        service.Add("2026-10-14T12:00:00Z", 5, "new");
        pull.Do();
        pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void Days_that_can_be_had_in_no_other_way_have_totals_until_their_heartbeats_come()
    {
        Fill();
        (WakaTime.PlanDays, WakaTime.GivesAllTotals) = (3, true);
        WakaTime.MakeDump("daily");
        WakaTime.DumpStatus = 403;
        var (code, _, error) = Pull.Run();
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Done, r.error), r => r.error.ShouldContain("no heartbeats are given"));
        Service.Asked.Where(a => a.Contains("summaries?", StringComparison.Ordinal)).ShouldBe([
            "GET /api/v1/users/current/summaries?start=2026-09-01&end=2026-09-02", "GET /api/v1/users/current/summaries?start=2026-08-11&end=2026-08-31"]);
        Pull.Daybook.Total("day", "2026-08-28").ShouldBe(540_011_133);
        Pull.ForgetAsked();
        Pull.Do().ShouldContain("0 new, ");
        var worked = Pull.Daybook.Worked();
        Pull.Daybook.Do("import", Pull.Daybook.Write("export.json", WakaTime.Export().ToJsonString()));
        Pull.IsAsTheyHaveIt();
        // No hour twice; what lies between the two days' last and first heartbeat is known only now.
        (Pull.Daybook.Worked() - worked).ShouldBeInRange(60_000_000, 61_000_000);
    }

    [Fact]
    public void While_an_export_may_still_come_days_that_are_not_given_stay_open()
    {
        Fill();
        Pull.Do();
        (WakaTime.PlanDays, WakaTime.GivesAllTotals) = (3, true);
        WakaTime.Now += Duration.FromDays(6);
        Pull.Daybook.Now = "2026-09-11T08:00:00Z";
        Service.Add("2026-09-06T12:00:00Z", 5, "between");
        Service.Add("2026-09-10T12:00:00Z", 5, "new");
        var (code, _, error) = Pull.Run();
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.PartlyDone, r.error), r => r.error.ShouldContain("the heartbeats from 2026-09-05 to 2026-09-08 are not given"));
        Pull.Daybook.Total("day", "2026-09-06").ShouldBe(240_000_000 + 4948);
        WakaTime.Now += Duration.FromDays(2);
        Pull.Daybook.Now = "2026-09-13T08:00:00Z";
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Pull.Daybook.Total("day", "2026-09-06").ShouldBe(240_000_000 + 4948);
    }

    [Fact]
    public void A_rehearsal_asks_for_no_export()
    {
        Fill();
        var (code, _, error) = Pull.Run("--dry-run");
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.PartlyDone), r => r.error.ShouldContain("a pull would ask for an export"));
        WakaTime.Dumps.ShouldBeEmpty();
        WakaTime.MakeDump();
        Pull.Do("--dry-run").ShouldContain("would be: 32 new");
        Directory.EnumerateFiles(Path.GetDirectoryName(Pull.Daybook.LedgerPath)!).ShouldBe([Pull.Daybook.ConfigPath]);
    }
}
