using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;
using Microsoft.Data.Sqlite;

namespace Daybook.Tests.Worker;

/// <summary>Clients, rates and budgets in every report that has them, over heartbeats, totals, and entries of sources that overlap one another.</summary>
public sealed class MoneyCommandTests : IDisposable
{
    private const string Money = """
        { "Zones": [{ "Zone": "Europe/Berlin" }], "Money": { "Currency": "EUR", "Clients": [{ "Client": "Port authority", "Projects": ["harbour-api"] }, { "Client": "Tideline", "Projects": ["tideline"] }],
          "Rates": [{ "Hour": 60 }, { "Client": "Port authority", "Hour": 80.50 }, { "Project": "tideline", "Hour": 95, "Currency": "CHF" }, { "Project": "moss", "Billable": false }],
          "Budgets": [{ "Project": "harbour-api", "Hours": 30, "Each": "month" }, { "Client": "Tideline", "Amount": 25000, "Currency": "CHF" }] } }
        """;

    private static readonly string[] Files =
        ["demo", "timetracker/all-data.json", "timetracker/entries.csv", "timetracker/projects.json", "worktime/second-schema.db", "claude-tracker/sessions.db", "toggl/detailed.csv", "harvest/detailed.csv", "clockify/projects-list.json"];

    private readonly ADaybook _daybook = new() { Now = "2026-11-21T08:00:00Z" };

    public static TheoryData<string> Periods => ["2026-08", "2026-W35", "2026-08-26", "2026-W43", "2026-10", "2026-03", "2026"];

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_name_that_no_time_is_of_is_said()
    {
        _daybook.Configure("""{ "Zones": [{ "Zone": "Europe/Berlin" }], "Money": { "Currency": "EUR", "Rates": [{ "Project": "harbur-api", "Hour": 80 }, { "Project": "tideline", "Hour": 90 }], "Budgets": [{ "Client": "Nobody", "Hours": 3 }] } }""");
        _daybook.Do("import", Path.Combine(Repository.Root, "samples", "demo"));
        _daybook.Do("report", "billing", "2026-08").ShouldContain("No time is of these, which the settings name: Nobody, harbur-api.");
    }

    /// <summary>On days that only totals tell of as well: Harvest's rows have a date and no hours.</summary>
    [Theory, MemberData(nameof(Periods))]
    public void A_clients_report_is_its_row_in_the_reports_of_the_period(string period)
    {
        Import();
        var billing = Page("billing", period);
        var clients = Clients(billing);
        clients.ShouldNotBeEmpty();
        Clients(Page(Kind(period), period)).ShouldBe(clients);
        foreach (var (client, micros) in clients) Exact(Page("client", client, period).GetProperty("total")).ShouldBe(micros, client);
        clients.Values.Sum().ShouldBeLessThanOrEqualTo(Exact(billing.GetProperty("total")));
        if (period is "2026-10" or "2026") _daybook.Number("select count(*) from day_part join day using (person_id, date) where kind = 11 and basis = 2 and day_part.worked_us > 0").ShouldBeGreaterThan(0);
    }

