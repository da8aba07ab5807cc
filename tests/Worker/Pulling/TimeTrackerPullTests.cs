using System.Text.Json.Nodes;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.StandIns.TimeTracker;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker.Pulling;

public sealed class TimeTrackerPullTests() : EntryPullTests("timetracker")
{
    private TimeTrackerStandIn Service => (TimeTrackerStandIn)Pull.Service;

    [Fact]
    public void What_the_service_has_is_in_the_ledger_by_the_servers_clock()
    {
        Service.Add("2026-09-01T10:00:00", "2026-09-01T12:30:00");
        Service.Add("2026-05-04T08:00:00.250000", "2026-05-04T09:00:00.250000", "Old");
        Service.Add("2019-02-03T08:00:00", "2019-02-03T09:00:00", "Ancient");
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        using var ledger = Ledger.OpenForReading(Pull.Daybook.LedgerPath);
        var entry = ledger.Entries.Current("timetracker").Single(e => e.UpstreamId == $"{Service.Entries[0].Id}");
        (entry.Zone, entry.Work.Client, entry.Work.HourlyRate, entry.Person).ShouldBe(("Europe/Rome", "Acme", new Money(855_000, ""), null));
        ((EntryTime.Interval)entry.Time).Start.ShouldBe(Micros.From(Instant.FromUtc(2026, 9, 1, 8, 0)));
        Pull.Daybook.Do("why", "2026-09-01").ShouldContain("/time-entries?user_id=7&include_active=true&start_date=");
    }

    [Fact]
    public void A_second_pull_asks_little_and_adds_nothing()
    {
        Service.Add("2026-09-01T10:00:00", "2026-09-01T12:30:00");
        Service.Add("2026-02-03T08:00:00", "2026-02-03T09:00:00");
        Service.Requests.Add(Request(1));
        Pull.Do();
        var before = Pull.Daybook.Dump();
        Pull.ForgetAsked();
        Pull.Do().ShouldContain("0 new, ");
        Pull.Daybook.Dump().ShouldBe(before);
        Service.Asked.ShouldBe([
            "GET /api/v1/info", "GET /api/v1/users/me", "GET /api/v1/projects?status=all&page=1&per_page=100", "GET /api/v1/clients?&page=1&per_page=100",
            "GET /api/v1/time-entries?user_id=7&include_active=true&start_date=2026-08-31&page=1&per_page=100",
            "GET /api/v1/time-entries?user_id=7&include_active=true&start_date=2026-08-05&end_date=2026-09-01&page=1&per_page=100",
            "GET /api/v1/time-off/leave-types?enabled_only=false&page=1&per_page=100", "GET /api/v1/time-off/requests?user_id=7&page=1&per_page=100",
            "GET /api/v1/time-off/holidays?&page=1&per_page=100", "GET /api/v1/time-off/balances?user_id=7&page=1&per_page=100",
        ]);
    }

    [Fact]
    public void A_change_there_is_a_change_here_also_where_its_stamp_says_nothing_of_it()
    {
        var entry = Service.Add("2026-09-01T08:00:00", "2026-09-01T10:00:00");
        Pull.Do();
        Service.Change(entry.Id, e => e with { End = e.Start.PlusHours(1), Notes = "less" });
        Pull.Do().ShouldContain("1 changed");
        Pull.IsAsTheyHaveIt();
        // A project is renamed, and no entry of it is stamped anew.
        Service.Projects[entry.Project!.Value] = ("Renamed", null, "active", null);
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        // Clocks there were put back: a later change has an earlier stamp.
        Service.Now -= Duration.FromDays(100);
        Service.Change(entry.Id, e => e with { Notes = "changed while the clock was wrong" });
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        var before = Pull.Daybook.Dump();
        Pull.Do();
        Pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void A_list_of_projects_that_is_empty_costs_no_entry_its_client_and_rate()
    {
        Service.Add("2026-09-01T10:00:00", "2026-09-01T12:30:00");
        Pull.Do();
        var before = Pull.Daybook.Dump();
        Service.Refused["/projects"] = (200, new JsonObject { ["projects"] = new JsonArray() });
        Pull.Run().Code.ShouldBe(ExitCode.Protocol);
        Pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void Projects_are_listed_with_what_became_of_them_whether_or_not_they_have_time()
    {
        var old = Service.Project("Beacon", "Acme", status: "archived");
        var gone = Service.Project("Gone\u001b[2J");
        Pull.Do();
        Service.Projects.Remove(gone);
        Pull.Do().ShouldContain("1 gone there");
        var lines = Pull.Daybook.Do("projects", "--there").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldContain("deleted");
        lines[1].ShouldMatch($"^timetracker +{old} +Beacon +Acme +archived$");
        lines.ShouldAllBe(l => !l.Contains('\u001b'));
        Pull.Daybook.Json("projects", "--there", "--json").EnumerateArray().Select(p => $"{p.GetProperty("id").GetString()} {p.GetProperty("status").GetString()}").ShouldContain($"{old} archived");
        Pull.Daybook.Run("projects", "2026-09", "--there").Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void An_entry_told_by_an_export_and_by_the_service_is_one_and_the_same()
    {
        Service.Add("2026-09-01T08:00:00", "2026-09-01T10:00:00", notes: "a note");
        Service.Entries.Add(Service.Entries[0] with { Id = Service.NewId(), Start = TimeTrackerStandIn.Local("2026-09-02T08:00:00"), End = TimeTrackerStandIn.Local("2026-09-02T10:00:00"), Tags = "one,two", Task = "Design" });
        var export = Pull.Daybook.Write("all.json", Service.AllData());
        Pull.Daybook.Do("import", export, "--zone", "Europe/Rome");
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Pull.Daybook.Number("select count(*) from time_entry").ShouldBe(2);
        var before = Pull.Daybook.Dump();
        Pull.Daybook.Do("import", export, "--zone", "Europe/Rome").ShouldContain("0 new, ");
        Pull.Do();
        Pull.Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void An_export_that_was_read_in_another_zone_gives_way_to_what_the_service_says()
    {
        Service.Add("2026-09-01T08:00:00", "2026-09-01T10:00:00");
        Pull.Daybook.Do("import", Pull.Daybook.Write("all.json", Service.AllData()), "--zone", "America/New_York");
        Pull.Do();
        Pull.IsAsTheyHaveIt();
        Pull.Daybook.Worked().ShouldBe(7_200_000_000);
    }

    [Fact]
    public void Another_zone_of_the_server_moves_all_of_its_time()
    {
        Service.Add("2026-09-01T08:00:00", "2026-09-01T10:00:00");
        Service.Add("2025-02-01T08:00:00", "2025-02-01T10:00:00");
        Pull.Do();
        Service.Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];
        Pull.Do();
        Pull.IsAsTheyHaveIt();
    }

    [Fact]
    public void An_hour_that_clocks_show_twice_or_never_is_read_as_from_a_file()
    {
        Pull.Daybook.Now = "2026-11-05T08:00:00Z";
        Service.Add("2026-10-25T02:30:00", "2026-10-25T03:30:00");
        Service.Add("2026-10-20T09:00:00", "2026-10-20T10:00:00");
        Service.Add("2026-03-29T02:30:00", "2026-03-29T03:30:00");
        var (code, _, error) = Pull.Run();
        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("clocks in Europe/Rome never showed 2026-03-29 02:30");
        Pull.Current().Count.ShouldBe(2);
        Pull.Daybook.Total("day", "2026-10-25").ShouldBe(3_600_000_000);
    }

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
