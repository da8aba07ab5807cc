using Daybook.Tests.StandIns.TimeTracker;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pushing;

public sealed class TimeTrackerPushTests : IAsyncLifetime
{
    private ATimeTrackerPush _push = null!;

    private TimeTrackerStandIn Service => _push.Service;

    public async ValueTask InitializeAsync() => _push = await ATimeTrackerPush.New();

    public ValueTask DisposeAsync() => _push.DisposeAsync();

    [Fact]
    public void Days_are_sent_as_they_are_allocated_and_a_second_run_sends_nothing()
    {
        _push.Do(ATimeTrackerPush.Week).ShouldContain("3 made, 0 changed, 0 deleted, 0 found as they should be; 2 of 2 days complete");
        _push.Theirs().ShouldBe(["02 09:00-15:00 web", "02 15:00-17:00 garden", "03 09:00-17:00 web"]);
        _push.IsAsAllocated();
        Service.Entries.ShouldAllBe(e => e.Notes!.StartsWith("Development [db:"));
        Service.Keys.Keys.ShouldAllBe(k => k.Length <= 128);
        Service.Asked.Clear();
        _push.Do(ATimeTrackerPush.Week).ShouldContain("0 made");
        Service.Asked.ShouldBeEmpty();
        _push.Daybook.Do("check");
    }

