using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.Support;
using NodaTime;

namespace Daybook.Tests.Reports;

/// <summary>Whatever a name holds, a page has the same elements and attributes as with a harmless name in its place.</summary>
public class HostileNamesTests
{
    private const int LargestMail = 100_000;
    private static readonly HtmlParser Parser = new();

    [Fact]
    public void There_are_enough_of_them() => Hostile.Names.Distinct().Count().ShouldBeGreaterThan(60);

    [Fact]
    public void A_hostile_name_makes_no_new_element_attribute_or_address()
    {
        var (digest, page) = (Skeleton(Written.Of(Named("harmless"), Format.Mail)), Skeleton(Page(Named("harmless"))));
        digest.Count.ShouldBeGreaterThan(50);
        foreach (var name in Hostile.Names)
        {
            Skeleton(Written.Of(Named(name), Format.Mail)).ShouldBe(digest, name);
            Skeleton(Page(Named(name))).ShouldBe(page, name);
        }
    }

    public static TheoryData<string> Reports => MoreReportsTests.Names;

    /// <summary>In whatever place of whatever report.</summary>
    [Theory, MemberData(nameof(Reports))]
    public void A_hostile_name_makes_nothing_new_in_any_report(string report)
    {
        string Of(string name, Format format) => MoreReportsTests.Page(report, Everywhere(MoreReportsTests.Samples[report], name), format);
        var (digest, page) = (Skeleton(Of("harmless", Format.Mail)), Skeleton(Of("harmless", Format.Html)));
        foreach (var name in Hostile.Names)
        {
            Skeleton(Of(name, Format.Mail)).ShouldBe(digest, name);
            Skeleton(Of(name, Format.Html)).ShouldBe(page, name);
            Of(name, Format.Text).Where(c => c != '\n' && char.IsControl(c)).ShouldBeEmpty(name);
            Of(name, Format.Text).Split('\n').ShouldAllBe(line => DisplayWidth.Of(line) <= 140);
            JsonDocument.Parse(Of(name, Format.Json)).Dispose();
            Csv.Rows(Of(name, Format.Csv)).ShouldAllBe(row => row.Count == 8, name);
        }
    }

    [Fact]
    public void A_hostile_name_is_shown_as_it_is_where_it_can_be_shown()
    {
        foreach (var name in new[] { "<script>alert(1)</script>", "{{{Total}}}", "\" onmouseover=\"alert(1)", "&lt;script&gt;x&lt;/script&gt;" })
            Parser.ParseDocument(Page(Named(name))).QuerySelector("#projects bdi")!.TextContent.ShouldBe(name);
    }

    [Fact]
    public void A_text_has_no_character_that_a_terminal_would_obey()
    {
        foreach (var name in Hostile.Names)
            foreach (var text in new[] { Written.Of(Named(name), Format.Text) })
            {
                text.Where(c => c != '\n' && char.IsControl(c)).ShouldBeEmpty(name);
                text.ShouldNotContain('\u202e');
                text.ShouldNotContain('\u2028');
                text.Split('\n').ShouldAllBe(line => DisplayWidth.Of(line) <= 100);
            }
    }

