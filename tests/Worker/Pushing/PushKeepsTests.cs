using Daybook.Tests.StandIns.Clockify;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pushing;

/// <summary>What pushing leaves as it is: what a person did over there, and what nobody can tell.</summary>
public sealed class PushKeepsTests : IAsyncLifetime
{
    private APush _push = null!;

    private ClockifyStandIn Service => _push.Service;

    public async ValueTask InitializeAsync()
    {
        _push = await APush.New();
        _push.Track(2, "web 3:00", "garden 1:00");
        _push.Track(3, "web 1:00");
    }

    public ValueTask DisposeAsync() => _push.DisposeAsync();

    [Theory]
    [InlineData("start")]
    [InlineData("end")]
    [InlineData("text")]
    [InlineData("project")]
    [InlineData("locked")]
    [InlineData("gone")]
    public void What_a_person_did_over_there_is_kept_and_said(string what)
    {
        _push.Do(APush.Week);
        var entry = Service.Entries.Single(e => e.ProjectId == _push.Garden);
        if (what == "gone") Service.Entries.Remove(entry);
        else
            Service.Change(entry.Id, e => what switch
            {
                "start" => e with { Start = e.Start + Duration.FromMinutes(1) },
                "end" => e with { End = e.End + Duration.FromMinutes(1) },
                "text" => e with { Description = $"Mine {e.Description}" },
                "project" => e with { ProjectId = _push.Rest },
                _ => e with { IsLocked = true },
            });
        var before = Service.Entries.Find(e => e.Id == entry.Id);
        _push.Track(2, "web 4:00");
        _push.Track(4, "web 1:00");
        Service.Asked.Clear();
        var (code, _, error) = _push.Run(APush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain($"2026-03-02: {_push.Garden}: it ");
        Service.Entries.Find(e => e.Id == entry.Id).ShouldBe(before);
        // The other day goes on.
        Service.Entries.Count(e => e.Start > Instant.FromUtc(2026, 3, 4, 0, 0)).ShouldBe(1);
        _push.Run(APush.Week).Code.ShouldBe(ExitCode.PartlyDone);
        Service.Entries.Find(e => e.Id == entry.Id).ShouldBe(before);
        _push.Daybook.Do("check");
    }

    [Fact]
    public void What_was_left_alone_is_no_matter_any_more_once_the_day_is_as_it_was_sent()
    {
        _push.Do(APush.Week);
        Service.Change(Service.Entries.Single(e => e.ProjectId == _push.Garden).Id, e => e with { Description = $"Mine {e.Description}" });
        _push.Map(_push.Web);
        _push.Run(APush.Week).Code.ShouldBe(ExitCode.PartlyDone);
        _push.Map();
        Service.Asked.Clear();
        _push.Do(APush.Week);
        Service.Asked.ShouldBeEmpty();
    }

    [Fact]
    public void An_entry_with_two_marks_is_nobodys()
    {
        _push.Do(APush.Week);
        var (web, garden) = (Service.Entries.First(e => e.ProjectId == _push.Web), Service.Entries.Single(e => e.ProjectId == _push.Garden));
        Service.Entries.Remove(garden);
        Service.Change(web.Id, e => e with { Description = $"{e.Description} {garden.Description}" });
        _push.ForgetPushes();
        Service.Asked.Clear();
        var (code, _, error) = _push.Run("2026-03-02");
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.PartlyDone), r => r.error.ShouldContain("the ledger knows nothing of it"));
        _push.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_person_deleted_is_no_matter_where_it_is_not_wanted_any_more()
    {
        _push.Do(APush.Week);
        Service.Entries.RemoveAll(e => e.ProjectId == _push.Garden);
        _push.Map(_push.Web);
        _push.Do(APush.Week);
        _push.IsAsAllocated();
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")] // 14 hours ahead: ends of windows are read as clock times there
    [InlineData("America/Los_Angeles")]
    public void After_the_ledger_forgot_its_pushes_they_are_found_by_their_marks(string zone)
    {
        Service.Zone = DateTimeZoneProviders.Tzdb[zone];
        _push.Do(APush.Week);
        _push.ForgetPushes();
        Service.Asked.Clear();
        _push.Do(APush.Week).ShouldContain("0 made, 0 changed, 0 deleted, 3 found as they should be; 2 of 2 days complete");
        _push.Writes.ShouldBeEmpty();
        _push.IsAsAllocated();
    }

    [Fact]
    public void Forgotten_and_changed_since_is_left_alone_with_its_day()
    {
        _push.Do(APush.Week);
        _push.ForgetPushes();
        _push.Map(_push.Web);
        var before = _push.Theirs();
        Service.Asked.Clear();
        var (code, _, error) = _push.Run(APush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("who changed it is not known");
        _push.Writes.ShouldBeEmpty();
        _push.Theirs().ShouldBe(before);
    }

    [Fact]
    public void A_mark_that_the_ledger_knows_nothing_of_holds_its_day()
    {
        _push.Do("2026-03-02");
        _push.ForgetPushes();
        Service.Entries.RemoveAll(e => e.ProjectId == _push.Web);
        _push.Map(_push.Web);
        Service.Asked.Clear();
        var (code, _, error) = _push.Run(APush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("2026-03-02: the entry");
        error.ShouldContain("the ledger knows nothing of it");
        _push.Theirs().ShouldBe(["02 14:00-16:00 garden", "03 08:00-16:00 web"]);
    }

    [Fact]
    public void A_mark_that_stands_twice_is_said_and_nothing_of_the_day_is_touched()
    {
        _push.Do(APush.Week);
        var twin = Service.Entries.Single(e => e.ProjectId == _push.Garden);
        Service.Entries.Add(twin with { Id = Service.NewId() });
        _push.ForgetPushes();
        Service.Asked.Clear();
        for (var i = 0; i < 3; i++)
        {
            var (code, _, error) = _push.Run(APush.Week);
            code.ShouldBe(ExitCode.PartlyDone);
            error.ShouldContain("stands there 2 times");
            _push.Writes.ShouldBeEmpty();
        }
    }
}
