using Daybook.Tests.Docs;
using Daybook.Tests.StandIns.Clockify;
using Daybook.Tests.Support;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pushing;

public sealed class ClockifyPushTests() : PushTests("clockify")
{
    private ClockifyStandIn Service => (ClockifyStandIn)Push.Service;

    [Fact]
    public void Today_is_not_sent()
    {
        Push.Track(9, "web 1:00");
        Push.Do("2026-03");
        Service.Entries.ShouldAllBe(e => e.Start < Instant.FromUtc(2026, 3, 9, 0, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // the project that is new there comes before the other, and takes its time
    public void What_belongs_elsewhere_now_is_moved_there_without_a_second_entry(bool swaps)
    {
        Push.Do(APush.Week);
        if (swaps) Push.Map(Push.Rest);
        else Push.Map(Push.Web);
        Push.Do(APush.Week, "--dry-run").ShouldContain("1 deleted");
        Push.Do(APush.Week).ShouldContain("1 deleted");
        Push.IsAsAllocated();
        Push.Map();
        Push.Do(APush.Week);
        Push.IsAsAllocated();
        Service.Asked.Clear();
        Push.Do(APush.Week);
        Push.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void More_time_changes_the_entries_and_keeps_what_else_they_have()
    {
        Push.Do(APush.Week);
        var tag = Service.NewId();
        var task = Service.NewId();
        (Service.Tags[tag], Service.Tasks[task]) = ("tag", "task");
        var id = Service.Entries.Single(e => e.ProjectId == Push.Garden).Id;
        Service.Change(id, e => e with { Billable = true, TagIds = [tag], TaskId = task, Type = "BREAK", CustomFields = [("field-1", "\"kept\""), ("field-2", "12.5")] });
        Push.Track(2, "garden 2:00");
        Push.Do(APush.Week).ShouldContain("2 changed");
        Push.IsAsAllocated();
        var kept = Service.Entries.Single(e => e.Id == id);
        (kept.Billable, kept.TagIds.Single(), kept.TaskId, kept.Type).ShouldBe((true, tag, task, "BREAK"));
        kept.CustomFields.ShouldBe([("field-1", "\"kept\""), ("field-2", "12.5")]);
    }

    [Fact]
    public void A_day_that_claude_tracker_has_sent_is_never_sent_again()
    {
        Push.Daybook.Now = "2026-11-21T08:00:00Z";
        Push.Daybook.Do("import", Path.Combine(Repository.Root, "samples/claude-tracker/sessions.db"), "--zone", "Europe/Berlin");
        Push.Do("2026-10-22").ShouldContain("1 made");
        Service.Entries.Clear();
        Service.Workspace = "ws1";
        Push.Map();
        Push.Do("2026-10-22", "--dry-run").ShouldContain("2026-10-22  sent by claude-tracker");
        Push.Do("2026-10-22").ShouldContain("0 made");
        Service.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void Text_and_whether_it_is_billable_come_from_the_settings()
    {
        Push.Map(more: """, "Description": "Work", "Billable": true""");
        Push.Do(APush.Week);
        Service.Entries.ShouldAllBe(e => e.Billable && e.Description.StartsWith("Work [db:"));
    }

    [Fact]
    public void Pieces_of_a_target_where_they_were_tracked_are_entries_of_their_own()
    {
        Push.Map(more: """, "Place": "tracked" """);
        Push.Daybook.Do("import", Push.Daybook.Write("pieces.json", """
            {"daybook": 1, "entries": [
              {"start": "2026-03-05T08:00:00Z", "end": "2026-03-05T09:00:00Z", "project": "web"},
              {"start": "2026-03-05T10:00:00Z", "end": "2026-03-05T11:00:00Z", "project": "garden"},
              {"start": "2026-03-05T12:00:00Z", "end": "2026-03-05T13:00:00Z", "project": "web"}]}
            """));
        Push.Do("2026-03-05").ShouldContain("3 made");
        Push.IsAsAllocated("2026-03-05");
        Push.ForgetPushes();
        Push.Do("2026-03-05").ShouldContain("0 made");
        Push.IsAsAllocated("2026-03-05");
    }

    [Fact]
    public void Without_a_workspace_nothing_is_sent()
    {
        Push.Daybook.Configure($$"""{ "Sources": [{ "Name": "clockify", "Pull": { "Service": "clockify", "Host": "{{Service.Address}}", "AllowHttp": true } }], "Allocation": { "WorkDay": { "From": "09:00", "To": "17:00" } } }""");
        var (code, _, error) = Push.Run(APush.Week);
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("does not say which workspace");
        Service.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("elsewhere", "is no source with a Pull in the configuration: clockify")]
    [InlineData("wotra", "is no source with a Pull")]
    public void What_is_no_service_is_said(string name, string message)
    {
        var (code, _, error) = Push.Daybook.Run("push", name);
        (code, error).ShouldSatisfyAllConditions(r => r.code.ShouldBe(ExitCode.Usage), r => r.error.ShouldContain(message));
    }

    [Fact]
    public void The_example_on_the_page_is_the_sample() =>
        string.Join('\n', DocPages.Blocks("docs/push.md").Single(b => b.Language == "json").Lines)
            .ShouldBe(File.ReadAllText(Path.Combine(Repository.Root, "samples/push/appsettings.json")).ReplaceLineEndings("\n").TrimEnd());

    [Fact]
    public void Machines_get_one_document()
    {
        var json = Push.Daybook.Json("push", "clockify", APush.Week, "--json");
        (json.GetProperty("exit_code").GetInt32(), json.GetProperty("days")[0].GetProperty("complete").GetBoolean()).ShouldBe((0, true));
        json.GetProperty("days")[0].GetProperty("entries")[0].GetProperty("state").GetString().ShouldBe("done");
    }

    private protected override void Touch(string id) => Service.Change(id, e => e with { IsLocked = true });
}
