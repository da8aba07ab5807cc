using System.Text.Json;
using Daybook.Rules;
using Daybook.Tests.Docs;
using Daybook.Tests.Support;
using static Daybook.Tests.Rules.LimitDays;

namespace Daybook.Tests.Rules;

/// <summary>The packs that come with the program, and what is wrong with files of one's own.</summary>
public sealed class LimitPacksTests
{
    private const string Head = """{ "code": "XX", "name": "Nowhere", "rules": [""";

    private const string Damage = "{}[]\",:-019nulZ \uD800";

    private static readonly string Folder = Path.Combine(Repository.Root, "pipeline/Rules/Limits");

    // The boundary of each law, and a minute beyond it.
    [Theory]
    [InlineData("DE", "2026-03-02 08:00-12:00 13:00-19:00", "")]
    [InlineData("DE", "2026-03-02 08:00-12:00 13:00-19:01", "2026-03-02 day 10:01:00 of 10:00:00, 2026-03-02 unbroken 6:01:00 of 6:00:00")]
    [InlineData("DE", "2026-03-02 08:00-12:00 12:30-17:31", "2026-03-02 break 0:30:00 of 0:45:00")]
    [InlineData("DE", "2026-03-02 08:00-21:00, 2026-03-03 08:00-09:00", "2026-03-02 day 13:00:00 of 10:00:00, 2026-03-02 break 0:00:00 of 0:45:00, 2026-03-02 unbroken 13:00:00 of 6:00:00")]
    [InlineData("DE", "2026-03-02 21:00-22:00, 2026-03-03 08:59-09:00", "2026-03-02 daily-rest 10:59:00 of 11:00:00")]
    [InlineData("AT", "2026-03-02 08:00-12:00 12:30-20:30", "")]
    [InlineData("AT", "2026-03-02 08:00-12:00 12:30-20:31", "2026-03-02 day 12:01:00 of 12:00:00")]
    [InlineData("AT", "2026-03-02 08:00-10:00 10:10-12:00 12:10-14:00 14:10-15:00", "")] // three of ten
    [InlineData("AT", "2026-03-02 08:00-10:00 10:09-12:00 12:10-14:00 14:10-15:00", "2026-03-02 break 0:20:00 of 0:30:00")]
    [InlineData("CH", "2026-03-02 08:00-13:30", "")]
    [InlineData("CH", "2026-03-02 08:00-13:31", "2026-03-02 break 0:00:00 of 0:15:00")]
    [InlineData("CH", "2026-03-02 08:00-10:00 10:15-13:00 13:15-16:00", "2026-03-02 break 0:00:00 of 0:30:00")] // half an hour is not split
    [InlineData("CH", "2026-03-02 08:00-12:00 12:30-14:00 14:30-18:30", "")] // an hour may be
    [InlineData("CH", "2026-03-02 08:00-12:00 12:30-14:00 14:29-18:30", "2026-03-02 break 0:59:00 of 1:00:00")]
    [InlineData("EU", "2026-03-02 08:00-14:00", "")]
    [InlineData("EU", "2026-03-02 08:00-14:01", "2026-03-02 break 0:00:00 of 0:01:00")]
    [InlineData("EU", "2026-03-02 08:00-09:00 20:00-21:30, 2026-03-03 08:00-09:00", "")] // rest by day
    [InlineData("EU", "2026-03-02 08:00-09:00 18:00-21:30, 2026-03-03 08:00-09:00", "2026-03-02 daily-rest 10:30:00 of 11:00:00")]
    public void A_pack_keeps_to_its_law(string code, string days, string found) =>
        Text(Limits.Find(AllLimitPacks.Named(code)!, Of(days), Berlin)).ShouldBe(found);

