using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pushing;

/// <summary>What pushing leaves as it is: what a person did over there, and what nobody can tell.</summary>
public sealed class PushKeepsTests : APushedWeek
{
    [Theory]
    [InlineData("start")]
    [InlineData("end")]
    [InlineData("text")]
    [InlineData("project")]
    [InlineData("locked")]
    [InlineData("gone")]
    public void What_a_person_did_over_there_is_kept_and_said(string what)
    {
        Push.Do(APush.Week);
        var entry = Service.Entries.Single(e => e.ProjectId == Push.Garden);
        if (what == "gone") Service.Entries.Remove(entry);
        else
            Service.Change(entry.Id, e => what switch
            {
                "start" => e with { Start = e.Start + Duration.FromMinutes(1) },
                "end" => e with { End = e.End + Duration.FromMinutes(1) },
                "text" => e with { Description = $"Mine {e.Description}" },
                "project" => e with { ProjectId = Push.Rest },
                _ => e with { IsLocked = true },
            });
        var before = Service.Entries.Find(e => e.Id == entry.Id);
        Push.Track(2, "web 4:00");
        Push.Track(4, "web 1:00");
        Service.Asked.Clear();
        var (code, _, error) = Push.Run(APush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain($"2026-03-02: {Push.Garden}: it ");
        Service.Entries.Find(e => e.Id == entry.Id).ShouldBe(before);
        // The other day goes on.
        Service.Entries.Count(e => e.Start > Instant.FromUtc(2026, 3, 4, 0, 0)).ShouldBe(1);
        Push.Run(APush.Week).Code.ShouldBe(ExitCode.PartlyDone);
        Service.Entries.Find(e => e.Id == entry.Id).ShouldBe(before);
        Push.Daybook.Do("check");
    }

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

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")] // 14 hours ahead: ends of windows are read as clock times there
    [InlineData("America/Los_Angeles")]
    public void After_the_ledger_forgot_itsPushes_they_are_found_by_their_marks(string zone)
    {
        Service.Zone = DateTimeZoneProviders.Tzdb[zone];
        Push.Do(APush.Week);
        Push.ForgetPushes();
        Service.Asked.Clear();
        Push.Do(APush.Week).ShouldContain("0 made, 0 changed, 0 deleted, 3 found as they should be; 2 of 2 days complete");
        Push.Writes.ShouldBeEmpty();
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