    [Fact]
    public void A_rehearsal_shows_the_plan_asks_nobody_and_leaves_everything()
    {
        var before = _push.Daybook.Listing();
        _push.Do(ATimeTrackerPush.Week, "--dry-run").ShouldContain($"to send to {_push.Place}: 3 new, 0 changed, 0 deleted; 0 of 2 days complete");
        _push.Daybook.Listing().ShouldBe(before);
        Service.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("America/Los_Angeles")]
    public void Whatever_the_servers_clock_shows_the_instants_are_meant_and_found_again(string zone)
    {
        Service.Zone = DateTimeZoneProviders.Tzdb[zone];
        _push.Do(ATimeTrackerPush.Week);
        _push.IsAsAllocated();
        _push.ForgetPushes();
        Service.Asked.Clear();
        _push.Do(ATimeTrackerPush.Week).ShouldContain("0 made, 0 changed, 0 deleted, 3 found as they should be");
        _push.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void What_moves_into_anothers_time_moves_after_it()
    {
        _push.Do(ATimeTrackerPush.Week);
        var before = Service.Entries.Select(e => e.Id).Order().ToList();
        _push.Track(2, "web 4:00");
        _push.Do(ATimeTrackerPush.Week).ShouldContain("2 changed");
        _push.IsAsAllocated();
        _push.Track(2, "garden 20:00");
        _push.Do(ATimeTrackerPush.Week).ShouldContain("2 changed");
        _push.IsAsAllocated();
        Service.Entries.Select(e => e.Id).Order().ShouldBe(before);
    }

    [Fact]
    public void Two_that_change_places_end_where_they_should_be()
    {
        _push.Map(more: """, "Place": "tracked" """);
        Tracked("a", "web", "garden");
        _push.Do("2026-03-05");
        _push.IsAsAllocated("2026-03-05");
        _push.Daybook.Do("import", "undo", $"{_push.Daybook.Number("select max(id) from run where command = 'import'")}");
        Tracked("b", "garden", "web");
        for (var i = 0; i < 3 && _push.Run("2026-03-05").Code != ExitCode.Done; i++) _push.Later();
        _push.IsAsAllocated("2026-03-05");
    }

    [Theory]
    [InlineData("start")]
    [InlineData("end")]
    [InlineData("text")]
    [InlineData("project")]
    [InlineData("break")]
    [InlineData("gone")]
    public void What_a_person_did_over_there_is_kept_and_said(string what)
    {
        _push.Do(ATimeTrackerPush.Week);
        _push.Later();
        var entry = Service.Entries.Single(e => $"{e.Project}" == _push.Garden);
        if (what == "gone") Service.Entries.Remove(entry);
        else
            Service.Change(entry.Id, e => what switch
            {
                "start" => e with { Start = e.Start.PlusMinutes(1) },
                "end" => e with { End = e.End!.Value.PlusMinutes(-1) },
                "text" => e with { Notes = $"Mine {e.Notes}" },
                "project" => e with { Project = Service.Project("rest") },
                _ => e with { BreakSeconds = 600 },
            });
        var before = Service.Entries.Find(e => e.Id == entry.Id);
        _push.Track(2, "garden 4:00");
        _push.Track(4, "web 1:00");
        for (var i = 0; i < 2; i++)
        {
            var (code, _, error) = _push.Run(ATimeTrackerPush.Week);
            code.ShouldBe(ExitCode.PartlyDone);
            error.ShouldContain($"2026-03-02: {_push.Garden}: it ");
            Service.Entries.Find(e => e.Id == entry.Id).ShouldBe(before);
        }
        // The other day goes on.
        Service.Entries.Count(e => e.Start.Date == new LocalDate(2026, 3, 4)).ShouldBe(1);
    }

    [Fact]
    public void What_a_person_changes_between_reading_and_sending_is_not_overwritten()
    {
        _push.Do(ATimeTrackerPush.Week);
        _push.Later();
        var id = Service.Entries.Single(e => $"{e.Project}" == _push.Garden).Id;
        _push.Track(2, "garden 2:00");
        for (var i = 0; i < 20; i++)
            Service.Faults.Enqueue(async (context, answer) =>
            {
                if (context.Request.Method == "PUT" && context.Request.Path.Value!.EndsWith($"/{id}", StringComparison.Ordinal)) Service.Change(id, e => e with { Tags = "a person's" });
                await answer();
            });
        var (code, _, error) = _push.Run(ATimeTrackerPush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("Time entry was modified on the server");
        Service.Entries.Single(e => e.Id == id).Tags.ShouldBe("a person's");
        Service.Faults.Clear();
        _push.Later();
        _push.Do(ATimeTrackerPush.Week);
        _push.IsAsAllocated();
        Service.Entries.Single(e => e.Id == id).Tags.ShouldBe("a person's");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_service_does_not_take_is_said_at_its_entry_and_all_others_go_on(bool overlaps)
    {
        if (overlaps) Service.Add("2026-03-02T14:30:00", "2026-03-02T14:45:00", "rest", "by hand");
        else Service.Closed.Add(new LocalDate(2026, 3, 2));
        var (code, _, error) = _push.Run(ATimeTrackerPush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain(overlaps ? $"2026-03-02: {_push.Web}: 127.0.0.1: it does not take the request (400): \"This time overlaps with an existing entry." : "Timesheet period is closed");
        _push.States().ShouldBe(overlaps ? "2 done, 1 blocked" : "1 done, 2 blocked");
        Service.Entries.RemoveAll(e => e.Notes == "by hand");
        Service.Closed.Clear();
        _push.Do(ATimeTrackerPush.Week);
        _push.IsAsAllocated();
    }

    [Fact]
    public void A_project_that_is_no_number_and_an_hour_that_is_shown_twice_are_not_sent()
    {
        _push.Map(gardenTo: "5f00000000000000000000ff");
        var (code, _, error) = _push.Run(ATimeTrackerPush.Week);
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.PartlyDone), r => r.error.ShouldContain("projects there are numbers, and '5f00000000000000000000ff' is none"));
        Service.Entries.Count.ShouldBe(2);
        Service.Zone = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];
        Service.Entries.Clear();
        _push.ForgetPushes();
        // There 09:00 to 09:30 in Berlin on 1 November is half past one for the second time.
        _push.Daybook.Now = "2026-11-03T08:00:00Z";
        _push.Map(more: """, "Place": "tracked", "Days": "mon-sun" """);
        _push.Daybook.Do("import", _push.Daybook.Write("twice.json", """{"daybook": 1, "entries": [{"start": "2026-11-01T09:30:00Z", "end": "2026-11-01T11:00:00Z", "project": "web"}]}"""));
        _push.Run("2026-11-01").Error.ShouldContain("clocks in America/Los_Angeles show 2026-11-01T01:30:00 twice");
        Service.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_pushed_and_comes_back_by_a_pull_is_no_tracked_time()
    {
        _push.Do(ATimeTrackerPush.Week);
        Service.Add("2026-03-04T08:00:00", "2026-03-04T09:00:00", "web", "by hand over there");
        _push.Daybook.Do("pull");
        _push.Do(ATimeTrackerPush.Week).ShouldContain("1 made, 0 changed, 0 deleted");
        Service.Entries.RemoveAll(e => e.Notes == "by hand over there");
        _push.IsAsAllocated();
    }

    [Fact]
    public void A_number_that_is_given_to_another_entry_is_no_more_that_of_the_one_before()
    {
        _push.Do("2026-03-02");
        var gone = Service.Entries.MaxBy(e => e.Id)!;
        Service.Entries.Remove(gone);
        Service.NewIds(from: gone.Id);
        _push.Do("2026-03-03").ShouldContain("1 made");
        Service.Entries.Single(e => e.Start.Date == new LocalDate(2026, 3, 3)).Id.ShouldBe(gone.Id);
        _push.Track(2, "garden 3:00");
        var (code, _, error) = _push.Run("2026-03-02");
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.PartlyDone), r => r.error.ShouldContain("it was deleted over there"));
        Service.Entries.Count(e => e.Id == gone.Id).ShouldBe(1);
    }

