using System.Text.Json;
using Daybook.Rules;
using Daybook.Tests.Docs;
using Daybook.Tests.Support;

namespace Daybook.Tests.Rules;

/// <summary>Files of one's own, and what is wrong with them.</summary>
public sealed class HolidayFilesTests
{
    private const string Country = """{ "country": "XX", "name": "Nowhere", "regions": { "XX-1": "North", "XX-2": "South" }, "holidays": [""";

    private const string Damage = "{}[]\",:-019nulZ \uD800";

    private static readonly string Folder = Path.Combine(Repository.Root, "pipeline/Rules/Holidays");

    [Theory]
    [InlineData("""{ "name": "a", "date": "02-29" }""", 2023, "")]
    [InlineData("""{ "name": "a", "date": "02-29" }""", 2024, "02-29")]
    [InlineData("""{ "name": "a", "date": "2024-02-29" }""", 2024, "02-29")]
    [InlineData("""{ "name": "a", "easter": -48, "half": true }""", 2026, "02-16 half")]
    [InlineData("""{ "name": "a", "weekday": "Friday", "nth": 5, "month": 5 }""", 2026, "05-29")]
    [InlineData("""{ "name": "a", "weekday": "Friday", "nth": 5, "month": 6 }""", 2026, "")] // has four
    [InlineData("""{ "name": "a", "weekday": "Friday", "nth": -2, "month": 5 }""", 2026, "05-22")]
    [InlineData("""{ "name": "a", "weekday": "Monday", "before": "05-25" }""", 2026, "05-18")] // the 25th is a Monday itself
    [InlineData("""{ "name": "a", "weekday": "Monday", "onOrBefore": "05-25" }""", 2026, "05-25")]
    [InlineData("""{ "name": "a", "weekday": "Monday", "onOrAfter": "05-25" }""", 2026, "05-25")]
    [InlineData("""{ "name": "a", "weekday": "Monday", "after": "05-25" }""", 2026, "06-01")]
    [InlineData("""{ "name": "a", "weekday": "Sunday", "after": "12-31" }""", 2027, "01-03")] // of the year before
    [InlineData("""{ "name": "a", "date": "05-25", "onlyOn": ["Tuesday"] }""", 2026, "")]
    [InlineData("""{ "name": "a", "date": "05-25", "from": 2020, "every": 3 }""", 2026, "05-25")]
    [InlineData("""{ "name": "a", "date": "05-25", "from": 2020, "every": 4 }""", 2026, "")]
    [InlineData("""{ "name": "a", "date": "05-25", "to": 2025 }""", 2026, "")]
    [InlineData("""{ "name": "a", "date": "05-25", "except": [2026] }""", 2026, "")]
    [InlineData("""{ "name": "a", "date": "05-25", "regions": ["XX-1"] }""", 2026, "")]
    [InlineData("""{ "name": "a", "date": "05-29", "moves": { "Friday": "Monday" } }""", 2026, "06-01")] // the nearest, which is after
    [InlineData("""{ "name": "a", "date": "05-27", "moves": { "Wednesday": "Monday" } }""", 2026, "05-25")]
    [InlineData("""{ "name": "a", "date": "12-31", "moves": { "Thursday": "free" } }, { "name": "b", "date": "01-01" }""", 2027, "01-01 01-04 12-31")] // over a year's end and a weekend
    [InlineData("""{ "name": "a", "date": "05-25" }, { "name": "b", "date": "05-25", "half": true }""", 2026, "05-25")] // whole by one of them
    public void A_rule_means(string rules, int year, string days)
    {
        var country = HolidayFiles.Parse("xx.json", Country + rules + "]}", out var problem);
        problem.ShouldBeNull();
        HolidayTables.Days(country!.Calendar(null, out _)!, year).ShouldBe(days);
    }

