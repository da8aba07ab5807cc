using System.Text.Json;
using Daybook.Model;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Reports that are worked out from the facts, held against what the derived days say.</summary>
public sealed class MoreReportsCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new() { Now = "2026-11-21T08:00:00Z" };

    // Heartbeats, totals, and entries of three sources that overlap one another.
    public MoreReportsCommandTests()
    {
        foreach (var path in (string[])["demo", "timetracker/all-data.json", "timetracker/entries.csv", "timetracker/projects.json", "worktime/second-schema.db", "claude-tracker/sessions.db", "toggl/detailed.csv"])
            _daybook.Run("import", Path.Combine(Repository.Root, "samples", path), "--zone", "Europe/Berlin");
    }

    public static TheoryData<string> Periods => ["2026-08", "2026-W35", "2026-08-26", "2026-W43", "2026-10", "2026-03", "2026-W09", "2026"];

    public void Dispose() => _daybook.Dispose();

    [Theory, MemberData(nameof(Periods))]
    public void What_is_worked_out_again_sums_to_what_was_derived(string period)
    {
        var page = Page(Kind(period), period);
        var derived = Rows(page, "projects");
        var crossed = Page("projects", period);
        Exact(crossed.GetProperty("total")).ShouldBe(Exact(page.GetProperty("total")));
        var rows = crossed.GetProperty("sections").GetProperty("projects").GetProperty("rows").EnumerateArray().Where(r => r.GetProperty("name").GetString()!.Length > 0)
            .GroupBy(r => r.GetProperty("project").GetString()!).ToDictionary(g => g.Key, g => g.Sum(r => Exact(r.GetProperty("worked"))));
        rows.ShouldBe(derived, ignoreOrder: true);

        foreach (var (project, micros) in derived.Where(d => d.Value > 0))
        {
            var one = Page("project", project, period);
            Exact(one.GetProperty("total")).ShouldBe(micros, project);
            foreach (var section in (string[])["languages", "branches", "files"])
                if (one.GetProperty("sections").TryGetProperty(section, out _)) Rows(one, section, withUnnamed: true).Values.Sum().ShouldBe(micros, $"{project} {section}");
        }
    }

    /// <summary>Every instant is of one client at most: those of entries, those of projects, and none.</summary>
    [Theory]
    [InlineData("2026-10")]
    [InlineData("2026")]
    public void Clients_share_no_time(string period)
    {
        var all = Exact(Page(Kind(period), period).GetProperty("total"));
        var clients = Error("client", "x", period).Split('\'').Where((_, i) => i % 2 == 1).Skip(1).ToList();
        clients.ShouldNotBeEmpty();
        var sum = clients.Sum(c => Exact(Page("client", c, period).GetProperty("total")));
        sum.ShouldBeInRange(1, all);
    }

    [Fact]
    public void The_comparison_with_the_period_before_is_that_periods_own_report()
    {
        var before = Exact(Page("project", "harbour-api", "2026-W34").GetProperty("total"));
        var now = Page("project", "harbour-api", "2026-W35");
        Exact(now.GetProperty("sections").GetProperty("comparisons").GetProperty("facts").GetProperty("previous")).ShouldBe(Exact(now.GetProperty("total")) - before);
    }

    [Fact]
    public void A_name_that_nothing_is_of_is_answered_with_the_nearest()
    {
        Error("project", "harbor-api").ShouldContain("'harbor-api'. The nearest names are 'harbour-api'");
        Error("client", "nobody").ShouldContain("client 'nobody'");
        _daybook.Run("report", "project").Error.ShouldContain("daybook report project NAME");
    }

    [Theory]
    [InlineData("compare", "2026-W34", "2026-W35", "2026-W34 and 2026-W35")]
    [InlineData("compare", "2026-08", "2026-W35", "2026-08 and 2026-W35")]
    public void Two_periods_of_any_kind_are_compared(string report, string one, string other, string name)
    {
        var page = _daybook.Json("report", report, one, other, "--json");
        page.GetProperty("period").GetString().ShouldBe(name);
        Exact(page.GetProperty("total")).ShouldBe(Total(other) - Total(one));
    }

    [Fact]
    public void One_period_is_compared_with_the_one_before() => _daybook.Json("report", "compare", "2026-W35", "--json").GetProperty("period").GetString().ShouldBe("2026-W34 and 2026-W35");

    [Fact]
    public void Reviews_and_tokens_are_those_of_their_sources()
    {
        var reviews = Page("review", "2026-10");
        Exact(reviews.GetProperty("total")).ShouldBe(1650 * Micros.PerSecond);
        Exact(reviews.GetProperty("sections").GetProperty("sessions").GetProperty("facts").GetProperty("activities")).ShouldBe(2);
        var sum = Page("tokens", "2026-W43").GetProperty("sections").GetProperty("days").GetProperty("sum");
        new[] { "input", "output", "written", "read" }.Select(c => Exact(sum.GetProperty(c))).ShouldBe([101, 2002, 300, 40_000]);
    }

    [Fact]
    public void The_quality_of_a_period_names_what_settles_it()
    {
        var text = _daybook.Do("report", "quality", "2026-W43");
        text.ShouldContain("daybook status 2026-W43");
        text.ShouldContain("daybook quarantine list");
        text.ShouldContain("daybook overlaps 2026-W43");
    }

    [Fact]
    public void Projects_that_no_rule_takes_are_asked_about_where_time_is_allocated()
    {
        _daybook.Configure("""{ "Allocation": { "WorkDay": { "From": "09:00", "To": "17:00" }, "Rules": [ { "Project": "moss", "To": "1" } ] } }""");
        _daybook.Do("report", "week", "2026-W35").ShouldContain("daybook projects 2026-W35");
        _daybook.Do("report", "quality", "2026-W35").ShouldContain("harbour-api");
    }

    [Fact]
    public void The_account_is_the_one_that_account_prints()
    {
        _daybook.Do("contract", "add", "--from", "2026-08-01", "--hours", "38:30");
        foreach (var format in (string[])["text", "json", "csv"])
            _daybook.Do("report", "account", "2026-08", "--format", format).ShouldBe(_daybook.Do("account", "2026-08", "--format", format));
    }

    private JsonElement Page(string report, params string[] about) => _daybook.Json(["report", report, .. about, "--json"]);

    private long Total(string period) => Exact(Page(Kind(period), period).GetProperty("total"));

    private string Error(params string[] about) => _daybook.Run(["report", .. about]) is var (code, output, error) && code != ExitCode.Done && output.Length == 0 ? error : throw new InvalidOperationException("it was known");

    private static string Kind(string period) => period switch { { Length: 4 } => "year", { Length: 7 } => "month", { Length: 8 } => "week", _ => "day" };

    private static Dictionary<string, long> Rows(JsonElement page, string section, bool withUnnamed = false) => page.GetProperty("sections").GetProperty(section).GetProperty("rows").EnumerateArray()
        .Where(r => withUnnamed || r.GetProperty("name").GetString()!.Length > 0).Select(r => (Name: r.GetProperty("name").GetString()!, Micros: Exact(r.GetProperty("worked")))).ToDictionary(r => r.Name, r => r.Micros);

    private static long Exact(JsonElement figure) => figure.GetProperty("exact").GetInt64();
}
