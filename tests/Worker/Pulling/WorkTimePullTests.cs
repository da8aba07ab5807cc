using Daybook.Model;
using Daybook.Tests.StandIns;
using Daybook.Tests.StandIns.WorkTime;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pulling;

public sealed class WorkTimePullTests : IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2026, 9, 5, 6, 0);

    private AWorkTimePull _pull = null!;

    private WorkTimeStandIn Service => _pull.Service;

    public async ValueTask InitializeAsync() => _pull = await AWorkTimePull.New();

    public ValueTask DisposeAsync() => _pull.DisposeAsync();

    /// <summary>So many sessions, one a day, the last of them today.</summary>
    private void Fill(int sessions)
    {
        for (var i = sessions - 1; i >= 0; i--) Service.Session(Now - Duration.FromDays(i), 600 + i);
        Service.Activity(Now, "approve");
    }

    [Fact]
    public void Everything_is_read_once_and_then_what_may_have_changed()
    {
        Fill(250);
        _pull.Do().ShouldContain("0 rejected");
        _pull.Current().ShouldBe(_pull.Theirs());
        (_pull.Facts(AccountFact.Review), _pull.Facts(AccountFact.Control)).ShouldBe((1, 250));
        _pull.ForgetAsked();
        _pull.Do().ShouldContain("0 new, 100 same, 0 changed");
        Service.Asked.ShouldBe(["GET /health", "GET /api/sessions?limit=100&offset=0", "GET /api/activities?limit=100&offset=0", "GET /api/stats/daily?days=30"]);
        _pull.Daybook.Do("check");
    }

    [Fact]
    public void What_ran_is_taken_in_when_it_has_ended()
    {
        Fill(3);
        var running = Service.Session(Now, null);
        _pull.Do();
        _pull.Current().Count.ShouldBe(3);
        Service.End(running, 900);
        _pull.Do();
        _pull.Current().ShouldBe(_pull.Theirs());
        Service.End(running, 1200);
        _pull.Do();
        _pull.Current().ShouldBe(_pull.Theirs());
    }

    [Fact]
    public void A_token_that_has_run_out_is_changed_for_this_run_and_shown_nowhere()
    {
        Fill(120);
        Service.RunOut();
        _pull.Do("--verbose");
        _pull.Current().ShouldBe(_pull.Theirs());
        Service.Asked.Count(a => a.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
        Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue((context, answer) => Faulty.Answers($$"""{ "message": "{{Service.Token}} is not liked" }""", status: 403)(context, answer));
        _pull.Run("--json");
        _pull.HoldsNoSecret();
    }

    [Fact]
    public void A_token_that_is_not_changed_any_more_is_said()
    {
        Service.RunOut();
        Service.IsRefreshed = false;
        var (code, _, error) = _pull.Run();
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.NoPermission), r => r.error.ShouldContain("it does not know the secret"));
    }

    [Fact]
    public void The_token_of_somebody_else_is_refused()
    {
        Fill(2);
        _pull.Do();
        var parts = Service.Token.Split('.');
        _pull.Daybook.Environment["DAYBOOK_SECRET_WORKTIME"] = $"{parts[0]}.{Convert.ToBase64String("""{"userId":42}"""u8).TrimEnd('=')}.{parts[2]}";
        _pull.Run().Code.ShouldBe(ExitCode.Configuration);
    }

    [Fact]
    public void What_is_made_while_it_is_read_pushes_nothing_out()
    {
        Fill(250);
        Service.BeforePage = number =>
        {
            if (number is 1 or 2) Service.Session(Now + Duration.FromMinutes(number), 60, number: 9);
        };
        _pull.Do();
        Service.BeforePage = _ => { };
        _pull.Do();
        _pull.Current().ShouldBe(_pull.Theirs());
    }

    [Fact]
    public void Wherever_it_is_cut_off_the_next_pull_ends_as_one_that_was_not()
    {
        (string Name, Fault Fault)[] faults =
        [
            ("resets", Faulty.Resets), ("half", Faulty.AnswersHalf), ("html", Faulty.AnswersHtml), ("empty in the middle", Faulty.Answers("""{"sessions":[],"activities":[],"has_more":true}""")), ("429", Faulty.Status(429, ("Retry-After", "4000"))),
        ];
        Fill(250);
        foreach (var (name, fault) in faults)
            for (var request = 0; request < 6; request++)
            {
                File.Delete(_pull.Daybook.LedgerPath);
                Service.Faults.Clear();
                for (var i = 0; i < request; i++) Service.Faults.Enqueue((_, answer) => answer());
                for (var attempt = 0; attempt < 5; attempt++) Service.Faults.Enqueue(fault);
                _pull.Run();
                Service.Faults.Clear();
                Service.Session(Now + Duration.FromMinutes(request + 1), 60);
                _pull.Do();
                _pull.Current().ShouldBe(_pull.Theirs(), $"{name} {request}");
            }
        _pull.Daybook.Do("check");
    }

    [Fact]
    public void A_clock_that_was_ahead_hides_nothing_that_came_since()
    {
        Fill(3);
        _pull.Daybook.Now = "2027-09-05T08:00:00Z";
        _pull.Do();
        _pull.Daybook.Now = "2026-09-05T08:00:00Z";
        for (var i = 0; i < 150; i++) Service.Session(Now + Duration.FromMinutes(i), 60);
        _pull.Do();
        _pull.Current().ShouldBe(_pull.Theirs());
    }

    [Fact]
    public void A_first_pull_that_was_told_of_nothing_is_no_pull_of_everything()
    {
        Fill(250);
        Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue(Faulty.Answers("""{"sessions":[],"total":0,"has_more":false}"""));
        _pull.Do();
        _pull.Do();
        _pull.Current().ShouldBe(_pull.Theirs());
    }

    [Fact]
    public void A_rehearsal_leaves_everything_as_it_was()
    {
        Fill(3);
        _pull.Do();
        var before = _pull.Daybook.Dump();
        Service.Session(Now, 60);
        _pull.Do("--dry-run").ShouldContain("1 new");
        _pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void Days_that_are_named_are_read_back_to_the_first()
    {
        Fill(250);
        _pull.Do("--from", "2026-08-30");
        _pull.Current().Count.ShouldBe(100);
        _pull.Do();
        _pull.Current().ShouldBe(_pull.Theirs());
    }
}
