using System.Buffers.Binary;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daybook.Reports;
using Daybook.Tests.Support;

namespace Daybook.Tests.Reports;

/// <summary>Every page opened in a browser, wide and narrow, light and dark; facts of the layout are compared, not pixels.</summary>
public sealed partial class PageLayoutTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const double EnoughContrast = 4.5;
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    public static TheoryData<string, int, bool> Views => new(
        from page in Pages.Keys from width in new[] { 700, 360 } from dark in new[] { false, true } select (page, width, dark));

    private static Dictionary<string, Func<string>> Pages => new()
    {
        ["digest"] = () => Written.Of(SampleWeeks.Ordinary, Format.Mail),
        ["digest of a hard week"] = () => Written.Of(SampleWeeks.Hard, Format.Mail),
        ["digest without data"] = () => Written.Of(SampleWeeks.WithoutData, Format.Mail),
        ["day"] = () => Written.Of(SampleWeeks.Day, Format.Html),
        ["week"] = () => Written.Of(SampleWeeks.Hard, Format.Html),
        ["week with all"] = () => Written.Of(SampleWeeks.WithAll, Format.Html),
        ["digest with all"] = () => Written.Of(SampleWeeks.WithAll, Format.Mail),
        ["month"] = () => Written.Of(SampleWeeks.Month, Format.Html),
        ["year"] = () => Written.Of(SampleWeeks.Year, Format.Html),
        ["day by the clock"] = () => More("day", Format.Html),
        ["project"] = () => More("project", Format.Html),
        ["client"] = () => More("client", Format.Html),
        ["projects by language"] = () => More("projects", Format.Html),
        ["compared"] = () => More("compare", Format.Html),
        ["quality"] = () => More("quality", Format.Html),
        ["quality mail"] = () => More("quality", Format.Mail),
        ["reviews"] = () => More("review", Format.Html),
        ["tokens"] = () => More("tokens", Format.Html),
        ["account by day"] = () => AccountReport.Render(SampleAccounts.FiveWeeks, Format.Html, AccountBy.Day, ReportStyle.English),
        ["account by week"] = () => AccountReport.Render(SampleAccounts.Whole, Format.Html, AccountBy.Week, ReportStyle.English),
        ["account without data"] = () => AccountReport.Render(SampleAccounts.WithoutDays, Format.Html, AccountBy.Day, ReportStyle.English),
    };

    // A narrow window leaves the bars of tables with many columns out.
    private static bool HasNoBars(string name, int width) => name.EndsWith("without data", StringComparison.Ordinal) || name.StartsWith("account", StringComparison.Ordinal)
        || name is "compared" or "quality" or "quality mail" or "tokens" || (width < 480 && name == "projects by language");

    private static string More(string report, Format format) => MoreReportsTests.Page(report, MoreReportsTests.Samples[report], format);

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_page_fits_its_window_can_be_read_and_has_bars_as_long_as_their_hours(string name, int width, bool dark)
    {
        var complaints = new List<string>();
        var page = await chromium.Open(Pages[name](), width, dark, complaints.Add);
        var layout = JsonSerializer.Deserialize<Layout>(await page.EvaluateAsync<string>(Script()), CamelCase)!;
        var picture = await page.ScreenshotAsync(new() { FullPage = true });
        if (Environment.GetEnvironmentVariable("DAYBOOK_SHOTS") is { } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name} {width} {(dark ? "dark" : "light")}.png"), picture);

        await page.CloseAsync();

        complaints.ShouldBeEmpty();
        layout.ScrollWidth.ShouldBe(width);
        layout.Texts.Where(t => t.Left < 0 || t.Right > width).ShouldBeEmpty();
        layout.Texts.Where(t => t.Lines > 1 && Figure().IsMatch(t.Text)).ShouldBeEmpty("a figure is read in one piece");
        layout.Texts.Where(t => t.Contrast < EnoughContrast).ShouldBeEmpty();
        layout.Lang.ShouldBe("en");
        layout.Title.ShouldNotBeEmpty();
        layout.Headings.ShouldStartWith("H1");
        layout.Headings[2..].ShouldNotContain("H1");
        layout.Headings.ShouldNotContain("H3");
        BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)).ShouldBe(width);
        BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)).ShouldBe(layout.Height);
        layout.Bars.Count.ShouldBeGreaterThan(HasNoBars(name, width) ? -1 : 3);
        foreach (var table in layout.Bars.GroupBy(b => b.Table))
        {
            var longest = table.Max(b => b.Minutes);
            foreach (var bar in table) bar.Width.ShouldBe(bar.Room * bar.Minutes / longest, 2, bar.Hours);
        }
    }

    [Theory]
    [InlineData("digest")]
    [InlineData("week")]
    public async Task The_dark_page_has_another_background(string name)
    {
        var (light, dark) = (await Background(name, dark: false), await Background(name, dark: true));
        dark.ShouldNotBe(light);
    }

    private async Task<string> Background(string name, bool dark)
    {
        var page = await chromium.Open(Pages[name](), 700, dark, _ => { });
        return JsonSerializer.Deserialize<Layout>(await page.EvaluateAsync<string>(Script()), CamelCase)!.Background;
    }

    private static string Script()
    {
        using var stream = typeof(PageLayoutTests).Assembly.GetManifestResourceStream("layout.js")!;
        using var reader = new StreamReader(stream);
        return string.Join('\n', reader.ReadToEnd().Split('\n').Skip(1));
    }

    private sealed record Layout(
        int ScrollWidth, int Height, string Background, string Headings, string Title, string Lang,
        IReadOnlyList<TextBox> Texts, IReadOnlyList<BarBox> Bars);

    private sealed record TextBox(string Text, double Left, double Right, int Lines, double Contrast);

    [GeneratedRegex(@"^[+-]?[\d.,:]+$")]
    private static partial Regex Figure();

    private sealed record BarBox(int Table, string Hours, double Width, double Room)
    {
        /// <summary>Also below zero, where a bar goes to the other side.</summary>
        public int Minutes => int.Parse(Hours.Split(':')[0].TrimStart('+', '-')) * 60 + int.Parse(Hours.Split(':')[1]);
    }
}
