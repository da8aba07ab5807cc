using System.Text;
using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.Clockify;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pulling;

public sealed class PullTroubleTests : IAsyncLifetime
{
    private AClockifyPull _pull = null!;

    private ClockifyStandIn Service => _pull.Service;

    public async ValueTask InitializeAsync() => _pull = await AClockifyPull.New(""", "PageSize": 5""");

    public ValueTask DisposeAsync() => _pull.DisposeAsync();

    [Fact]
    public void Who_wants_fewer_requests_is_waited_for()
    {
        Fill(12);
        Service.Faults.Enqueue(Faulty.Status(429, ("Retry-After", "3")));
        Service.Faults.Enqueue(Faulty.Status(429));
        _pull.Do();
        _pull.IsAsTheyHaveIt();
        _pull.Clock.Waited[0].ShouldBe(TimeSpan.FromSeconds(3));
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
        var (code, output, error) = _pull.Run();
        code.ShouldBe(ExitCode.Done);
        if (note is null) $"{output}{error}".ShouldNotContain("its clock is");
        else $"{output}{error}".ShouldContain(note);
    }

    [Fact]
    public void A_key_that_is_not_known_stops_at_once()
    {
        _pull.Daybook.Environment["DAYBOOK_SECRET_CLOCKIFY"] = "some-other-key";
        var (code, _, error) = _pull.Run();
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
        var (got, _, error) = _pull.Run();
        ((int)got, error).ShouldSatisfyAllConditions(r => r.Item1.ShouldBe(code, r.error), r => r.error.ShouldStartWith("clockify: error: "));
        _pull.Current().Count.ShouldBe(5);
        _pull.ForgetAsked();
        _pull.Do();
        Service.Pages.First().ShouldContain("page=2");
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void Killed_between_pages_it_goes_on_where_it_was()
    {
        Fill(23);
        using var stop = new CancellationTokenSource();
        _pull.Daybook.Stop = stop.Token;
        Service.BeforePage = before =>
        {
            if (before == 2) stop.Cancel();
        };
        _pull.Run().Code.ShouldBe(ExitCode.Interrupted);
        _pull.Current().Count.ShouldBe(10);
        _pull.Daybook.Stop = CancellationToken.None;
        Service.BeforePage = _ => { };
        _pull.ForgetAsked();
        _pull.Do();
        Service.Pages.First().ShouldContain("page=3");
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void What_changes_while_it_is_read_is_read_again_until_it_is_quiet()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var chance = new Random(seed);
            var left = 4;
            Service.BeforePage = _ =>
            {
                if (left-- > 0) Change(chance);
            };
            var (code, _, error) = _pull.Run(seed % 4 == 0 ? ["--full"] : []);
            code.ShouldBeOneOf([ExitCode.Done, ExitCode.PartlyDone], $"seed {seed}: {error}");
            Service.BeforePage = _ => { };
            _pull.Do();
            _pull.Current().ShouldBe(_pull.Theirs(), $"seed {seed}");
        }
        _pull.Daybook.Do("check");
    }

