using System.Globalization;
using Daybook.Tests.StandIns.TimeTracker;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pushing;

public sealed class TimeTrackerPushTests() : PushTests("timetracker")
{
    private TimeTrackerStandIn Service => (TimeTrackerStandIn)Push.Service;

    [Fact]
    public void Keys_that_make_a_request_safe_to_repeat_are_as_short_as_may_be()
    {
        Push.Do(APush.Week);
        Service.Keys.Keys.Count.ShouldBe(3);
        Service.Keys.Keys.ShouldAllBe(k => k.Length <= 128);
    }

    [Fact]
    public void What_moves_into_anothers_time_moves_after_it()
    {
        Push.Do(APush.Week);
        var before = Service.Entries.Select(e => e.Id).Order().ToList();
        Push.Track(2, "web 4:00");
        Push.Do(APush.Week).ShouldContain("2 changed");
        Push.IsAsAllocated();
        Push.Track(2, "garden 20:00");
        Push.Do(APush.Week).ShouldContain("2 changed");
        Push.IsAsAllocated();
        Service.Entries.Select(e => e.Id).Order().ShouldBe(before);
    }

    [Fact]
    public void Two_that_change_places_end_where_they_should_be()
    {
        Push.Map(more: """, "Place": "tracked" """);
        Tracked("a", "web", "garden");
        Push.Do("2026-03-05");
        Push.IsAsAllocated("2026-03-05");
        Push.Daybook.Do("import", "undo", $"{Push.Daybook.Number("select max(id) from run where command = 'import'")}");
        Tracked("b", "garden", "web");
        for (var i = 0; i < 3 && Push.Run("2026-03-05").Code != ExitCode.Done; i++) Push.Later();
        Push.IsAsAllocated("2026-03-05");
    }