    [Fact]
    public void Of_several_sources_of_a_service_one_is_named()
    {
        _push.Daybook.Configure($$"""
            { "Sources": [
                { "Name": "timetracker", "Pull": { "Service": "timetracker", "Host": "{{Service.Address}}", "AllowHttp": true } },
                { "Name": "clockify", "Pull": { "Service": "clockify", "Workspace": "5f0000000000000000000001" } },
                { "Name": "other", "Pull": { "Service": "timetracker", "Host": "tt.example.org" } }],
              "Allocation": { "WorkDay": { "From": "09:00", "To": "17:00" }, "Other": "{{_push.Rest}}" } }
            """);
        var before = _push.Daybook.Run("push", "timetracker", "2026-03-02", "--dry-run");
        before.Output.ShouldContain($"to send to {_push.Place}: ");
        _push.Daybook.Run("push", "other", "2026-03-02", "--dry-run").Output.ShouldContain("to send to tt.example.org: ");
        _push.Daybook.Run("push", "clockify", "2026-03-02", "--dry-run").Output.ShouldContain("to send to workspace 5f0000000000000000000001: ");
        _push.Daybook.Configure($$"""
            { "Sources": [
                { "Name": "one", "Pull": { "Service": "timetracker", "Host": "{{Service.Address}}", "AllowHttp": true } },
                { "Name": "other", "Pull": { "Service": "timetracker", "Host": "tt.example.org" } }] }
            """);
        var (code, _, error) = _push.Daybook.Run("push", "timetracker");
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Usage), r => r.error.ShouldContain("several sources have a Pull of timetracker, name one of them: one, other"));
    }

    private void Tracked(string name, string first, string second) => _push.Daybook.Do("import", _push.Daybook.Write($"{name}.json", $$"""
        {"daybook": 1, "entries": [
          {"start": "2026-03-05T08:00:00Z", "end": "2026-03-05T09:00:00Z", "project": "{{first}}", "note": "{{name}}"},
          {"start": "2026-03-05T09:00:00Z", "end": "2026-03-05T10:00:00Z", "project": "{{second}}", "note": "{{name}}"}]}
        """));
}
