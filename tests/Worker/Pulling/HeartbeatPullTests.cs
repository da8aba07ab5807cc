using Daybook.Tests.StandIns;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>What holds for every service that heartbeats are pulled from.</summary>
public abstract class HeartbeatPullTests(string service) : IAsyncLifetime
{
    private protected AHeartbeatPull Pull { get; private set; } = null!;

    private protected HeartbeatStandIn Service => Pull.Service;

    public async ValueTask InitializeAsync() => Pull = await AHeartbeatPull.New(service, """, "LagDays": 5""");

    public ValueTask DisposeAsync() => Pull.DisposeAsync();

    [Fact]
    public void What_the_service_has_is_in_the_ledger_and_counts()
    {
        Fill();
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Pull.Daybook.Total("day", "2026-09-04").ShouldBeInRange(300_000_000, 301_000_000);
        Pull.Daybook.Number("select count(*) from source where account is not null").ShouldBe(1);
        Pull.Daybook.Number("select count(*) from file where zone = 'Europe/Berlin'").ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_second_pull_asks_for_the_last_days_alone_and_adds_nothing()
    {
        Fill();
        Pull.Do();
        var before = Pull.Daybook.Dump();
        Pull.ForgetAsked();
        Pull.Do().ShouldContain("0 new, ");
        Pull.Daybook.Dump().ShouldBe(before);
        Service.Asked.Count.ShouldBeLessThanOrEqualTo(8);
        Service.Asked.ShouldNotContain(a => a.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public void What_comes_late_and_what_comes_new_is_found()
    {
        Fill();
        Pull.Do();
        Service.Add("2026-09-02T20:00:00Z", 3, "late");
        Service.Add("2026-09-05T09:00:00Z", 3, "new");
        Pull.Daybook.Now = "2026-09-09T08:00:00Z";
        Pull.Do();
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void What_came_very_late_is_found_by_reading_its_days_or_everything()
    {
        Fill();
        Pull.Do();
        Service.Add("2026-06-02T20:00:00Z", 3, "late");
        Pull.Do().ShouldContain("0 new, ");
        Pull.Do("--from", "2026-06-01", "--to", "2026-06-03", "--dry-run").ShouldContain("would be: 3 new");
        Pull.Do("--from", "2026-06-01", "--to", "2026-06-03").ShouldContain("3 new");
        Pull.IsAsTheyHaveIt();
        Service.Add("2026-05-02T20:00:00Z", 3, "later");
        // While an export is there, WakaTime makes no newer one.
        if (service == "wakatime") Pull.WakaTime.Dumps.Clear();
        Pull.Do("--full");
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void Heartbeats_that_the_service_has_no_more_stay()
    {
        Fill();
        Pull.Do();
        var all = Pull.Current();
        Service.Beats.RemoveAll(b => b.Number % 3 == 0);
        Pull.Do().ShouldContain("0 new, ");
        Pull.Current().ShouldBe(all);
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")] // 14 hours ahead
    [InlineData("America/Los_Angeles")]
    public void Days_are_those_of_the_accounts_zone_and_nothing_is_lost_by_it(string zone)
    {
        Service.Zone = NodaTime.DateTimeZoneProviders.Tzdb[zone];
        for (var hour = 0; hour < 96; hour++) Service.Beats.Add(new(hour + 1, NodaTime.Instant.FromUtc(2026, 9, 1, 8, 0) + NodaTime.Duration.FromHours(hour), "/a.go", "a"));
        Pull.Do();
        Pull.IsAsTheyHaveIt();
    }

    public static TheoryData<string> Ways => ["before", "after", "half", "cut", "busy", "failing", "html", "stopped"];

    [Theory, MemberData(nameof(Ways))]
    public async Task Wherever_it_is_broken_off_the_next_pull_ends_as_if_nothing_had_been(string how)
    {
        Pull.Configure(""", "LagDays": 1""");
        FillABit(Service);
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        var (expected, count) = (Facts(Pull), Service.Asked.Count);
        count.ShouldBeGreaterThan(7);
        // Hackatime is asked for a year of empty weeks at the end.
        for (var k = 0; k < Math.Min(count, 14); k++)
        {
            await using var broken = await AHeartbeatPull.New(service, """, "LagDays": 1""");
            broken.Daybook.Remote = broken.Daybook.Remote! with { Limits = new() { Retries = 1 } };
            FillABit(broken.Service);
            using var stop = new CancellationTokenSource();
            if (how == "stopped") broken.Daybook.Stop = stop.Token;
            for (var i = 0; i < k; i++) broken.Service.Faults.Enqueue((_, answer) => answer());
            for (var attempt = 0; attempt < 2; attempt++) broken.Service.Faults.Enqueue(how switch
            {
                "before" => Faulty.Resets,
                "after" => Faulty.LosesTheAnswer,
                "half" => Faulty.Truncates,
                "cut" => Faulty.AnswersHalf,
                "busy" => Faulty.Status(429, ("Retry-After", "1800")),
                "failing" => Faulty.Status(500),
                "html" => Faulty.AnswersHtml,
                _ => (_, answer) =>
                {
                    stop.Cancel();
                    return answer();
                }
                ,
            });
            broken.Run();
            broken.Service.Faults.Clear();
            broken.Daybook.Stop = CancellationToken.None;
            var (code, _, error) = broken.Run();
            code.ShouldBe(ExitCode.Done, $"{how} at {k}: {error}");
            Facts(broken).ShouldBe(expected, $"{how} at {k}");
            broken.IsAsTheyHaveIt($"{how} at {k}");
            broken.HoldsNoSecret();
        }
    }

    [Theory]
    [InlineData("another account", "another account")]
    [InlineData("another day", "other days")]
    [InlineData("no list", "no list of heartbeats")]
    [InlineData("pages", "in pages")]
    public void An_answer_to_another_question_is_not_kept(string how, string message)
    {
        Fill();
        var list = service == "hackatime" ? "heartbeats" : "data";
        Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue(how switch
        {
            "another account" => Faulty.Answers($$"""{"{{list}}":[{"entity":"/a","type":"file","time":1788600000,"user_id":"somebody"}]}"""),
            "another day" => Faulty.Answers($$"""{"{{list}}":[{"entity":"/a","type":"file","time":1588600000}]}"""),
            "pages" => Faulty.Answers($$"""{"{{list}}":[{"entity":"/a","type":"file","time":1788600000}],"total_pages":3}"""),
            _ => Faulty.Answers("""{"something":[]}"""),
        });
        var (code, _, error) = Pull.Run();
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Protocol, r.error), r => r.error.ShouldContain(message));
        Pull.Current().ShouldBeEmpty();
        Pull.Do();
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void What_is_not_known_of_a_heartbeat_is_kept_with_it()
    {
        Fill();
        Pull.Do();
        Pull.Daybook.Dump().ShouldContain(service == "wakatime" ? "human_line_changes" : service == "wakapi" ? "ai_session" : "fields_hash");
    }

    [Fact]
    public void A_key_of_another_account_is_refused()
    {
        Fill();
        Pull.Do();
        var before = Pull.Daybook.Dump();
        Service.User = "4712";
        var (code, _, error) = Pull.Run();
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Configuration), r => r.error.ShouldContain("another account"));
        Pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void A_key_that_is_not_known_stops_at_once()
    {
        Pull.Daybook.Environment[$"DAYBOOK_SECRET_{service.ToUpperInvariant()}"] = "some-other-key";
        Pull.Run().Code.ShouldBe(ExitCode.NoPermission);
        Service.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public void A_rehearsal_leaves_everything_as_it_was_here_and_there()
    {
        Fill();
        Pull.Run("--dry-run").Output.ShouldContain("would be: ");
        Directory.EnumerateFiles(Path.GetDirectoryName(Pull.Daybook.LedgerPath)!).ShouldBe([Pull.Daybook.ConfigPath]);
        Pull.Do();
        Service.Add("2026-09-05T06:00:00Z", 4, "new");
        var before = Pull.Daybook.Listing();
        Pull.Do("--dry-run").ShouldContain("would be: 4 new");
        Pull.Daybook.Listing().ShouldBe(before);
    }

    [Fact]
    public void Undoing_a_pull_takes_it_out_and_the_next_one_brings_it_back()
    {
        Fill();
        Pull.Do();
        var before = Facts(Pull);
        Pull.Daybook.Do("import", "undo", "1");
        Pull.Current().ShouldBeEmpty();
        Pull.Do();
        Facts(Pull).ShouldBe(before);
    }

    [Fact]
    public void Nothing_that_is_printed_or_kept_holds_the_key()
    {
        Fill();
        Pull.Run("--verbose");
        foreach (var fault in (Fault[])[Faulty.Status(401), Faulty.Answers($"{{\"error\":\"the key {StandIn.Key} is wrong\"}}", status: 400), Faulty.AnswersHtml, Faulty.AnswersHalf, Faulty.Resets,
            Faulty.Answers($"[\"{StandIn.Key}\"]"), Faulty.Answers($"[\"{StandIn.KeyInBase64}\"]"), Faulty.Answers("", location: $"https://{StandIn.Key.ToLowerInvariant()}.example.org/", status: 302)])
        {
            Service.Faults.Enqueue(fault);
            Pull.Run("--verbose", "--json");
            Service.Faults.Enqueue((_, answer) => answer());
            Service.Faults.Enqueue(fault);
            Pull.Run("--verbose", "--full");
        }
        Pull.Daybook.Do("status");
        Pull.HoldsNoSecret();
    }

    private protected void Fill() => Fill(Service);

    private protected static void Fill(HeartbeatStandIn service)
    {
        service.CreatedAt = "2026-08-20T09:00:00Z";
        service.Add("2026-08-12T12:00:00Z", 3, "ancient");
        service.Add("2026-08-28T21:50:00Z", 20); // over midnight in Berlin
        service.Add("2026-09-04T12:00:00Z", 6);
        service.Add("2026-09-05T07:00:00Z", 3);
    }

    private static void FillABit(HeartbeatStandIn service)
    {
        service.CreatedAt = "2026-09-01T09:00:00Z";
        service.Add("2026-09-01T21:50:00Z", 20); // over midnight in Berlin
        service.Add("2026-09-05T07:00:00Z", 3);
    }

    /// <summary>What a ledger says, whatever files it was told by.</summary>
    private static string Facts(AHeartbeatPull pull) =>
        string.Join('\n', pull.Daybook.Dump().Split('\n').Where(l => !l.StartsWith("file ", StringComparison.Ordinal)));
}
