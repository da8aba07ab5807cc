using System.Globalization;
using System.Text.Json;
using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>
/// The samples that come with the program, against what their generator says they add up to; it has a rule of its own,
/// so the program is not tested against itself.
/// </summary>
public sealed class DemoTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples", "demo");
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText($"{Samples}.expected.json")).RootElement;
    private static readonly string[] Months = [.. Enumerable.Range(1, 8).Select(m => $"2026-{m:00}")];

    [Fact]
    public void Every_day_and_the_whole_are_as_the_generator_says()
    {
        using var daybook = new ADaybook();
        daybook.Do("import", Samples);
        var counted = Months
            .SelectMany(month => ADaybook.Rows(daybook.Json("report", "month", month, "--format", "json"), "days")).Where(day => day.Micros != 0)
            .Select(day => $"{day.Name} {day.Micros}");
        var heartbeats = Expected.GetProperty("heartbeats");
        var totals = Expected.GetProperty("day_totals");

        Same(totals.GetProperty("days").EnumerateObject().Concat(heartbeats.GetProperty("days").EnumerateObject())
            .Where(day => day.Value.GetInt64() != 0).Select(day => $"{day.Name} {day.Value.GetInt64()}"), counted);
        daybook.Total("year", "2026").ShouldBe(totals.GetProperty("micros").GetInt64() + heartbeats.GetProperty("micros").GetInt64());
        daybook.Number("select count(*) from heartbeat").ShouldBe(heartbeats.GetProperty("distinct").GetInt64());
    }

    [Fact]
    public void Every_week_is_divided_as_the_generator_says()
    {
        using var daybook = new ADaybook();
        daybook.Do("import", Samples);
        foreach (var week in Expected.GetProperty("heartbeats").GetProperty("weeks").EnumerateObject())
        {
            var report = daybook.Json("report", "week", week.Name, "--format", "json");
            Micros(report.GetProperty("total")).ShouldBe(week.Value.GetProperty("micros").GetInt64(), week.Name);
            foreach (var (list, dimension) in ((string, string)[])[("projects", "project"), ("languages", "language"), ("categories", "category")])
                Same(week.Value.GetProperty(list).EnumerateObject()
                        .GroupBy(name => Shown(dimension, name.Name), name => name.Value.GetInt64()).Select(name => $"{week.Name} {dimension} {name.Key}: {name.Sum()}"),
                    Parts(report, dimension).Select(part => $"{week.Name} {dimension} {part.Name}: {part.Micros}"));
        }
    }

    [Fact]
    public void Lists_of_day_totals_that_stray_from_the_day_leave_the_rest_unattributed()
    {
        using var daybook = new ADaybook();
        daybook.Do("import", Samples);
        foreach (var day in Expected.GetProperty("day_totals").GetProperty("stray").EnumerateObject())
            foreach (var list in day.Value.EnumerateObject())
                Parts(daybook.Json("report", "day", day.Name, "--format", "json"), list.Name[..^1])
                    .Single(part => part.Name.Length == 0).Micros.ShouldBe(-list.Value.GetInt64(), $"{day.Name} {list.Name}");
    }

    [Fact]
    public void The_samples_twice_add_nothing()
    {
        using var daybook = new ADaybook();
        daybook.Do("import", Samples);
        var once = daybook.Dump();
        daybook.Do("import", Samples).ShouldEndWith(" changed, 0 rejected\n");
        LedgerDump.Difference(once, daybook.Dump()).ShouldBeEmpty();
        daybook.Do("import", Samples).Split('\n')[^2].ShouldStartWith("0 new, ");
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Any_order_of_the_samples_gives_the_same_ledger(int seed)
    {
        using var inOrder = new ADaybook();
        inOrder.Do("import", Samples);
        var files = Directory.GetFiles(Samples);
        new Random(seed).Shuffle(files);
        using var shuffled = new ADaybook();
        foreach (var file in files) shuffled.Do("import", file);

        LedgerDump.Difference(inOrder.Dump(), shuffled.Dump()).ShouldBeEmpty(string.Join(", ", files.Select(Path.GetFileName)));
    }

    [Fact]
    public void The_demo_prints_its_digest_and_what_to_try_next()
    {
        using var daybook = new ADaybook();
        var output = daybook.Do("demo", "--out", daybook.File("demo"));
        var again = daybook.Do("demo", "--out", daybook.File("demo"));

        again.ShouldBe(output);
        output.ShouldContain("Try next:\n  daybook report month 2026-08");
        output.ShouldContain("0 changed, 0 rejected\n");
        Directory.GetFiles(daybook.File("demo")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(
            ["daybook-2026-W35.eml", "daybook-2026-W35.html", "daybook-2026-W35.txt", "ledger.db", "ledger.db-journal", "ledger.db.lock"]);
        output.ShouldContain(File.ReadAllText(daybook.File("demo/daybook-2026-W35.txt")).Split('\n')[0]);
        File.Exists(daybook.LedgerPath).ShouldBeFalse("the demo has a ledger of its own");
    }

    [Fact]
    public void The_demo_is_quiet_when_told_to_be()
    {
        using var daybook = new ADaybook();
        daybook.Run("demo", "--quiet", "--out", daybook.File("demo")).ShouldBe((ExitCode.Done, "", ""));
    }

    /// <summary>The names of a dimension with what is unattributed under the empty name, as the generator has it.</summary>
    private static IEnumerable<(string Name, long Micros)> Parts(JsonElement report, string dimension)
    {
        var section = dimension switch { "operating_system" => "operating-systems", "categorie" or "category" => "categories", _ => $"{dimension}s" };
        return ADaybook.Rows(report, section).Select(r => (r.Name, r.Micros)).Where(p => p.Micros != 0);
    }

    /// <summary>As a report shows what heartbeats say; where they say nothing, with WakaTime's own word for it.</summary>
    private static string Shown(string dimension, string name) => (dimension, name) switch
    {
        ("project", "") => "Unknown Project",
        ("language", "") => "Other",
        ("category", "") => "Coding",
        ("category", "ai coding") => "AI Coding",
        ("category", _) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name),
        _ => name,
    };

    private static long Micros(JsonElement length) => length.GetProperty("exact").GetInt64();

    private static void Same(IEnumerable<string> expected, IEnumerable<string> actual) =>
        LedgerDump.Difference(string.Join('\n', expected.Order()), string.Join('\n', actual.Order())).ShouldBeEmpty();
}
