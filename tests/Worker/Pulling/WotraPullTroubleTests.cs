using Daybook.Model;
using Daybook.Tests.StandIns;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>Logs that do not tell all, lists that miss something, and clocks.</summary>
public sealed class WotraPullTroubleTests : AWotraOfThreeDays
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_pruned_is_read_from_the_lists_also_where_an_earlier_pull_broke_off(bool tellsOnlyItsLog)
    {
        Service.TellsOnlyItsLog = tellsOnlyItsLog;
        for (var request = 0; request < 10; request++)
        {
            var day = Monday + ((request + 10) * Day);
            Pull.Do();
            Service.Entry($"pruned{request}", "2026-09-10", day, day + Hour, day + Hour);
            Service.Adjust($"pruned{request}", Hour, day);
            Service.DropAdjustment($"pruned{request - 1}");
            Service.Prune();
            Service.Entry($"kept{request}", "2026-09-10", day + Hour, day + (2 * Hour), day + (2 * Hour));
            for (var i = 0; i < request; i++) Service.Faults.Enqueue((_, answer) => answer());
            Service.Faults.Enqueue(Faulty.AnswersHalf);
            Pull.Run();
            Service.Faults.Clear();
            Pull.Do();
            Pull.Current().ShouldBe(Pull.Theirs(), $"request {request}");
            Pull.Facts(AccountFact.Adjustment).ShouldBe(["a1", $"pruned{request}"], $"request {request}");
        }
        Pull.Daybook.Do("check");
    }

    [Fact]
    public void The_first_pull_does_not_take_the_rest_of_a_log_for_all_there_is()
    {
        Service.TellsOnlyItsLog = true;
        Service.Prune();
        Pull.Do();
        Pull.Current().ShouldBe(Pull.Theirs());
        Pull.Facts(AccountFact.ClosedDay).ShouldBe(["2026-08-31"]);
    }

    [Fact]
    public void A_log_that_counts_from_the_beginning_again_is_read_from_there()
    {
        Pull.Do();
        Service.CountAnew();
        Service.Entry("e7", "2026-09-04", Monday + (4 * Day), Monday + (4 * Day) + Hour, Monday + (4 * Day) + Hour);
        Pull.Do();
        Pull.Current().ShouldBe(Pull.Theirs());
        Pull.ForgetAsked();
        Pull.Do();
        Service.Asked.ShouldBe(["GET /healthz", "GET /api/sync/pull?since=1"]);
    }

    [Fact]
    public void A_log_that_is_told_in_pieces_is_read_to_its_end()
    {
        Pull.Do();
        Service.MostChanges = 2;
        for (var i = 0; i < 7; i++) Service.Entry($"m{i}", "2026-09-04", Monday + (4 * Day) + (i * Hour), Monday + (4 * Day) + ((i + 1) * Hour), Monday + (5 * Day));
        Pull.Do();
        Pull.Current().ShouldBe(Pull.Theirs());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_opened_again_or_dropped_and_no_log_tells_of_is_missed_in_the_lists(bool hasLog)
    {
        Service.HasLog = hasLog;
        Service.CloseWeek("2026-W35", 40 * Hour, 41 * Hour, Monday);
        Service.Adjust("a2", Hour, Monday);
        Pull.Do();
        Service.Reopen("2026-08-31");
        Service.ReopenWeek("2026-W35");
        Service.DropAdjustment("a1");
        Service.Prune();
        Pull.Do().ShouldContain("3 gone there");
        (Pull.Facts(AccountFact.ClosedDay), Pull.Facts(AccountFact.ClosedWeek)).ShouldSatisfyAllConditions(f => f.Item1.ShouldBeEmpty(), f => f.Item2.ShouldBeEmpty());
        Pull.Facts(AccountFact.Adjustment).ShouldBe(["a2"]);
        Pull.Facts(AccountFact.Contract).ShouldBe(["s1"]);
        var before = Pull.Daybook.Dump();
        Pull.Do("--full").ShouldNotContain("gone there");
        Pull.Daybook.Dump().ShouldBe(before);
        Service.CloseWeek("2026-W35", 40 * Hour, 41 * Hour, Monday);
        Pull.Do();
        Pull.Facts(AccountFact.ClosedWeek).ShouldBe(["2026-W35"]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_server_that_has_nothing_at_all_takes_nothing_back(string answer)
    {
        Service.HasLog = false;
        Pull.Do();
        var before = Pull.Current();
        for (var i = 0; i < 20; i++)
            Service.Faults.Enqueue((context, answered) => context.Request.Path == "/api/entries" ? Faulty.Answers(answer)(context, answered) : answered());
        Pull.Run().Error.ShouldContain("has no entries at all");
        Pull.Current().ShouldBe(before);
    }

    [Theory]
    [InlineData("1970-01-02T00:00:00Z")]
    [InlineData("2024-09-05T00:00:00Z")]
    public void A_clock_that_is_behind_takes_nothing_back(string now)
    {
        Pull.Do();
        Pull.Daybook.Now = now;
        Pull.Do("--full");
        Pull.Current().ShouldBe(Pull.Theirs());
    }
}
