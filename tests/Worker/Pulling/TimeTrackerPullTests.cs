using System.Text.Json.Nodes;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns.TimeTracker;
using Daybook.Worker;
using Daybook.Worker.Stages;
using NodaTime;

namespace Daybook.Tests.Worker.Pulling;

public sealed class TimeTrackerPullTests : IAsyncLifetime
{
    private ATimeTrackerPull _pull = null!;

    private TimeTrackerStandIn Service => _pull.Service;

    public async ValueTask InitializeAsync()
    {
        _pull = await ATimeTrackerPull.New();
        Service.Project("Website", "Acme", rate: 85.5m);
    }

    public ValueTask DisposeAsync() => _pull.DisposeAsync();

    [Fact]
    public void What_the_service_has_is_in_the_ledger_by_the_servers_clock()
    {
        Service.Add("2026-09-01T10:00:00", "2026-09-01T12:30:00");
        Service.Add("2026-05-04T08:00:00.250000", "2026-05-04T09:00:00.250000", "Old");
        Service.Add("2019-02-03T08:00:00", "2019-02-03T09:00:00", "Ancient");
        _pull.Do();
        _pull.IsAsTheyHaveIt();
        using var ledger = Ledger.OpenForReading(_pull.Daybook.LedgerPath);
        var entry = ledger.Entries.Current("timetracker").Single(e => e.UpstreamId == $"{Service.Entries[0].Id}");
        (entry.Zone, entry.Work.Client, entry.Work.HourlyRate, entry.Person).ShouldBe(("Europe/Rome", "Acme", new Money(855_000, ""), null));
        ((EntryTime.Interval)entry.Time).Start.ShouldBe(Micros.From(Instant.FromUtc(2026, 9, 1, 8, 0)));
        _pull.Daybook.Do("why", "2026-09-01").ShouldContain("/time-entries?user_id=7&include_active=true&start_date=");
    }

