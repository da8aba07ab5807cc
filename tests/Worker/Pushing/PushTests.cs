using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pushing;

/// <summary>What holds for every service that is pushed to.</summary>
public abstract class PushTests(string service) : APushedWeek(service)
{
    private readonly string _service = service;

    [Fact]
    public void Days_are_sent_as_they_are_allocated_and_a_second_run_sends_nothing()
    {
        Push.Do(APush.Week).ShouldContain("3 made, 0 changed, 0 deleted, 0 found as they should be; 2 of 2 days complete");
        Push.Theirs().ShouldBe(["02 08:00-14:00 web", "02 14:00-16:00 garden", "03 08:00-16:00 web"]);
        Push.IsAsAllocated();
        Push.Service.Kept.ShouldAllBe(e => e.Text.StartsWith("Development [db:"));
        Push.Service.Asked.Clear();
        Push.Do(APush.Week).ShouldContain("0 made");
        Push.Service.Asked.ShouldBeEmpty();
        Push.Daybook.Do("check");
    }

    [Fact]
    public void A_rehearsal_shows_the_plan_asks_nobody_and_leaves_everything()
    {
        var before = Push.Daybook.Listing();
        var output = Push.Do(APush.Week, "--dry-run");
        output.ShouldContain($"{Push.Place}: 3 new, 0 changed, 0 deleted; 0 of 2 days complete");
        output.ShouldContain("  new  09:00:00-15:00:00  6:00:00");
        Push.Daybook.Json("push", _service, APush.Week, "--dry-run", "--json").GetProperty("days").GetArrayLength().ShouldBe(2);
        Push.Daybook.Listing().ShouldBe(before);
        Push.Service.Asked.ShouldBeEmpty();
    }

    public static MatrixTheoryData<string, string> Touches => new(["start", "end", "text", "project", "gone", "else"], ["web 4:00", "garden 4:00"]);

    [Theory, MemberData(nameof(Touches))]
    public void What_a_person_did_over_there_is_kept_and_said(string what, string tracked)
    {
        Push.Do(APush.Week);
        Push.Later();
        var entry = Push.Service.Kept.Single(e => e.Project == "garden");
        if (what == "gone") Push.Service.Remove(entry.Id);
        else if (what == "else") Touch(entry.Id);
        else
            Push.Service.Put(what switch
            {
                "start" => entry with { Start = entry.Start + Duration.FromMinutes(1) },
                "end" => entry with { End = entry.End - Duration.FromMinutes(1) },
                "text" => entry with { Text = $"Mine {entry.Text}" },
                _ => entry with { Project = "rest" },
            });
        var before = Push.Service.Whole(entry.Id);
        Push.Track(2, tracked);
        Push.Track(4, "web 1:00");
        for (var i = 0; i < 2; i++)
        {
            var (code, _, error) = Push.Run(APush.Week);
            code.ShouldBe(ExitCode.PartlyDone);
            error.ShouldContain($"2026-03-02: {Push.Garden}: it ");
            Push.Service.Whole(entry.Id).ShouldBe(before);
            // The other day goes on.
            Push.Service.Kept.Count(e => e.Start > Instant.FromUtc(2026, 3, 4, 0, 0)).ShouldBe(1);
        }
        Push.Daybook.Do("check");
    }

    /// <summary>Changes of an entry what only this service keeps of it.</summary>
    private protected abstract void Touch(string id);

    [Fact]
    public void What_was_pushed_and_comes_back_by_a_pull_is_no_tracked_time()
    {
        Push.Do(APush.Week);
        // Nothing at TimeTracker may overlap: there it lies before the day that is sent.
        var hour = _service == "timetracker" ? 7 : 8;
        var byHand = Push.Service.Track($"2026-03-04T0{hour}:00:00Z", $"2026-03-04T0{hour + 1}:00:00Z", "web", "by hand over there");
        Push.Daybook.Do("pull");
        Push.Do(APush.Week).ShouldContain("1 made, 0 changed, 0 deleted");
        Push.Service.Remove(byHand.Id);
        Push.IsAsAllocated();
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Rome")]
    [InlineData("Pacific/Kiritimati")] // 14 hours ahead: ends of windows are read as clock times there
    [InlineData("America/Los_Angeles")]
    public void After_the_ledger_forgot_its_pushes_they_are_found_by_their_marks(string zone)
    {
        Push.Service.Zone = DateTimeZoneProviders.Tzdb[zone];
        Push.Do(APush.Week);
        Push.IsAsAllocated();
        Push.ForgetPushes();
        Push.Service.Asked.Clear();
        Push.Do(APush.Week).ShouldContain("0 made, 0 changed, 0 deleted, 3 found as they should be; 2 of 2 days complete");
        Push.Writes.ShouldBeEmpty();
        Push.IsAsAllocated();
    }
}