    [Fact]
    public void Entries_that_never_stand_still_are_not_taken_back()
    {
        Fill(12);
        var gone = Service.Entries[3];
        _pull.Do();
        Service.Entries.Remove(gone);
        Service.BeforePage = before => Service.Add("2026-09-04T10:00:00Z", "2026-09-04T10:10:00Z", description: $"{before}");
        var (code, _, error) = _pull.Run();
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("entries changed each time");
        _pull.Current().ShouldContain(e => e.StartsWith(gone.Id, StringComparison.Ordinal));
        Service.BeforePage = _ => { };
        _pull.Do().ShouldContain("1 gone there");
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void A_budget_lasts_over_runs_and_the_next_ones_go_on()
    {
        _pull.Configure(""", "RequestsPerHour": 6""");
        for (var month = 1; month <= 9; month++) Service.Add($"2026-0{month}-02T08:00:00Z", $"2026-0{month}-02T09:00:00Z");
        var (code, output, error) = _pull.Run();
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("the 6 requests of an hour are spent");
        output.ShouldContain("clockify: 6 requests, read back to 2026-");
        Service.Asked.Count.ShouldBe(6);
        _pull.Run().Code.ShouldBe(ExitCode.PartlyDone);
        Service.Asked.Count.ShouldBe(6);
        for (var hour = 10; hour < 16 && _pull.Current().Count < 9; hour += 2)
        {
            _pull.Daybook.Now = $"2026-09-05T{hour}:00:00Z";
            _pull.Run();
        }
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void What_was_not_read_before_a_full_pull_failed_is_read_by_a_later_one()
    {
        Service.Add("2026-08-10T08:00:00Z", "2026-08-10T09:00:00Z");
        Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue(Faulty.Status(403));
        _pull.Run("--full").Code.ShouldBe(ExitCode.NoPermission);
        _pull.Daybook.Now = "2026-09-25T08:00:00Z";
        _pull.Do();
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void A_key_of_another_account_is_refused()
    {
        Fill(1);
        _pull.Do();
        Service.User = "5a0ab5acb07987125438b999";
        var (code, _, error) = _pull.Run();
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain("another account or workspace");
        _pull.Current().Count.ShouldBe(1);
    }

    [Fact]
    public void One_source_that_fails_stops_no_other()
    {
        Fill(2);
        _pull.Daybook.Configure($$"""
            { "Sources": [
              { "Name": "broken", "Pull": { "Service": "clockify", "Host": "{{Service.Address}}", "AllowHttp": true } },
              { "Name": "clockify", "Pull": { "Service": "clockify", "Host": "{{Service.Address}}", "AllowHttp": true } }] }
            """);
        var (code, _, error) = _pull.Run();
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain("broken: error: nobody has said its key");
        error.ShouldContain("DAYBOOK_SECRET_BROKEN");
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void Nothing_that_is_printed_or_kept_holds_the_key()
    {
        Fill(12);
        _pull.Run("--verbose");
        foreach (var fault in (Fault[])[Faulty.Status(401), Faulty.Answers($"{{\"message\":\"the key {ClockifyStandIn.Key} is wrong\"}}", status: 400), Faulty.AnswersHtml, Faulty.AnswersHalf, Faulty.Resets,
            Faulty.Answers($"[\"{ClockifyStandIn.Key}\"]"), Faulty.Answers("", location: $"https://{ClockifyStandIn.Key.ToLowerInvariant()}.example.org/", status: 302)])
        {
            Service.Faults.Enqueue(fault);
            _pull.Run("--verbose", "--json");
        }
        _pull.Daybook.Do("status");
        Encoding.Latin1.GetString(File.ReadAllBytes(_pull.Daybook.LedgerPath)).ShouldContain("time-entries?hydrated");
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_pull.Daybook.LedgerPath)!, "*", SearchOption.AllDirectories))
            Encoding.Latin1.GetString(File.ReadAllBytes(file)).ShouldNotContain("CANARY");
        _pull.Printed.ToString().ShouldNotContain("CANARY");
    }

    private void Fill(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var start = Instant.FromUtc(2026, 9, 4, 12, 0) - Duration.FromHours(i);
            Service.Entries.Add(new StandInEntry(Service.NewId(), start, start + Duration.FromMinutes(30)));
        }
    }

    private void Change(Random chance)
    {
        var entries = Service.Entries;
        var start = Instant.FromUtc(2026, 8, 20, 0, 0) + Duration.FromMinutes(chance.Next(15 * 24 * 60));
        var kind = entries.Count < 15 ? 0 : chance.Next(3);
        if (kind == 0) entries.AddRange(Enumerable.Range(0, 1 + chance.Next(4)).Select(i => new StandInEntry(Service.NewId(), start + Duration.FromHours(i), start + Duration.FromHours(i) + Duration.FromMinutes(30))));
        else if (kind == 1) entries.RemoveAt(chance.Next(entries.Count));
        else Service.Change(entries[chance.Next(entries.Count)].Id, e => e with { Start = start, End = start + Duration.FromMinutes(1 + chance.Next(90)) });
    }
}