    [Fact]
    public void A_second_pull_asks_little_and_adds_nothing()
    {
        Service.Add("2026-09-01T10:00:00", "2026-09-01T12:30:00");
        Service.Add("2026-02-03T08:00:00", "2026-02-03T09:00:00");
        Service.Requests.Add(Request(1));
        _pull.Do();
        var before = _pull.Daybook.Dump();
        _pull.ForgetAsked();
        _pull.Do().ShouldContain("0 new, ");
        _pull.Daybook.Dump().ShouldBe(before);
        Service.Asked.ShouldBe([
            "GET /api/v1/info", "GET /api/v1/users/me", "GET /api/v1/projects?status=all&page=1&per_page=100", "GET /api/v1/clients?&page=1&per_page=100",
            "GET /api/v1/time-entries?user_id=7&include_active=true&start_date=2026-08-31&page=1&per_page=100",
            "GET /api/v1/time-entries?user_id=7&include_active=true&start_date=2026-08-05&end_date=2026-09-01&page=1&per_page=100",
            "GET /api/v1/time-off/leave-types?enabled_only=false&page=1&per_page=100", "GET /api/v1/time-off/requests?user_id=7&page=1&per_page=100",
            "GET /api/v1/time-off/holidays?&page=1&per_page=100", "GET /api/v1/time-off/balances?user_id=7&page=1&per_page=100",
        ]);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")] // 14 hours ahead
    [InlineData("America/Los_Angeles")]
    public void Windows_are_of_the_servers_days_and_nothing_is_lost_by_it(string zone)
    {
        Service.Zone = DateTimeZoneProviders.Tzdb[zone];
        for (var hour = 0; hour < 72; hour++) Service.Entries.Add(Hour(new LocalDateTime(2026, 7, 30, 0, 0).PlusHours(hour)));
        _pull.Do();
        _pull.IsAsTheyHaveIt();
        _pull.Do("--full");
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void A_change_there_is_a_change_here_also_where_its_stamp_says_nothing_of_it()
    {
        var entry = Service.Add("2026-09-01T08:00:00", "2026-09-01T10:00:00");
        _pull.Do();
        Service.Change(entry.Id, e => e with { End = e.Start.PlusHours(1), Notes = "less" });
        _pull.Do().ShouldContain("1 changed");
        _pull.IsAsTheyHaveIt();
        // A project is renamed, and no entry of it is stamped anew.
        Service.Projects[entry.Project!.Value] = ("Renamed", null, "active", null);
        _pull.Do();
        _pull.IsAsTheyHaveIt();
        // Clocks there were put back: a later change has an earlier stamp.
        Service.Now -= Duration.FromDays(100);
        Service.Change(entry.Id, e => e with { Notes = "changed while the clock was wrong" });
        _pull.Do();
        _pull.IsAsTheyHaveIt();
        var before = _pull.Daybook.Dump();
        _pull.Do();
        _pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void What_is_deleted_there_no_longer_counts_and_may_come_back()
    {
        var kept = Service.Add("2026-09-01T08:00:00", "2026-09-01T09:00:00");
        var gone = Service.Add("2026-09-02T08:00:00", "2026-09-02T10:00:00");
        _pull.Do();
        Service.Entries.Remove(gone);
        _pull.Do().ShouldContain("1 gone there");
        _pull.IsAsTheyHaveIt();
        _pull.Daybook.Worked().ShouldBe(3_600_000_000);
        _pull.Do().ShouldNotContain("gone there");
        Service.Entries.Add(gone);
        Service.Entries.Remove(kept);
        _pull.Do();
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void What_runs_counts_nothing_until_it_has_ended()
    {
        var entry = Service.Add("2026-09-04T08:00:00", null);
        _pull.Do();
        var before = _pull.Daybook.Dump();
        _pull.Do();
        _pull.Daybook.Dump().ShouldBe(before);
        (_pull.Daybook.Worked(), Running()).ShouldBe((0, 1));
        Service.Change(entry.Id, e => e with { End = e.Start.PlusHours(1) });
        _pull.Do();
        Running().ShouldBe(0);
        _pull.IsAsTheyHaveIt();
        var thrownAway = Service.Add("2026-09-04T10:00:00", null);
        _pull.Do();
        Running().ShouldBe(1);
        Service.Entries.Remove(thrownAway);
        _pull.Do().ShouldContain("1 gone there");
        Running().ShouldBe(0);
    }

    [Fact]
    public async Task Several_pages_are_read_twice_also_while_a_timer_runs()
    {
        await using var pull = await ATimeTrackerPull.New(""", "PageSize": 7""");
        for (var i = 0; i < 40; i++) pull.Service.Entries.Add(new TrackedEntry(pull.Service.NewId(), new LocalDateTime(2026, 8, 2, 6, 0).PlusHours(7 * i), new LocalDateTime(2026, 8, 2, 7, 0).PlusHours(7 * i)));
        pull.Service.Add("2026-08-20T08:00:00", null, null);
        pull.Do();
        pull.IsAsTheyHaveIt();
        pull.ForgetAsked();
        pull.Do("--from", "2026-08-01", "--to", "2026-08-31").ShouldContain("0 new");
        pull.Service.Pages.Count().ShouldBe(12);
    }

    [Fact]
    public void A_rehearsal_leaves_everything_as_it_was()
    {
        Service.Add("2026-09-01T08:00:00", "2026-09-01T10:30:00");
        _pull.Do("--dry-run").ShouldContain("would be: ");
        File.Exists(_pull.Daybook.LedgerPath).ShouldBeFalse();
        _pull.Do();
        var before = _pull.Daybook.Listing();
        Service.Entries.Clear();
        _pull.Do("--dry-run").ShouldContain("1 gone there");
        _pull.Daybook.Listing().ShouldBe(before);
    }

    [Fact]
    public void A_list_of_projects_that_is_empty_costs_no_entry_its_client_and_rate()
    {
        Service.Add("2026-09-01T10:00:00", "2026-09-01T12:30:00");
        _pull.Do();
        var before = _pull.Daybook.Dump();
        Service.Refused["/projects"] = (200, new JsonObject { ["projects"] = new JsonArray() });
        _pull.Run().Code.ShouldBe(ExitCode.Protocol);
        _pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void Projects_are_listed_with_what_became_of_them_whether_or_not_they_have_time()
    {
        var old = Service.Project("Beacon", "Acme", status: "archived");
        var gone = Service.Project("Gone\u001b[2J");
        _pull.Do();
        Service.Projects.Remove(gone);
        _pull.Do().ShouldContain("1 gone there");
        var lines = _pull.Daybook.Do("projects", "--there").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldContain("deleted");
        lines[1].ShouldMatch($"^timetracker +{old} +Beacon +Acme +archived$");
        lines.ShouldAllBe(l => !l.Contains('\u001b'));
        _pull.Daybook.Json("projects", "--there", "--json").EnumerateArray().Select(p => $"{p.GetProperty("id").GetString()} {p.GetProperty("status").GetString()}").ShouldContain($"{old} archived");
        _pull.Daybook.Run("projects", "2026-09", "--there").Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void An_entry_told_by_an_export_and_by_the_service_is_one_and_the_same()
    {
        Service.Add("2026-09-01T08:00:00", "2026-09-01T10:00:00", notes: "a note");
        Service.Entries.Add(Service.Entries[0] with { Id = Service.NewId(), Start = TimeTrackerStandIn.Local("2026-09-02T08:00:00"), End = TimeTrackerStandIn.Local("2026-09-02T10:00:00"), Tags = "one,two", Task = "Design" });
        var export = _pull.Daybook.Write("all.json", Service.AllData());
        _pull.Daybook.Do("import", export, "--zone", "Europe/Rome");
        _pull.Do();
        _pull.IsAsTheyHaveIt();
        _pull.Daybook.Number("select count(*) from time_entry").ShouldBe(2);
        var before = _pull.Daybook.Dump();
        _pull.Daybook.Do("import", export, "--zone", "Europe/Rome").ShouldContain("0 new, ");
        _pull.Do();
        _pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void An_export_that_was_read_in_another_zone_gives_way_to_what_the_service_says()
    {
        Service.Add("2026-09-01T08:00:00", "2026-09-01T10:00:00");
        _pull.Daybook.Do("import", _pull.Daybook.Write("all.json", Service.AllData()), "--zone", "America/New_York");
        _pull.Do();
        _pull.IsAsTheyHaveIt();
        _pull.Daybook.Worked().ShouldBe(7_200_000_000);
    }

    [Fact]
    public void Another_zone_of_the_server_moves_all_of_its_time()
    {
        Service.Add("2026-09-01T08:00:00", "2026-09-01T10:00:00");
        Service.Add("2025-02-01T08:00:00", "2025-02-01T10:00:00");
        _pull.Do();
        Service.Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];
        _pull.Do();
        _pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void An_hour_that_clocks_show_twice_or_never_is_read_as_from_a_file()
    {
        _pull.Daybook.Now = "2026-11-05T08:00:00Z";
        Service.Add("2026-10-25T02:30:00", "2026-10-25T03:30:00");
        Service.Add("2026-10-20T09:00:00", "2026-10-20T10:00:00");
        Service.Add("2026-03-29T02:30:00", "2026-03-29T03:30:00");
        var (code, _, error) = _pull.Run();
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("clocks in Europe/Rome never showed 2026-03-29 02:30");
        _pull.Current().Count.ShouldBe(2);
        _pull.Daybook.Total("day", "2026-10-25").ShouldBe(3_600_000_000);
    }

    private long Running()
    {
        using var ledger = Ledger.OpenForReading(_pull.Daybook.LedgerPath);
        return HandStage.RunningOf(ledger, "timetracker").Count;
    }

    private TrackedEntry Hour(LocalDateTime start) => new(Service.NewId(), start, start.PlusMinutes(30)) { UpdatedAt = start };

    internal static JsonObject Request(int id, string status = "approved", int user = 7) => new()
    {
        ["id"] = id,
        ["user_id"] = user,
        ["leave_type_id"] = 1,
        ["leave_type"] = "Vacation",
        ["start_date"] = "2026-08-03",
        ["end_date"] = "2026-08-07",
        ["start_half_day"] = false,
        ["end_half_day"] = false,
        ["requested_hours"] = null,
        ["status"] = status,
        ["updated_at"] = "2026-07-01T08:00:00",
    };
}
