using System.Text;
using Daybook.Model;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Redacting;

/// <summary>What the settings redact stands in no byte that the program writes or says, and no sum is another for it.</summary>
public sealed class RedactTests : IDisposable
{
    private const string Canary = "canary-7c1f";
    private const string Key = "DAYBOOK_SECRET_REDACT";

    private const string Toggl = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)\n";

    private readonly ADaybook _daybook = new();

    public RedactTests() => _daybook.Environment[Key] = "a-long-enough-key";

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("entity", "drop")]
    [InlineData("entity", "hash")]
    [InlineData("entity", "shorten")] // the canary is a folder
    [InlineData("branch", "drop")]
    [InlineData("branch", "hash")]
    [InlineData("project", "drop")]
    [InlineData("project", "hash")]
    public void A_canary_in_a_heartbeat_is_in_no_byte(string field, string how)
    {
        Redact($$"""{ "Field": "{{field}}", "Do": "{{how}}" }""");
        var value = field == "entity" ? $"/home/{Canary}/a.cs" : Canary;
        var bad = $"{{\"time\": \"{Canary}\", \"{field}\": \"{value}\"}}";
        var text = new AnAccount("UTC").Export(Beats()).Replace("\"heartbeats\": [", $"\"heartbeats\": [{bad},", StringComparison.Ordinal);
        text = field switch
        {
            "entity" => text.Replace("/src/a.cs", value, StringComparison.Ordinal),
            "project" => text.Replace("atlas", value, StringComparison.Ordinal),
            _ => text.Replace("\"main\"", $"\"{value}\"", StringComparison.Ordinal),
        };
        text = text.Replace("\"is_write\"", $"\"nobody_knows\": \"{Canary}\", \"is_write\"", StringComparison.Ordinal);
        Imported("a.json", text).Code.ShouldBe(ExitCode.PartlyDone);
        _daybook.Number("select count(*) from heartbeat").ShouldBe(6);
        _daybook.Number("select count(*) from quarantine").ShouldBe(1);
        NoCanary();
    }

    [Theory]
    [InlineData("note", "drop")]
    [InlineData("note", "hash")]
    [InlineData("project", "drop")]
    [InlineData("project", "hash")]
    public void A_canary_in_an_entry_is_in_no_byte(string field, string how)
    {
        Redact($$"""{ "Field": "{{field}}", "Do": "{{how}}" }""");
        var (project, note) = field == "note" ? ("atlas", Canary) : (Canary, "lunch");
        var rows = $"ada,ada@example.org,,{project},,{note},No,2026-03-02,09:00:00,2026-03-02,10:00:00,01:00:00,,\n";
        Imported("a.csv", Toggl + rows + rows.Replace("09:00:00", Canary, StringComparison.Ordinal)).Code.ShouldBe(ExitCode.PartlyDone);
        _daybook.Number("select count(*) from time_entry").ShouldBe(1);
        NoCanary();
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("hash")]
    public void A_canary_in_a_days_total_is_in_no_byte(string how)
    {
        Redact($$"""{ "Field": "project", "Do": "{{how}}" }, { "Field": "entity", "Do": "{{how}}" }, { "Field": "branch", "Do": "{{how}}" }""");
        var text = File.ReadAllText(Path.Combine(Repository.Root, "samples/demo/2026-03-01-daily-totals.json"));
        var name = System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("days").EnumerateArray().SelectMany(d => d.GetProperty("projects").EnumerateArray()).First().GetProperty("name").GetString()!;
        text.ShouldContain($"\"{name}\"");
        Imported("t.json", text.Replace($"\"{name}\"", $"\"{Canary}\"", StringComparison.Ordinal));
        _daybook.Number("select count(*) from day_total").ShouldBeGreaterThan(0);
        NoCanary();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Sums_by_project_and_day_stay_and_neither_order_nor_number_of_imports_matters(int seed)
    {
        var random = new Random(seed);
        var beats = AnAccount.Random(random, bursts: 30);
        string[] files = [new AnAccount().Export(beats.Take(beats.Count * 2 / 3)), new AnAccount().Export(beats.Skip(beats.Count / 3), "2026-03-26", "2026-04-15")];
        using var plain = new ADaybook();
        plain.Configure(Settings(""));
        foreach (var (file, i) in files.Select((f, i) => (f, i))) plain.Do("import", plain.Write($"{i}.json", file));
        const string Rules = """{ "Field": "entity", "Do": "hash" }, { "Field": "branch", "Do": "drop", "From": "2026-03-30" }, { "Field": "entity", "Do": "drop", "From": "2026-03-29" }, { "Field": "entity", "Do": "shorten", "From": "2026-04-01" }""";
        Redact(Rules);
        foreach (var (file, i) in files.Select((f, i) => (f, i))) Imported($"{i}.json", file);
        const string Sums = "select date || ' ' || text || ' ' || day_part.worked_us from day_part join name on name.id = day_part.id where kind = 1 order by date, text";
        _daybook.Texts(Sums).ShouldBe(plain.Texts(Sums));
        var dump = _daybook.Dump();
        Imported("0.json", files[0]).Output.ShouldContain("0 new");
        _daybook.Dump().ShouldBe(dump);
        using var other = new ADaybook();
        other.Environment[Key] = "a-long-enough-key";
        other.Configure(Settings(Rules));
        foreach (var (file, i) in files.Select((f, i) => (f, i)).Reverse()) other.Do("import", other.Write($"{i}.json", file));
        other.Dump().ShouldBe(dump);
        other.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void Equal_stays_equal_another_key_makes_others_and_rules_hold_from_their_day_on()
    {
        Redact("""{ "Field": "entity", "Do": "hash" }, { "Field": "entity", "Do": "keep", "From": "2026-03-03" }, { "Source": "work", "Field": "entity", "Do": "drop" }""");
        var text = new AnAccount("UTC").Export([.. Beats(), .. AnAccount.Beats(Moment.Utc("2026-03-03 09:00"), 0)]);
        Imported("a.json", text);
        const string Entities = "select distinct text from name join subject on entity_id = name.id where entity_id <> 0 order by text";
        var names = _daybook.Texts(Entities);
        (names.Count, names[0], names[1].Length).ShouldBe((2, "/src/a.cs", 16));
        _daybook.Do("import", "--as", "work", _daybook.Write("b.json", text.Replace("account-1", "account-2", StringComparison.Ordinal)));
        _daybook.Texts(Entities).ShouldBe(names); // the closest rule drops them
        _daybook.Environment[Key] = "quite-another-key";
        _daybook.Do("import", "--as", "third", _daybook.Write("c.json", text.Replace("account-1", "account-3", StringComparison.Ordinal)));
        _daybook.Texts(Entities).Count.ShouldBe(3);
    }

    [Fact]
    public void An_entry_that_was_taken_in_before_the_rule_is_not_taken_in_twice()
    {
        var text = Toggl + "ada,ada@example.org,,atlas,,dear diary,No,2026-03-02,09:00:00,2026-03-02,10:00:00,01:00:00,,\n";
        _daybook.Configure("""{ "Zones": [{ "Zone": "UTC" }] }""");
        Imported("a.csv", text);
        Redact("""{ "Field": "note", "Do": "drop" }""");
        Imported("a.csv", text + "ada,ada@example.org,,atlas,,more,No,2026-03-02,10:00:00,2026-03-02,11:00:00,01:00:00,,\n").Output.ShouldContain("1 new, 1 same");
        _daybook.Worked().ShouldBe(2 * Micros.PerHour);
        _daybook.Do("add", "2026-03-03", "09:00-10:00", "--note", "my own words");
        _daybook.Texts("select note from time_entry where note is not null order by note").ShouldBe(["dear diary", "my own words"]);
    }

    [Theory]
    [InlineData("""{ "Field": "entities", "Do": "drop" }""", "'entities' is nothing that is redacted")]
    [InlineData("""{ "Field": "entity", "Do": "burn" }""", "'burn' is nothing to do")]
    [InlineData("""{ "Field": "entity", "Do": "drop", "Parts": 2 }""", "Parts stands in a rule that does not shorten")]
    [InlineData("""{ "Field": "entity", "Do": "shorten", "Parts": 0 }""", "Parts is 0")]
    [InlineData("""{ "Field": "entity", "Do": "drop", "From": "soon" }""", "'soon' is not a date")]
    [InlineData("""{ "Field": "entity", "Do": "hash" }""", "a rule hashes, and nobody has said its key")]
    public void What_cannot_be_done_is_refused_before_anything_is_written(string rule, string said)
    {
        _daybook.Environment.Clear();
        Redact(rule);
        var (code, _, error) = _daybook.Run("import", _daybook.Write("a.json", new AnAccount("UTC").Export(Beats())));
        code.ShouldBe(ExitCode.Configuration, error);
        error.ShouldContain(said);
        if (File.Exists(_daybook.LedgerPath)) _daybook.Number("select count(*) from heartbeat").ShouldBe(0);
    }

    private static IEnumerable<ABeat> Beats() => AnAccount.Beats(Moment.Utc("2026-03-02 09:00"), 0, 5, 10, 15, 20, 25);

    private static string Settings(string rules) => $"{{ \"Zones\": [{{ \"Zone\": \"UTC\" }}], \"Redact\": {{ \"Rules\": [{rules}] }} }}";

    private void Redact(string rules) => _daybook.Configure(Settings(rules));

    private (ExitCode Code, string Output, string Error) Imported(string name, string text)
    {
        var told = _daybook.Run("import", "--verbose", _daybook.Write(name, text));
        told.Output.ShouldNotContain(Canary);
        told.Error.ShouldNotContain(Canary);
        File.Delete(_daybook.File(name));
        return told;
    }

    /// <summary>In any file of the folder: the ledger, its journal, a backup, the quarantine as it is handed out.</summary>
    private void NoCanary()
    {
        _daybook.Do("backup", "--out", _daybook.File("copy.db"));
        _daybook.Do("quarantine", "export", "--out", _daybook.File("bad"));
        foreach (var path in Directory.EnumerateFiles(_daybook.File("."), "*", SearchOption.AllDirectories))
            File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)).ShouldBe(-1, path);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }
}