    [Fact]
    public void What_a_person_changes_between_reading_and_sending_is_not_overwritten()
    {
        Push.Do(APush.Week);
        Push.Later();
        var id = Service.Entries.Single(e => $"{e.Project}" == Push.Garden).Id;
        Push.Track(2, "garden 2:00");
        for (var i = 0; i < 20; i++)
            Service.Faults.Enqueue(async (context, answer) =>
            {
                if (context.Request.Method == "PUT" && context.Request.Path.Value!.EndsWith($"/{id}", StringComparison.Ordinal)) Service.Change(id, e => e with { Tags = "a person's" });
                await answer();
            });
        var (code, _, error) = Push.Run(APush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("Time entry was modified on the server");
        Service.Entries.Single(e => e.Id == id).Tags.ShouldBe("a person's");
        Service.Faults.Clear();
        Push.Later();
        Push.Do(APush.Week);
        Push.IsAsAllocated();
        Service.Entries.Single(e => e.Id == id).Tags.ShouldBe("a person's");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_service_does_not_take_is_said_at_its_entry_and_all_others_go_on(bool overlaps)
    {
        if (overlaps) Service.Add("2026-03-02T14:30:00", "2026-03-02T14:45:00", "rest", "by hand");
        else Service.Closed.Add(new LocalDate(2026, 3, 2));
        var (code, _, error) = Push.Run(APush.Week);
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain(overlaps ? $"2026-03-02: {Push.Web}: 127.0.0.1: it does not take the request (400): \"This time overlaps with an existing entry." : "Timesheet period is closed");
        Push.States().ShouldBe(overlaps ? "2 done, 1 blocked" : "1 done, 2 blocked");
        Service.Entries.RemoveAll(e => e.Notes == "by hand");
        Service.Closed.Clear();
        Push.Do(APush.Week);
        Push.IsAsAllocated();
    }

    [Fact]
    public void A_project_that_is_no_number_and_an_hour_that_is_shown_twice_are_not_sent()
    {
        Push.Map(gardenTo: "5f00000000000000000000ff");
        var (code, _, error) = Push.Run(APush.Week);
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.PartlyDone), r => r.error.ShouldContain("projects there are numbers, and '5f00000000000000000000ff' is none"));
        Service.Entries.Count.ShouldBe(2);
        Service.Zone = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];
        Service.Entries.Clear();
        Push.ForgetPushes();
        // There 09:00 to 09:30 in Berlin on 1 November is half past one for the second time.
        Push.Daybook.Now = "2026-11-03T08:00:00Z";
        Push.Map(more: """, "Place": "tracked", "Days": "mon-sun" """);
        Push.Daybook.Do("import", Push.Daybook.Write("twice.json", """{"daybook": 1, "entries": [{"start": "2026-11-01T09:30:00Z", "end": "2026-11-01T11:00:00Z", "project": "web"}]}"""));
        Push.Run("2026-11-01").Error.ShouldContain("clocks in America/Los_Angeles show 2026-11-01T01:30:00 twice");
        Service.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void A_number_that_is_given_to_another_entry_is_no_more_that_of_the_one_before()
    {
        Push.Do("2026-03-02");
        var gone = Service.Entries.MaxBy(e => e.Id)!;
        Service.Entries.Remove(gone);
        Service.NewIds(from: gone.Id);
        Push.Do("2026-03-03").ShouldContain("1 made");
        Service.Entries.Single(e => e.Start.Date == new LocalDate(2026, 3, 3)).Id.ShouldBe(gone.Id);
        Push.Track(2, "garden 3:00");
        var (code, _, error) = Push.Run("2026-03-02");
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.PartlyDone), r => r.error.ShouldContain("it was deleted over there"));
        Service.Entries.Count(e => e.Id == gone.Id).ShouldBe(1);
    }

    [Fact]
    public void Of_several_sources_of_a_service_one_is_named()
    {
        Push.Daybook.Configure($$"""
            { "Sources": [
                { "Name": "timetracker", "Pull": { "Service": "timetracker", "Host": "{{Service.Address}}", "AllowHttp": true } },
                { "Name": "clockify", "Pull": { "Service": "clockify", "Workspace": "5f0000000000000000000001" } },
                { "Name": "other", "Pull": { "Service": "timetracker", "Host": "tt.example.org" } }],
              "Allocation": { "WorkDay": { "From": "09:00", "To": "17:00" }, "Other": "{{Push.Rest}}" } }
            """);
        var before = Push.Daybook.Run("push", "timetracker", "2026-03-02", "--dry-run");
        before.Output.ShouldContain($"to send to {Push.Place}: ");
        Push.Daybook.Run("push", "other", "2026-03-02", "--dry-run").Output.ShouldContain("to send to tt.example.org: ");
        Push.Daybook.Run("push", "clockify", "2026-03-02", "--dry-run").Output.ShouldContain("to send to workspace 5f0000000000000000000001: ");
        Push.Daybook.Configure($$"""
            { "Sources": [
                { "Name": "one", "Pull": { "Service": "timetracker", "Host": "{{Service.Address}}", "AllowHttp": true } },
                { "Name": "other", "Pull": { "Service": "timetracker", "Host": "tt.example.org" } }] }
            """);
        var (code, _, error) = Push.Daybook.Run("push", "timetracker");
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Usage), r => r.error.ShouldContain("several sources have a Pull of timetracker, name one of them: one, other"));
    }

    private protected override void Touch(string id) => Service.Change(int.Parse(id, CultureInfo.InvariantCulture), e => e with { BreakSeconds = 600 });

    private void Tracked(string name, string first, string second) => Push.Daybook.Do("import", Push.Daybook.Write($"{name}.json", $$"""
        {"daybook": 1, "entries": [
          {"start": "2026-03-05T08:00:00Z", "end": "2026-03-05T09:00:00Z", "project": "{{first}}", "note": "{{name}}"},
          {"start": "2026-03-05T09:00:00Z", "end": "2026-03-05T10:00:00Z", "project": "{{second}}", "note": "{{name}}"}]}
        """));
}
