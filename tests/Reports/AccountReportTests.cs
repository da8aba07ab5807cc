using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.Support;

namespace Daybook.Tests.Reports;

public class AccountReportTests
{
    public static TheoryData<AccountBy> Bys => [.. Enum.GetValues<AccountBy>()];

    [Theory]
    [InlineData("days", AccountBy.Day)]
    [InlineData("weeks", AccountBy.Week)]
    [InlineData("months", AccountBy.Month)]
    public void A_page_reads_as_approved(string name, AccountBy by)
    {
        var slice = by == AccountBy.Day ? SampleAccounts.FiveWeeks : SampleAccounts.Whole;
        Golden.Matches($"samples/reports/account-{name}.expected.txt", AccountReport.Render(slice, Format.Text, by, ReportStyle.English));
        Golden.Matches($"samples/reports/account-{name}.expected.csv", AccountReport.Render(slice, Format.Csv, by, ReportStyle.English));
        if (by != AccountBy.Month) Golden.Matches($"samples/reports/account-{name}.expected.html", AccountReport.Render(slice, Format.Html, by, ReportStyle.English));
    }

    [Fact]
    public void The_exact_form_reads_as_approved() =>
        Golden.Matches("samples/reports/account.expected.json", AccountReport.Render(SampleAccounts.FiveWeeks, Format.Json, AccountBy.Day, ReportStyle.English));

    /// <summary>A day with parts of a second, overtime taken, a correction, late time, half a day off, holidays, a cap.</summary>
    [Fact]
    public void Why_reads_as_approved() => Golden.Matches(
        "samples/reports/account-why.expected.txt",
        string.Concat(SampleAccounts.FiveWeeks.Days.Where(d => d.Date.Month == 12 && d.Date.Day is 8 or 11 or 15 or 21 or 24 or 25 or 26 or 31).Select(day => $"{Period.Iso(day.Date)}\n{string.Concat(AddendText.Of(day).Select(line => $"  {line}\n"))}")));

    [Theory, MemberData(nameof(Bys))]
    public void A_span_without_days_says_so(AccountBy by)
    {
        AccountReport.Render(SampleAccounts.WithoutDays, Format.Text, by, ReportStyle.English).ShouldContain("days lie in it");
        AccountReport.Render(SampleAccounts.WithoutDays, Format.Html, by, ReportStyle.English).ShouldContain("days lie in it");
        Csv.Rows(AccountReport.Render(SampleAccounts.WithoutDays, Format.Csv, by, ReportStyle.English)).Count.ShouldBe(1);
        using var json = JsonDocument.Parse(AccountReport.Render(SampleAccounts.WithoutDays, Format.Json, by, ReportStyle.English));
        json.RootElement.GetProperty("total").ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("days").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void The_same_slice_gives_the_same_bytes()
    {
        foreach (var by in Enum.GetValues<AccountBy>())
            foreach (var format in AccountReport.Formats)
                AccountReport.Render(SampleAccounts.Whole with { Days = [.. SampleAccounts.Whole.Days] }, format, by, ReportStyle.English)
                    .ShouldBe(AccountReport.Render(SampleAccounts.Whole, format, by, ReportStyle.English));
    }

    [Fact]
    public void The_addends_of_a_json_sum_to_their_columns()
    {
        using var json = JsonDocument.Parse(AccountReport.Render(SampleAccounts.Whole, Format.Json, AccountBy.Day, ReportStyle.English));
        foreach (var day in json.RootElement.GetProperty("days").EnumerateArray())
            foreach (var column in new[] { "planned", "should", "worked", "credited", "adjusted" })
                day.GetProperty("addends").EnumerateArray().Where(a => a.GetProperty("column").GetString() == column).Sum(a => a.GetProperty("length_us").GetInt64())
                    .ShouldBe(day.GetProperty($"{column}_us").GetInt64());
    }

    [Fact]
    public void A_hostile_name_makes_no_new_element_or_attribute()
    {
        var harmless = Skeleton("harmless");
        harmless.Count.ShouldBeGreaterThan(50);
        foreach (var name in Hostile.Names) Skeleton(name).ShouldBe(harmless, name);

        static List<string> Skeleton(string name)
        {
            var page = new HtmlParser().ParseDocument(AccountReport.Render(SampleAccounts.Named(name), Format.Html, AccountBy.Day, ReportStyle.English));
            page.Descendants<IComment>().ShouldBeEmpty();
            return [.. page.All.Select(e => $"{e.TagName} {string.Join(' ', e.Attributes.Select(a => $"{a.Name}={a.Value}"))} {(e.TagName == "STYLE" ? e.TextContent : "")}")];
        }
    }

    [Fact]
    public void A_text_has_no_character_that_a_terminal_would_obey()
    {
        foreach (var name in Hostile.Names)
        {
            var slice = SampleAccounts.Named(name);
            foreach (var line in AccountReport.Render(slice, Format.Text, AccountBy.Day, ReportStyle.English).Split('\n').Concat(AddendText.Of(slice.Days[0])))
            {
                line.ShouldAllBe(c => Printable.IsHarmless(c), name);
                DisplayWidth.Of(line).ShouldBeLessThan(500);
            }
        }
    }

    [Fact]
    public void No_cell_of_a_csv_is_taken_for_a_formula()
    {
        foreach (var name in Hostile.Names)
        {
            var rows = Csv.Rows(AccountReport.Render(SampleAccounts.Named(name), Format.Csv, AccountBy.Day, ReportStyle.English));
            rows.ShouldAllBe(r => r.Count == rows[0].Count, name);
            rows.SelectMany(r => r).Where(cell => FormulaSafe.BeginsFormula(cell) && !IsNumber(cell) && !cell.StartsWith('\'')).ShouldBeEmpty(name);
        }

        static bool IsNumber(string cell) => cell.Replace(":", "", StringComparison.Ordinal).TrimStart('-').All(char.IsAsciiDigit);
    }

    [Fact]
    public void A_json_gives_every_name_back()
    {
        foreach (var name in Hostile.Names)
        {
            using var json = JsonDocument.Parse(AccountReport.Render(SampleAccounts.Named(name), Format.Json, AccountBy.Day, ReportStyle.English));
            var (root, whole) = (json.RootElement, ShownName.Whole(name));
            root.GetProperty("person").GetString().ShouldBe(whole);
            var day = root.GetProperty("days")[0];
            day.GetProperty("marks")[0].GetProperty("name").GetString().ShouldBe(whole);
            day.GetProperty("addends")[0].GetProperty("source").GetString().ShouldBe(whole);
            root.GetProperty("late")[0].GetProperty("sources")[0].GetString().ShouldBe(whole);
        }
    }

    [Fact]
    public void Why_says_what_nobody_gave_a_reason_for()
    {
        var lines = AddendText.Of(SampleAccounts.Named("x").Days[0]);
        lines.ShouldContain(line => line.EndsWith("1:00:00  no reason is known", StringComparison.Ordinal));
        lines.ShouldContain(line => line.EndsWith("-4:00:00  time off: x (x)", StringComparison.Ordinal));
    }
}
