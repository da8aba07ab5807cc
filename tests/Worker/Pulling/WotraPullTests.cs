using Daybook.Model;
using Daybook.Tests.StandIns;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pulling;

public sealed class WotraPullTests : AWotraOfThreeDays
{
    [Fact]
    public void What_is_new_and_only_that_is_asked_for_the_second_time()
    {
        Pull.Do().ShouldContain("0 rejected");
        Pull.Current().ShouldBe(Pull.Theirs());
        Pull.Facts(AccountFact.Contract).ShouldBe(["s1"]);
        Pull.Facts(AccountFact.ClosedDay).ShouldBe(["2026-08-31"]);
        Pull.Facts(AccountFact.Adjustment).ShouldBe(["a1"]);
        Pull.ForgetAsked();
        Pull.Do().ShouldContain("0 new");
        Service.Asked.ShouldBe(["GET /healthz", "GET /api/sync/pull?since=6"]);
        Service.Entry("e9", "2026-09-03", Monday + (3 * Day), Monday + (3 * Day) + Hour, Monday + (3 * Day) + Hour);
        Pull.Do().ShouldContain("1 new");
        Pull.Current().ShouldBe(Pull.Theirs());
        Pull.Daybook.Do("check");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_changed_deleted_or_opened_again_there_is_here(bool hasSnapshots)
    {
        Pull.Do();
        Service.HasSnapshots = hasSnapshots;
        Service.Entry("e0", "2026-08-31", Monday, Monday + (6 * Hour), Monday + (4 * Day));
        Service.DeleteEntry("e1", Monday + (4 * Day));
        Service.Reopen("2026-08-31");
        Service.DropAdjustment("a1");
        Pull.Do();
        Pull.Current().ShouldBe(Pull.Theirs());
        Pull.Facts(AccountFact.ClosedDay).ShouldBeEmpty();
        Pull.Facts(AccountFact.Adjustment).ShouldBeEmpty();
        Service.CloseDay("2026-08-31", 6 * Hour, Monday + (2 * Day));
        Pull.Do();
        Pull.Facts(AccountFact.ClosedDay).ShouldBe(["2026-08-31"]);
    }

    [Fact]
    public void What_was_closed_and_opened_and_closed_again_since_is_closed()
    {
        Service.Reopen("2026-08-31");
        Service.CloseDay("2026-08-31", 7 * Hour, Monday + Day);
        Pull.Do();
        Pull.Facts(AccountFact.ClosedDay).ShouldBe(["2026-08-31"]);
        Service.Reopen("2026-08-31");
        Service.CloseDay("2026-08-31", 5 * Hour, Monday + Day);
        Pull.Do();
        Pull.Facts(AccountFact.ClosedDay).ShouldBe(["2026-08-31"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_log_that_was_pruned_loses_nothing_and_what_was_deleted_meanwhile_is_gone(bool answersFromNothing)
    {
        Pull.Do();
        Service.AnswersFromNothing = answersFromNothing;
        Service.DeleteEntry("e2", Monday + (5 * Day));
        Service.Entry("e5", "2026-09-04", Monday + (4 * Day), Monday + (4 * Day) + Hour, Monday + (4 * Day) + Hour);
        Service.Prune();
        Pull.Do();
        Pull.Current().ShouldBe(Pull.Theirs());
        Pull.Daybook.Do("check");
        Pull.Do().ShouldContain("0 new");
        Pull.Current().ShouldBe(Pull.Theirs());
    }

    [Fact]
    public void A_server_without_a_log_is_read_by_its_lists()
    {
        Service.HasLog = false;
        Pull.Do();
        Pull.Current().ShouldBe(Pull.Theirs());
        Pull.Facts(AccountFact.ClosedDay).ShouldBe(["2026-08-31"]);
        Service.DeleteEntry("e1", Monday + (4 * Day));
        Pull.Do();
        Pull.Current().ShouldBe(Pull.Theirs());
    }

    [Fact]
    public void Days_that_are_named_are_read_by_lists_and_nothing_else_is_touched()
    {
        Pull.Do("--from", "2026-09-01", "--to", "2026-09-01");
        Pull.Current().Count.ShouldBe(1);
        Pull.Do();
        Pull.Current().ShouldBe(Pull.Theirs());
    }

    [Fact]
    public void A_rehearsal_leaves_everything_as_it_was()
    {
        Pull.Do();
        var before = Pull.Daybook.Dump();
        Service.DeleteEntry("e1", Monday + (4 * Day));
        Pull.Do("--dry-run").ShouldContain("1 changed");
        Pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void Who_is_not_there_or_does_not_let_in_is_said_and_loses_nothing()
    {
        Pull.Do();
        Pull.Daybook.Environment["DAYBOOK_SECRET_WOTRA"] = "another-token";
        var (code, _, error) = Pull.Run();
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.NoPermission), r => r.error.ShouldContain("it does not know the secret"));
        Pull.Current().Count.ShouldBe(3);
    }

    [Fact]
    public void Wherever_it_is_cut_off_the_next_pull_ends_as_one_that_was_not()
    {
        (string Name, Fault Fault)[] faults =
        [
            ("resets", Faulty.Resets), ("half", Faulty.AnswersHalf), ("html", Faulty.AnswersHtml), ("truncated", Faulty.Truncates), ("500", Faulty.Status(500)), ("429", Faulty.Status(429, ("Retry-After", "4000"))),
        ];
        Pull.Do();
        Service.Prune();
        Service.DeleteEntry("e2", Monday + (5 * Day));
        Service.Entry("e6", "2026-09-04", Monday + (4 * Day), Monday + (4 * Day) + Hour, Monday + (4 * Day) + Hour);
        foreach (var (name, fault) in faults)
            for (var request = 0; request < 8; request++)
            {
                Service.Faults.Clear();
                for (var i = 0; i < request; i++) Service.Faults.Enqueue((_, answer) => answer());
                for (var attempt = 0; attempt < 5; attempt++) Service.Faults.Enqueue(fault);
                Pull.Run("--full");
                Service.Faults.Clear();
                Pull.Do("--full");
                Pull.Current().ShouldBe(Pull.Theirs(), $"{name} {request}");
            }
        Pull.Daybook.Do("check");
    }

    [Fact]
    public void The_token_stands_nowhere_that_is_said_or_kept()
    {
        Service.Faults.Enqueue(Faulty.Answers($$"""{ "error": "{{StandIn.Key}}" }""", status: 403));
        Pull.Run("--verbose");
        Pull.Run("--json");
        Pull.HoldsNoSecret();
    }

    [Fact]
    public void The_token_is_not_kept_either_where_it_is_written_with_escapes()
    {
        Service.Faults.Enqueue((_, answer) => answer());
        Service.Faults.Enqueue(Faulty.Answers("""{"changes":[{"entity":"entries","entity_id":"x","op":"upsert","version":3,"payload":{"id":"x","start_time":1788163200000,"end_time":1788166800000,"note":"KEY","updated_at":1}}]}""".Replace("KEY", $@"\u0043{StandIn.Key[1..]}", StringComparison.Ordinal)));
        Pull.Run().Error.ShouldContain("its answer holds the secret");
        Pull.HoldsNoSecret();
    }

    [Fact]
    public void An_answer_that_was_saved_is_imported_as_a_file()
    {
        var saved = Pull.Daybook.Write("changes.json", """{"changes":[{"entity":"entries","entity_id":"x","op":"upsert","version":3,"payload":"{\"id\":\"x\",\"start_time\":1788163200000,\"end_time\":1788166800000,\"auto_stopped\":true,\"day_key\":\"2026-08-31\",\"updated_at\":1788166800000}"},{"entity":"users","entity_id":"u","op":"upsert","version":4,"payload":{}}],"version":4}""");
        Pull.Daybook.Do("import", saved).ShouldContain("wotra-changes: 1 new, 0 same, 0 changed, 0 rejected");
        Pull.Daybook.Do("import", Pull.Daybook.Write("list.json", """[{"id":"x","startTime":1788163200000,"endTime":1788166800000,"autoStopped":true,"dayKey":"2026-08-31","updatedAt":1788166800000}]""")).ShouldContain("wotra-entries-list: 0 new, 1 same");
    }
}
