using System.Text.RegularExpressions;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.Support;

namespace Daybook.Tests.Reports;

public partial class WordsTests
{
    [Fact]
    public void Every_language_has_the_same_texts_with_the_same_places()
    {
        var english = Words.Of("en");
        foreach (var language in Words.Languages.Select(Words.Of))
        {
            language.Texts.Keys.Order(StringComparer.Ordinal).ShouldBe(english.Texts.Keys.Order(StringComparer.Ordinal), language.Language);
            language.Lists.ToDictionary(l => l.Key, l => l.Value.Length).ShouldBe(english.Lists.ToDictionary(l => l.Key, l => l.Value.Length), ignoreOrder: true);
            foreach (var (key, text) in language.Texts) Places(text).ShouldBe(Places(english[key]), $"{language.Language} {key}");
        }
    }

    [Fact]
    public void Every_text_is_used()
    {
        var code = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "reports"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var composed = Composed().Matches(code).Select(m => m.Groups["head"].Value).Where(h => h.Length > 0).ToHashSet(StringComparer.Ordinal);
        foreach (var key in Words.Of("en").Texts.Keys)
        {
            var stem = key.EndsWith(".one", StringComparison.Ordinal) ? key[..^4] : key.EndsWith(".other", StringComparison.Ordinal) ? key[..^6] : key;
            (code.Contains($"\"{stem}\"", StringComparison.Ordinal) || composed.Any(head => stem.StartsWith(head, StringComparison.Ordinal)) || stem.EndsWith(".kicker", StringComparison.Ordinal)).ShouldBeTrue(key);
        }
    }

    /// <summary>In a language of brackets, whatever stands outside of them on a page was not translated.</summary>
    [Fact]
    public void No_word_on_a_page_is_left_untranslated()
    {
        var english = Words.Of("en");
        var brackets = new Words(
            english.Texts.ToDictionary(t => t.Key, t => t.Key is "language" or "number.decimal" or "number.thousands" ? t.Value : $"[{t.Value.Replace("{", "]{", StringComparison.Ordinal).Replace("}", "}[", StringComparison.Ordinal)}]"),
            english.Lists.ToDictionary(l => l.Key, l => Array.ConvertAll(l.Value, v => $"[{v}]")));
        foreach (var form in Enum.GetValues<HoursForm>())
            foreach (var slice in new[] { SampleWeeks.WithAll, SampleWeeks.Hard, SampleWeeks.Month, SampleWeeks.Year, SampleWeeks.Day, SampleWeeks.OnlyZero, SampleWeeks.WithoutData })
            {
                var page = Written.View(Nameless(slice), new ReportStyle(brackets, form));
                foreach (var text in Texts(page)) Outside(text).ShouldBeEmpty(text);
            }
        foreach (var (report, slice) in MoreReportsTests.Samples)
            foreach (var text in Texts(AllReports.Of(report)!.View(Nameless(slice), new ReportStyle(brackets, HoursForm.Clock)))) Outside(PeriodNames().Replace(text, "")).ShouldBeEmpty($"{report}: {text}");
        foreach (var (kind, reminder) in SampleReminders.Made("1"))
            foreach (var text in Texts(ReminderPage.Of(reminder, "1", SampleReminders.Now, "UTC", new ReportStyle(brackets, HoursForm.Clock)))) Outside(text).ShouldBeEmpty($"{kind}: {text}");
    }

    private static Slice Nameless(Slice slice) => slice with
    {
        Person = "1",
        Zone = "UTC",
        Days = [.. slice.Days.Select(d => d with { Parts = [.. d.Parts.Select((p, i) => p with { Name = $"{i % 3}" })] })],
        Controls = [.. slice.Controls.Select(c => c with { Source = "1" })],
        Goals = [.. slice.Goals.Select(g => g.Project is null ? g : g with { Project = "1" })],
        Focus = slice.Focus is { } focus ? focus with { Name = "1" } : null,
        Crossed = [.. slice.Crossed.Select(c => c with { Project = "1", Language = c.Language is null ? null : "2" })],
        Pieces = [.. slice.Pieces.Select((p, i) => p with { Project = $"{i % 3}" })],
        Compared = slice.Compared is { } other ? Nameless(other) : null,
        Reviews = slice.Reviews is { } reviews ? new ReviewFigures([.. reviews.Sessions.Select(s => s with { Repository = "1" })], [.. reviews.Activities.Where(a => a.Kind[0] != '<')]) : null,
        Tokens = [.. slice.Tokens.Select(t => t with { Project = "1" })],
        Quality = slice.Quality is null ? null : new QualityFigures([.. slice.Quality.Sources.Select(s => s with { Source = "1" })], [new("1", "2", Micros.PerHour)], [new("1", "2", 3)]),
        Sold = [.. slice.Sold.Select(s => s with { Client = "1", Project = "1" })],
        Sales = [.. slice.Sales.Select((l, i) => l with { Client = "1", Project = $"{i}" })],
        Unbilled = slice.Unbilled?.Select((l, i) => l with { Client = "1", Project = $"{i}" }).ToList(),
        Budgets = [.. slice.Budgets.Select(b => b with { Project = b.Project is null ? null : "1", Client = b.Client is null ? null : "2" })],
        Questions = [.. slice.Questions.Select(q => q with { Names = [.. q.Names.Select(_ => "1")] })],
    };

    private static IEnumerable<string> Texts(PageView page) =>
    [
        page.Title, page.Range, page.Kicker, page.Subject, page.Preheader, page.Total, page.Lead, page.Footer,
        .. page.Sections.SelectMany(s => (string[])[s.Title, .. s.Facts.SelectMany(f => new[] { f.Label, f.Value, f.Detail }), .. s.Notes.Select(n => n.Text), .. s.Chart is { } chart ? [chart.Text, .. chart.Labels.Select(l => l.Text), .. chart.Boxes.Select(b => b.Says)] : Array.Empty<string>(),
            .. s.Table is { } table ? [table.Heading, .. table.Columns.Select(c => c.Title), .. table.Rows.SelectMany(r => (string[])[r.Name, r.Note, .. r.Cells.Select(c => c.Text)])] : Array.Empty<string>()]),
    ];

    /// <summary>Letters that stand in no bracket; the clock of the footer and currencies are the same in all languages.</summary>
    private static string Outside(string text) => Letters().Replace(Bracketed().Replace(Same().Replace(text, ""), ""), "");

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\[[^\[\]]*\]")]
    private static partial Regex Bracketed();

    [GeneratedRegex("UTC|EUR|CHF|JPY")]
    private static partial Regex Same();

    [GeneratedRegex(@"\d{4}-W\d\d")]
    private static partial Regex PeriodNames();

    [GeneratedRegex(@"[^\p{L}]")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\$""(?<head>[a-z.-]+\.)\{")]
    private static partial Regex Composed();
}