    [Theory, MemberData(nameof(Periods))]
    public void What_is_billable_and_what_is_not_is_all_time_and_lines_are_hours_times_rate(string period)
    {
        Import();
        var page = Page("billing", period);
        var facts = page.GetProperty("sections").GetProperty("billable").GetProperty("facts");
        (Exact(facts.GetProperty("billable")) + Exact(facts.GetProperty("not_billable"))).ShouldBe(Exact(page.GetProperty("total")));
        var table = page.GetProperty("sections").GetProperty("billing");
        var sum = table.GetProperty("sum");
        Exact(sum.GetProperty("time")).ShouldBe(Exact(facts.GetProperty("billable")));
        foreach (var column in (string[])["time", "amount_eur", "amount_chf"])
            if (sum.TryGetProperty(column, out var total)) table.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty(column)).Where(c => c.TryGetProperty("exact", out _)).Sum(Exact).ShouldBe(Exact(total), column);
        foreach (var row in table.GetProperty("rows").EnumerateArray())
        {
            var (rate, currency) = row.GetProperty("rate").GetProperty("text").GetString()!.Split(' ') is [var number, var code] ? (decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), code) : (0, "");
            if (currency.Length == 0) continue;
            Exact(row.GetProperty($"amount_{currency.ToLowerInvariant()}")).ShouldBe((long)(Math.Round(Amounts.Hours(Exact(row.GetProperty("time"))) / 1_000_000m * rate, 2, MidpointRounding.AwayFromZero) * 10_000));
        }
        // A project's own report has its lines alone.
        foreach (var group in table.GetProperty("rows").EnumerateArray().GroupBy(r => r.GetProperty("project").GetString()!).Take(2))
            Exact(Page("project", group.Key, period).GetProperty("sections").GetProperty("billing").GetProperty("sum").GetProperty("time")).ShouldBe(group.Sum(r => Exact(r.GetProperty("time"))), group.Key);
    }

    [Fact]
    public void A_source_that_says_what_a_project_is_sold_for_is_enough()
    {
        _daybook.Configure("""{ "Zones": [{ "Zone": "UTC" }], "Money": { "Currency": "EUR" } }""");
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "samples/timetracker/projects.json")))!;
        var project = file["projects"]![0]!.DeepClone();
        (project["client"], project["client_id"], project["hourly_rate"]) = (null, null, 90);
        file["projects"] = new JsonArray(project);
        _daybook.Do("import", _daybook.Write("projects.json", file.ToJsonString()));
        _daybook.Do("add", "2026-11-02", "2:00", "--project", "Lantern");
        var page = Page("billing", "2026-11");
        Exact(page.GetProperty("sections").GetProperty("billable").GetProperty("facts").GetProperty("amount_eur")).ShouldBe(1_800_000);
    }

    [Fact]
    public void Where_nobody_says_anything_of_money_no_report_does()
    {
        Import("{}", "demo");
        foreach (var report in (string[])["week", "billing"])
            foreach (var section in (string[])["clients", "billable", "billing", "unbilled", "budgets", "burn-down"]) Page(report, "2026-W35").GetProperty("sections").TryGetProperty(section, out _).ShouldBeFalse($"{report} {section}");
        _daybook.Run("invoice", "Acme", "2026-08").Error.ShouldContain("the ledger knows of no clients: time entries name them, and the projects that a source lists.");
    }

    [Fact]
    public void A_share_of_a_month_that_ends_within_a_week_is_told_by_that_week_and_by_no_other()
    {
        _daybook.Configure("""{ "Zones": [{ "Zone": "UTC" }], "Money": { "Budgets": [{ "Project": "api", "Hours": 10, "Each": "month" }] } }""");
        foreach (var row in (string[])["2026-08-20 7:00", "2026-08-31 1:30", "2026-09-02 1:00", "2026-09-09 8:00"]) _daybook.Do(["add", .. row.Split(' '), "--project", "api"]);
        _daybook.Do("report", "week", "2026-W35").ShouldNotContain("% reached");
        var week = _daybook.Do("report", "week", "2026-W36");
        week.ShouldContain("80 % reached on Mon 31 Aug");
        week.ShouldContain("1:00"); // and September as it stands
        _daybook.Do("report", "week", "2026-W37").ShouldContain("90 % used; 80 % reached on Wed 9 Sep");
        _daybook.Do("report", "month", "2026-08").Split("% reached").Length.ShouldBe(2);
        _daybook.Do("report", "month", "2026-09").ShouldNotContain("31 Aug");
    }

    [Fact]
    public void Check_finds_an_entry_of_whom_nothing_is_known()
    {
        Import();
        _daybook.Do("check").ShouldContain("holds  time entries are known by whom they were of\n");
        _daybook.Damage("delete from engagement where id = (select min(id) from engagement where client_id <> 0)");
        var (code, output, _) = _daybook.Run("check");
        code.ShouldBe(ExitCode.InputOutput);
        output.Split('\n').ShouldContain("FAILS  time entries are known by whom they were of");
    }

    [Fact]
    public void Check_finds_a_day_of_which_clients_have_more_than_there_is()
    {
        Import();
        _daybook.Damage("update day_part set worked_us = worked_us + 100000000000 where kind = 11 and date in (select date from day where basis = 3)");
        _daybook.Run("check").Output.Split('\n').ShouldContain("FAILS  parts of a day sum to the day");
    }

    /// <summary>What a ledger of before knew of clients stood in its entries.</summary>
    [Fact]
    public void A_ledger_of_the_schema_before_gives_the_same_once_it_is_migrated()
    {
        Import();
        using var old = new ADaybook { Now = _daybook.Now };
        old.Configure(Money);
        foreach (var path in Files) old.Run("import", Path.Combine(Repository.Root, "samples", path), "--zone", "Europe/Berlin");
        MakeOld(old.LedgerPath);
        old.Do("run");
        old.Number("pragma user_version").ShouldBe(Migrations.Latest);
        old.Number("select count(*) from engagement").ShouldBe(_daybook.Number("select count(*) from engagement"));
        foreach (var period in (string[])["2026-08", "2026-10", "2026-W43"])
            foreach (var format in (string[])["text", "json"]) old.Do("report", "billing", period, "--format", format).ShouldBe(_daybook.Do("report", "billing", period, "--format", format));
        old.Do("check");
    }

    /// <summary>As the first eight steps made it: the same facts, no engagements, and days that know of none.</summary>
    private static void MakeOld(string path)
    {
        File.Move(path, $"{path}.new");
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Migrations.Apply(connection, [.. Migrations.Shipped.Take(8)], 0, null);
        connection.Execute("pragma foreign_keys = off");
        connection.Execute($"attach '{path}.new' as later");
        foreach (var table in Tables(connection, "main").Except(["migration"]))
        {
            connection.Execute($"delete from main.{table}");
            // Later steps have added columns behind these.
            var columns = string.Join(", ", Names(connection, $"select name from pragma_table_info('{table}', 'main')"));
            connection.Execute($"insert into main.{table} ({columns}) select {columns} from later.{table}{(table == "day_part" ? " where kind <> 11" : "")}");
        }
        // By other rules, which knew of no engagements.
        connection.Execute("update derived_with set settings = replace(settings, 'rules 4', 'rules 3')");
    }

    private static List<string> Tables(SqliteConnection connection, string schema) => Names(connection, $"select name from {schema}.sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name");

    private static List<string> Names(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read()) names.Add(reader.GetString(0));
        return names;
    }

    private void Import(string settings = Money, params string[] files)
    {
        _daybook.Configure(settings);
        foreach (var path in files.Length == 0 ? Files : files) _daybook.Run("import", Path.Combine(Repository.Root, "samples", path), "--zone", "Europe/Berlin");
    }

    private JsonElement Page(string report, params string[] about) => _daybook.Json(["report", report, .. about, "--json"]);

    private static string Kind(string period) => period switch { { Length: 4 } => "year", { Length: 7 } => "month", { Length: 8 } => "week", _ => "day" };

    private static Dictionary<string, long> Clients(JsonElement page) => ADaybook.Rows(page, "clients").Where(r => r.Name.Length > 0 && r.Row.GetProperty("name").GetString() != "unattributed").ToDictionary(r => r.Name, r => r.Micros);

    private static long Exact(JsonElement figure) => figure.GetProperty("exact").GetInt64();
}
