using Daybook.Tests.StandIns.Clockify;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Pushing;

/// <summary>What pushing leaves as it is: what a person did over there, and what nobody can tell.</summary>
public sealed class PushKeepsTests() : APushedWeek("clockify")
{
    private ClockifyStandIn Service => (ClockifyStandIn)Push.Service;

    [Fact]
    public void What_was_left_alone_is_no_matter_any_more_once_the_day_is_as_it_was_sent()
    {
        Push.Do(APush.Week);
        Service.Change(Service.Entries.Single(e => e.ProjectId == Push.Garden).Id, e => e with { Description = $"Mine {e.Description}" });
        Push.Map(Push.Web);
        Push.Run(APush.Week).Code.ShouldBe(ExitCode.PartlyDone);
        Push.Map();
        Service.Asked.Clear();
        Push.Do(APush.Week);
        Service.Asked.ShouldBeEmpty();
    }

    [Fact]
    public void An_account_that_has_only_what_was_sent_is_read_to_its_end_once()
    {
        Push.Do(APush.Week);
        Push.Daybook.Do("pull");
        Service.Asked.Clear();
        Push.Daybook.Do("pull");
        Service.Asked.ShouldNotContain(a => a.Contains("2026-01-", StringComparison.Ordinal) || a.Contains("2025-", StringComparison.Ordinal));
    }

    [Fact]
    public void An_entry_with_two_marks_is_nobodys()
    {
        Push.Do(APush.Week);
        var (web, garden) = (Service.Entries.First(e => e.ProjectId == Push.Web), Service.Entries.Single(e => e.ProjectId == Push.Garden));
        Service.Entries.Remove(garden);
        Service.Change(web.Id, e => e with { Description = $"{e.Description} {garden.Description}" });
        Push.ForgetPushes();
        Service.Asked.Clear();
        var (code, _, error) = Push.Run("2026-03-02");
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.PartlyDone), r => r.error.ShouldContain("the ledger knows nothing of it"));
        Push.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_person_deleted_is_no_matter_where_it_is_not_wanted_any_more()
    {
        Push.Do(APush.Week);
        Service.Entries.RemoveAll(e => e.ProjectId == Push.Garden);
        Push.Map(Push.Web);
        Push.Do(APush.Week);
        Push.IsAsAllocated();
    }

    [Fact]
    public void Forgotten_and_changed_since_is_left_alone_with_its_day()
    {
        Push.Do(APush.Week);
        Push.ForgetPushes();
        Push.Map(Push.Web);
        var before = Push.Theirs();
        Service.Asked.Clear();
        var (code, _, error) = Push.Run(APush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("who changed it is not known");
        Push.Writes.ShouldBeEmpty();
        Push.Theirs().ShouldBe(before);
    }

    [Fact]
    public void A_mark_that_the_ledger_knows_nothing_of_holds_its_day()
    {
        Push.Do("2026-03-02");
        Push.ForgetPushes();
        Service.Entries.RemoveAll(e => e.ProjectId == Push.Web);
        Push.Map(Push.Web);
        Service.Asked.Clear();
        var (code, _, error) = Push.Run(APush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("2026-03-02: the entry");
        error.ShouldContain("the ledger knows nothing of it");
        Push.Theirs().ShouldBe(["02 14:00-16:00 garden", "03 08:00-16:00 web"]);
    }

    [Fact]
    public void A_mark_that_stands_twice_is_said_and_nothing_of_the_day_is_touched()
    {
        Push.Do(APush.Week);
        var twin = Service.Entries.Single(e => e.ProjectId == Push.Garden);
        Service.Entries.Add(twin with { Id = Service.NewId() });
        Push.ForgetPushes();
        Service.Asked.Clear();
        for (var i = 0; i < 3; i++)
        {
            var (code, _, error) = Push.Run(APush.Week);
            code.ShouldBe(ExitCode.PartlyDone);
            error.ShouldContain("stands there 2 times");
            Push.Writes.ShouldBeEmpty();
        }
    }
}