    [Fact]
    public void A_json_gives_every_name_back()
    {
        using var json = JsonDocument.Parse(Written.Of(AllOfThem(), Format.Json));
        json.RootElement.GetProperty("sections").GetProperty("projects").GetProperty("rows").EnumerateArray()
            .Select(n => n.GetProperty("name").GetString()).Order(StringComparer.Ordinal)
            .ShouldBe(Hostile.Names.Select(ShownName.Whole).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_csv_gives_every_name_back_once_the_apostrophe_is_off()
    {
        var cells = Csv.Rows(Written.Of(AllOfThem(), Format.Csv)).Where(r => r[2] == "projects" && r[4] == "worked").Select(r => r[3]).ToList();
        cells.Select(FormulaSafe.Read).Order(StringComparer.Ordinal)
            .ShouldBe(Hostile.Names.Select(ShownName.Whole).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_mail_with_a_thousand_hostile_projects_stays_small()
    {
        var week = ASlice.Of("2026-W47").TotalOnly("2026-11-16", "20:00");
        foreach (var dimension in Enum.GetValues<Dimension>())
            for (var i = 0; i < 1000; i++)
                week.Part("2026-11-16", dimension, $"{i}{Hostile.Names[i % Hostile.Names.Count]}{new string('"', 500)}", Duration.FromSeconds(72));
        Written.Of(week.Build(), Format.Mail).Length.ShouldBeLessThan(LargestMail);
        Written.Of(week.Build(), Format.Text).Length.ShouldBeLessThan(LargestMail / 10);
        Page(week.Build()).Length.ShouldBeLessThan(LargestMail * 2);
    }

    private static string Page(Slice slice) => Written.Of(slice, Format.Html);

    /// <summary>Every element with all its attributes, and the content of style sheets; not the texts, one of which is what a chart shows to those who cannot see it.</summary>
    private static List<string> Skeleton(string html)
    {
        var page = Parser.ParseDocument(html);
        page.Descendants<IComment>().ShouldBeEmpty();
        return [.. page.All.Select(e => $"{e.TagName} {string.Join(' ', e.Attributes.Select(a => $"{a.Name}={(a.Name == "aria-label" ? "" : a.Value)}"))} {(e.TagName == "STYLE" ? e.TextContent : "")}")];
    }

    private static Slice Named(string name)
    {
        var week = ASlice.Of("2026-W47").Person(name).Zone(name).Worked("2026-11-16", "3:00", "8:00", "12:00").Control("2026-11-16", name, "2:00", "3:00");
        foreach (var dimension in Enum.GetValues<Dimension>())
            week.Part("2026-11-16", dimension, name, Duration.FromHours(2)).Part("2026-11-16", dimension, "other", Duration.FromHours(1));
        return week.Build();
    }

    private static Slice Everywhere(Slice slice, string name) => slice with
    {
        Person = name,
        Zone = name,
        Days = [.. slice.Days.Select(d => d with { Parts = [.. d.Parts.Select((p, i) => i % 3 == 0 ? p with { Name = name } : p)] })],
        Questions = [.. slice.Questions.Select(q => q with { Names = [name] })],
        Focus = slice.Focus is { } focus ? focus with { Name = name } : null,
        Crossed = [new(name, name, Micros.PerHour), new("other", name, Micros.PerHour), new(name, null, Micros.PerHour)],
        Pieces = [.. slice.Pieces.Select((p, i) => i % 2 == 0 ? p with { Project = name, Source = name } : p)],
        Reviews = slice.Reviews is null ? null : new ReviewFigures([.. slice.Reviews.Sessions.Select((s, i) => i % 2 == 0 ? s with { Repository = name, Change = name, Title = name } : s)], [.. slice.Reviews.Activities.Select(a => a with { Kind = $"kind {name}", Repository = name })]),
        Tokens = [.. slice.Tokens.Select((t, i) => i % 2 == 0 ? t with { Project = name } : t)],
        Sold = [.. slice.Sold.Select((s, i) => i % 2 == 0 ? s with { Client = Given(name), Project = name, Task = name } : s)],
        Sales = [.. slice.Sales.Select((l, i) => i % 2 == 0 ? l with { Client = Given(name), Project = name, Task = Given(name) } : l)],
        Unbilled = [.. (slice.Unbilled ?? []).Select((l, i) => i % 2 == 1 ? l with { Client = Given(name), Project = name, Task = Given(name) } : l)],
        Budgets = [.. slice.Budgets.Select((b, i) => b with { Client = Given(name), Project = i % 2 == 0 ? name : null })],
        Quality = slice.Quality is null ? null : new QualityFigures([.. slice.Quality.Sources.Select(s => s with { Source = name })], [new(name, name, Micros.PerHour)], [new(name, name, 3)]),
    };

    /// <summary>Without a client there is nobody to send an invoice to, and no word of it.</summary>
    private static string Given(string name) => name.Length == 0 ? " " : name;

    private static Slice AllOfThem()
    {
        var week = ASlice.Of("2026-W47").TotalOnly("2026-11-16", $"0:{Hostile.Names.Count}");
        foreach (var name in Hostile.Names) week.Part("2026-11-16", Dimension.Project, name, Duration.FromMinutes(1));
        return week.Build();
    }
}