    [Theory]
    [InlineData("DE", "2026-W24 average-24 48:02:30 of 48:00:00", 24)]
    [InlineData("AT", "2026-W17 average-17 48:03:32 of 48:00:00", 17)]
    [InlineData("EU", "2026-W17 average-17 48:03:32 of 48:00:00", 17)]
    [InlineData("EU", "2026-W26 average-26 48:02:19 of 48:00:00", 26)]
    public void A_pack_averages_over_its_weeks(string code, string found, int weeks)
    {
        long[] hours = [.. Enumerable.Repeat(48L, weeks)];
        Averages(hours).ShouldNotContain(found.Split(' ')[1]);
        hours[^1]++;
        Averages(hours).ShouldContain(found);

        string Averages(long[] of) => Text(Limits.Find(AllLimitPacks.Named(code)!, Weeks(of), Berlin)).Replace("48:03:31.764706", "48:03:32", StringComparison.Ordinal).Replace("48:02:18.461539", "48:02:19", StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_is_that_of_the_files() =>
        Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => n != "limits.schema").ShouldBe(AllLimitPacks.Codes, ignoreOrder: true);

    [Fact]
    public void Each_code_is_that_of_its_file() => AllLimitPacks.InOrder.Select(p => p.Code).ShouldBe(AllLimitPacks.Codes);

    [Fact]
    public void Every_rule_cites_its_law() =>
        AllLimitPacks.InOrder.SelectMany(p => p.Rules).Where(r => !r.Law.Any(char.IsAsciiDigit) || r.Name.Length == 0).ShouldBeEmpty();

    [Theory]
    [InlineData("de", "DE")]
    [InlineData(" eu ", "EU")]
    [InlineData("FR", null)]
    [InlineData("", null)]
    public void A_pack_is_known_by_its_code_in_any_case(string code, string? found) => AllLimitPacks.Named(code)?.Code.ShouldBe(found);

    [Theory]
    [InlineData("""{ "id": "a", "kind": "month", "name": "a", "law": "a", "most": 1 }""", "'month' is no kind of rule")]
    [InlineData("""{ "id": " ", "kind": "day", "name": "a", "law": "a", "most": 1 }""", "the rule has no id")]
    [InlineData("""{ "id": "a", "kind": "day", "name": "a", "law": "", "most": 1 }""", "the rule has no law")]
    [InlineData("""{ "id": "first", "kind": "day", "name": "a", "law": "a", "most": 1 }""", "'first' stands there twice")]
    [InlineData("""{ "id": "a", "kind": "day", "name": "a", "law": "a" }""", "it does not say 'most'")]
    [InlineData("""{ "id": "a", "kind": "day", "name": "a", "law": "a", "most": 0 }""", "'0' cannot be 'most'")]
    [InlineData("""{ "id": "a", "kind": "day", "name": "a", "law": "a", "most": 1441 }""", "'1441' cannot be 'most'")]
    [InlineData("""{ "id": "a", "kind": "day", "name": "a", "law": "a", "most": 60, "least": 60 }""", "a rule of the kind 'day' has no 'least'")]
    [InlineData("""{ "id": "a", "kind": "average", "name": "a", "law": "a", "most": 60 }""", "it does not say 'weeks'")]
    [InlineData("""{ "id": "a", "kind": "average", "name": "a", "law": "a", "most": 60, "weeks": 53 }""", "'53' cannot be 'weeks'")]
    [InlineData("""{ "id": "a", "kind": "weekly-rest", "name": "a", "law": "a", "least": 60, "withinADay": true }""", "a rule of the kind 'weekly-rest' has no 'withinADay'")]
    [InlineData("""{ "id": "a", "kind": "unbroken", "name": "a", "law": "a", "most": 60 }""", "it does not say 'piece'")]
    [InlineData("""{ "id": "a", "kind": "break", "name": "a", "law": "a", "steps": [] }""", "it does not say after how much work")]
    [InlineData("""{ "id": "a", "kind": "break", "name": "a", "law": "a", "steps": [null] }""", "a step's minutes cannot be")]
    [InlineData("""{ "id": "a", "kind": "break", "name": "a", "law": "a", "steps": [{ "after": 60, "least": 10, "piece": 11 }] }""", "a step's minutes cannot be")]
    [InlineData("""{ "id": "a", "kind": "break", "name": "a", "law": "a", "steps": [{ "after": 60, "least": 10, "piece": 1 }, { "after": 60, "least": 20, "piece": 1 }] }""", "the steps do not rise")]
    [InlineData("null", "'null' is no rule")]
    public void One_bad_rule_refuses_the_file(string rule, string message)
    {
        var text = Head + "\n" + """{ "id": "first", "kind": "week", "name": "a", "law": "a", "most": 2880 },""" + "\n" + rule + "]}";
        LimitFiles.Parse("xx.json", text, out var problem).ShouldBeNull();
        problem!.Message.ShouldBe(message);
        problem.Place.Line.ShouldBe(3);
        problem.Hint.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("null", 0)]
    [InlineData("[]", 1)]
    [InlineData("{ \"code\": \"XX\", \"name\": \"a\",\n\"rules\": [] }", 2)]
    [InlineData("{ \"name\": \"a\",\n\"code\": \"\", \"rules\": [null] }", 2)]
    [InlineData("{ \"code\": \"XX\", \"name\": \"a\",\n\"rule\": [] }", 2)]
    [InlineData("{ \"code\": \"XX\", \"name\": \"a\",\n\n\"notes\": [\" \"], \"rules\": [null] }", 3)]
    public void A_file_that_is_none_is_told_with_its_line(string text, int line)
    {
        LimitFiles.Parse("xx.json", text, out var problem).ShouldBeNull();
        problem!.Place.Line.ShouldBe(line, problem.ToString());
        problem.Hint.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void A_damaged_file_is_never_an_exception()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "CH.json"));
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = text.ToCharArray();
            for (var n = random.Next(1, 4); n > 0; n--) damaged[random.Next(damaged.Length)] = Damage[random.Next(Damage.Length)];
            var pack = LimitFiles.Parse("CH.json", new string(damaged, 0, random.Next(3) == 0 ? random.Next(damaged.Length) : damaged.Length), out var problem);
            (pack is null).ShouldBe(problem is not null);
            if (pack is not null) Limits.Find(pack, Of("2026-03-02 08:00-19:00"), Berlin).ShouldAllBe(f => f.Difference > 0);
        }
    }

    [Fact]
    public void The_example_on_the_page_works()
    {
        var example = DocPages.Blocks("docs/limits.md").Single(b => b.Language == "json");
        var pack = LimitFiles.Parse("mine.json", string.Join('\n', example.Lines), out var problem);
        problem.ShouldBeNull();
        Text(Limits.Find(pack!, Of("2026-03-02 08:00-13:00 13:20-18:00"), Berlin)).ShouldBe("2026-03-02 day 9:40:00 of 9:00:00, 2026-03-02 break 0:20:00 of 0:30:00");
    }

    [Fact]
    public void The_schema_and_the_page_name_every_key_that_is_used()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "limits.schema.json")));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/limits.md"));
        var properties = schema.RootElement.GetProperty("properties");
        var inRule = properties.GetProperty("rules").GetProperty("items").GetProperty("properties");
        var inFile = properties.EnumerateObject().Select(p => p.Name).ToList();
        foreach (var key in inRule.EnumerateObject().Select(p => p.Name).Concat(inFile).Where(k => k != "$schema")) page.ShouldContain($"`{key}`");
        foreach (var kind in inRule.GetProperty("kind").GetProperty("enum").EnumerateArray()) page.ShouldContain($"`{kind.GetString()}`");
        foreach (var file in AllLimitPacks.Codes.Select(c => Path.Combine(Folder, c + ".json")))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            json.RootElement.EnumerateObject().Select(p => p.Name).Except(inFile).ShouldBeEmpty(file);
            json.RootElement.GetProperty("rules").EnumerateArray().SelectMany(h => h.EnumerateObject()).Select(p => p.Name).Distinct()
                .Except(inRule.EnumerateObject().Select(p => p.Name)).ShouldBeEmpty(file);
        }
    }
}