    [Theory]
    [InlineData("""{ "name": "a" }""", "it does not say when it is")]
    [InlineData("""{ "name": " ", "date": "01-01" }""", "the holiday has no name")]
    [InlineData("""{ "name": "a", "date": "01-01", "easter": 1 }""", "it says in several ways when it is")]
    [InlineData("""{ "name": "a", "date": "02-30" }""", "'02-30' is not a date of the year")]
    [InlineData("""{ "name": "a", "date": "2026-02-29" }""", "'2026-02-29' is not a date")]
    [InlineData("""{ "name": "a", "easter": 400 }""", "'400' days from Easter Sunday lead out of the year")]
    [InlineData("""{ "name": "a", "weekday": "monday", "nth": 1, "month": 5 }""", "'monday' is not a weekday")]
    [InlineData("""{ "name": "a", "weekday": "Monday", "nth": 0, "month": 5 }""", "'0' is not 1 to 5 or -1 to -5")]
    [InlineData("""{ "name": "a", "weekday": "Monday", "nth": 1, "month": 13 }""", "the month is not 1 to 12")]
    [InlineData("""{ "name": "a", "weekday": "Monday", "nth": 1 }""", "the month is not 1 to 12")]
    [InlineData("""{ "name": "a", "before": "05-25" }""", "no 'weekday' is said")]
    [InlineData("""{ "name": "a", "date": "01-01", "month": 1 }""", "a month without 'nth'")]
    [InlineData("""{ "name": "a", "date": "01-01", "weekday": "Monday" }""", "a weekday beside a date")]
    [InlineData("""{ "name": "a", "date": "01-01", "regions": ["XX-3"] }""", "'XX-3' is not among the file's regions")]
    [InlineData("""{ "name": "a", "date": "01-01", "regions": [] }""", "it names no region")]
    [InlineData("""{ "name": "a", "date": "01-01", "regions": [null] }""", "'' is not among the file's regions")]
    [InlineData("""{ "name": "a", "date": "01-01", "from": 2020, "to": 2019 }""", "it ends in 2019, before it begins in 2020")]
    [InlineData("""{ "name": "a", "date": "01-01", "from": 20 }""", "'20' is not a year that is reckoned with")]
    [InlineData("""{ "name": "a", "date": "2020-01-01", "from": 2020 }""", "'from' beside a date of one year")]
    [InlineData("""{ "name": "a", "date": "01-01", "every": 4 }""", "every '4' years from no year on")]
    [InlineData("""{ "name": "a", "date": "01-01", "onlyOn": [] }""", "it names no weekday")]
    [InlineData("""{ "name": "a", "date": "01-01", "moves": { "Sunday": "tomorrow" } }""", "'tomorrow' is not a weekday")]
    [InlineData("""{ "name": "a", "date": "01-01", "moves": { "Sunday": "Sunday" } }""", "'Sunday' cannot move to 'Sunday'")]
    [InlineData("""{ "name": "a", "date": "01-01", "names": { "fr": "b" } }""", "no region has the language 'fr'")]
    [InlineData("null", "'null' is no holiday")]
    public void One_bad_rule_refuses_the_file(string rule, string message)
    {
        var text = Country + "\n" + """{ "name": "New Year", "date": "01-01" },""" + "\n" + rule + "]}";
        HolidayFiles.Parse("xx.json", text, out var problem).ShouldBeNull();
        problem!.Message.ShouldBe(message);
        problem.Place.Line.ShouldBe(3);
        problem.Hint.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("null", 0)]
    [InlineData("[]", 1)]
    [InlineData("{\n\"country\": \"X\", \"name\": \"a\", \"holidays\": [{ \"name\": \"a\", \"date\": \"01-01\" }] }", 2)]
    [InlineData("{ \"country\": \"XX\", \"name\": \"a\", \"holidays\": [] }", 1)]
    [InlineData("{ \"country\": \"XX\", \"name\": \"a\",\n\"holiday\": [] }", 2)]
    [InlineData("{ \"country\": \"XX\", \"name\": \"a\",\n\n\"regions\": { \"YY-1\": \"a\" }, \"holidays\": [{ \"name\": \"a\", \"date\": \"01-01\" }] }", 3)]
    [InlineData("{ \"country\": \"XX\", \"name\": \"a\", \"regions\": { \"XX-1-A\": \"a\" }, \"holidays\": [{ \"name\": \"a\", \"date\": \"01-01\" }] }", 1)]
    [InlineData("{ \"country\": \"XX\", \"name\": \"a\", \"regions\": { \"XX-1\": null }, \"holidays\": [{ \"name\": \"a\", \"date\": \"01-01\" }] }", 1)]
    public void A_file_that_is_none_is_told_with_its_line(string text, int line)
    {
        HolidayFiles.Parse("xx.json", text, out var problem).ShouldBeNull();
        problem!.Place.Line.ShouldBe(line, problem.ToString());
        problem.Hint.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void A_mistake_reads_as_a_sentence_with_place_and_hint()
    {
        HolidayFiles.Parse("xx.json", Country + "\n  { \"name\": \"a\",\n    \"date\": \"13-01\" }]}", out var problem);
        problem!.ToString().ShouldBe("xx.json:3:5: error: '13-01' is not a date of the year\n    Month and day: 12-25.");
        problem.Place.Pointer.ShouldBe("/holidays/0/date");
    }

    // Whatever happens to a file: it holds or it is refused, and nothing is thrown.
    [Fact]
    public void A_damaged_file_is_never_an_exception()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "GB.json"));
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = text.ToCharArray();
            for (var n = random.Next(1, 4); n > 0; n--) damaged[random.Next(damaged.Length)] = Damage[random.Next(Damage.Length)];
            var cut = random.Next(3) == 0 ? random.Next(damaged.Length) : damaged.Length;
            var country = HolidayFiles.Parse("GB.json", new string(damaged, 0, cut), out var problem);
            (country is null).ShouldBe(problem is not null);
            country?.Calendar(null, out _)!.In(2022).ShouldBeInOrder(SortDirection.Ascending, ByDate);
        }
    }

    [Fact]
    public void The_example_on_the_page_works()
    {
        var example = DocPages.Blocks("docs/holidays.md").Single(b => b.Language == "json");
        var country = HolidayFiles.Parse("ca.json", string.Join('\n', example.Lines), out var problem);
        problem.ShouldBeNull();
        HolidayTables.Days(country!.Calendar("CA-QC", out _)!, 2027).ShouldBe("01-01 03-26 05-24 07-01 12-27");
        country.Calendar("CA-QC", out _)!.On(Moment.Date("2026-05-18"))!.Name.ShouldBe("Journée nationale des patriotes");
    }

    [Fact]
    public void The_list_is_that_of_the_files() =>
        Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => n != "holidays.schema")
            .Order(StringComparer.Ordinal).ShouldBe(AllHolidays.Codes);
    [Fact]
    public void Each_code_is_that_of_its_file() => AllHolidays.InOrder.Select(c => c.Code).ShouldBe(AllHolidays.Codes);

    [Fact]
    public void The_schema_and_the_page_name_every_key_that_is_used()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "holidays.schema.json")));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/holidays.md"));
        var properties = schema.RootElement.GetProperty("properties");
        var inHoliday = properties.GetProperty("holidays").GetProperty("items").GetProperty("properties");
        var inFile = properties.EnumerateObject().Select(p => p.Name).ToList();
        foreach (var key in inHoliday.EnumerateObject().Select(p => p.Name).Concat(inFile).Where(k => k != "$schema"))
            page.ShouldContain($"`{key}`");
        foreach (var file in AllHolidays.Codes.Select(c => Path.Combine(Folder, c + ".json")))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            json.RootElement.EnumerateObject().Select(p => p.Name).Except(inFile).ShouldBeEmpty(file);
            json.RootElement.GetProperty("holidays").EnumerateArray().SelectMany(h => h.EnumerateObject()).Select(p => p.Name).Distinct()
                .Except(inHoliday.EnumerateObject().Select(p => p.Name)).ShouldBeEmpty(file);
        }
    }

    private static readonly Comparer<Holiday> ByDate = Comparer<Holiday>.Create((x, y) => x.Date.CompareTo(y.Date));
}
