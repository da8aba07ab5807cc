using System.Text;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.Support;
using NodaTime;

namespace Daybook.Tests.Worker;

/// <summary>A contract's zone and day start cut days where the configuration says nothing, from its first day on.</summary>
public sealed class ContractZoneTests : IDisposable
{
    // Around the first of July, a Wednesday: as they lie, the same instants are other days in Berlin and in Tokyo.
    private const string Entries = """
        {"daybook": 1, "entries": [
         {"id": "1", "start": "2026-06-29T20:00:00Z", "end": "2026-06-29T23:00:00Z", "project": "a"},
         {"id": "2", "start": "2026-06-30T12:00:00Z", "end": "2026-06-30T18:00:00Z", "project": "b"},
         {"id": "3", "start": "2026-07-01T14:00:00Z", "end": "2026-07-01T17:00:00Z", "project": "a"},
         {"id": "4", "start": "2026-07-03T18:30:00Z", "end": "2026-07-03T20:00:00Z", "project": "b"}
        ]}
        """;

    private readonly ADaybook _daybook = new();

    public ContractZoneTests() => _daybook.Do("import", _daybook.Write("entries.json", Entries));

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_zone_that_changes_within_a_week_cuts_days_as_the_same_setting_does()
    {
        var utc = Week(_daybook);
        _daybook.Do("contract", "add", "--from", "2026-01-01", "--hours", "40", "--zone", "Europe/Berlin");
        _daybook.Do("contract", "add", "--from", "2026-07-01", "--hours", "40", "--zone", "Asia/Tokyo", "--day-start", "04:00");
        var byContracts = Week(_daybook);
        byContracts.ShouldNotBe(utc);
        using var configured = new ADaybook();
        configured.Configure("""{ "Zones": [{ "Zone": "Europe/Berlin" }, { "From": "2026-07-01", "Zone": "Asia/Tokyo" }], "DayStarts": [{ "At": "00:00" }, { "From": "2026-07-01", "At": "04:00" }] }""");
        configured.Do("import", configured.Write("entries.json", Entries));
        byContracts.ShouldBe(Week(configured));
        _daybook.Worked().ShouldBe(configured.Worked());
        _daybook.Do("check");
        _daybook.Do("contract", "drop", "last");
        _daybook.Do("contract", "drop", "last");
        Week(_daybook).ShouldBe(utc);
    }

    [Fact]
    public void The_configuration_says_more_than_a_contract()
    {
        _daybook.Configure("""{ "Zones": [{ "Zone": "Europe/Berlin" }] }""");
        var before = Week(_daybook);
        _daybook.Do("contract", "add", "--from", "2026-01-01", "--hours", "40", "--zone", "Asia/Tokyo");
        Week(_daybook).ShouldBe(before);
    }

    [Fact]
    public void A_contract_that_came_while_nobody_derived_is_noticed_by_the_next_report()
    {
        var utc = Week(_daybook);
        using (var ledger = Ledger.OpenForWriting(_daybook.LedgerPath, "a test", 0))
        {
            var run = ledger.Runs.Begin("import", "test", 0);
            var json = """{"weeks_us":[[0,0,0,0,0,0,0]],"zone":"Asia/Tokyo","said":{}}""";
            using var intake = ledger.TakeIn(run, ledger.Sources.Ensure("daybook", "daybook", "me"), "daybook-entries", "c.json", new HeartbeatNames());
            intake.Add(new AccountFact(AccountFact.Contract, "c", null, new LocalDate(2026, 1, 1), json, new Place(1, 1, 1)));
            intake.Complete(new FileEnd(1, ContentHash.Of(Encoding.UTF8.GetBytes(json)), null, true), null);
        }
        Week(_daybook).ShouldNotBe(utc);
    }

    [Fact]
    public void Undoing_a_contract_cuts_days_as_before()
    {
        var utc = Week(_daybook);
        _daybook.Do("contract", "add", "--from", "2026-01-01", "--hours", "40", "--zone", "Asia/Tokyo");
        Week(_daybook).ShouldNotBe(utc);
        _daybook.Do("import", "undo", "2");
        Week(_daybook).ShouldBe(utc);
    }

    [Fact]
    public void Times_typed_by_hand_are_of_the_contracts_zone()
    {
        _daybook.Do("contract", "add", "--from", "2026-01-01", "--hours", "40", "--zone", "Asia/Tokyo");
        _daybook.Do("add", "2026-07-06", "00:30-01:30", "--project", "night");
        _daybook.Total("day", "2026-07-06").ShouldBe(Micros.PerHour);
    }

    /// <summary>How the days of the week are cut, and what was worked on them; a contract says more of a week than that.</summary>
    private static string Week(ADaybook daybook)
    {
        var report = daybook.Json("report", "week", "2026-W27", "--json");
        return $"{report.GetProperty("zone")} {string.Join(", ", ADaybook.Rows(report, "days").Select(d => $"{d.Name} {d.Micros} {(d.Row.TryGetProperty("first", out var first) ? first : default)} {d.Row.GetProperty("length")}"))}";
    }
}
