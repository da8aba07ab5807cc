using Daybook.Model;
using Daybook.Reports;
using Daybook.Tests.Support;
using NodaTime;

namespace Daybook.Tests.Reports.Templates;

public sealed class TemplateLintTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_comes_with_the_program_is_sound()
    {
        foreach (var name in TemplateFolder.AllShipped.Where(TemplateFolder.IsPage)) TemplateLint.Of(TemplateFolder.Shipped, name).ShouldBeEmpty(name);
        TemplateFolder.AllShipped.ShouldContain("section");
    }

    [Theory]
    [InlineData("{{Titel}}", "1: 'Titel' is nothing that a page has. Did you mean 'Title'?")]
    [InlineData("ok\n\n{{#each Sections}}{{Name}}{{Nane}}{{/each}}", "3: 'Nane' is nothing that a section has. Did you mean 'Name'?")]
    [InlineData("{{#each Sections}}{{#each Facts}}{{../Name}}{{../../Title}}{{../../../Title}}{{/each}}{{/each}}", "1: '../../../Title' lies outside of the page")]
    [InlineData("{{Sections}}", "1: 'Sections' is no text. Go into it with {{#with}} or {{#each}}.")]
    [InlineData("{{{Title}}}", "1: {{{ }}} writes text as it is, without escaping it; write {{ }}")]
    [InlineData("{{&Title}}", "1: '&Title' is no name")]
    [InlineData("{{lookup this 'Title'}}", "1: 'lookup this 'Title'' is no name")]
    [InlineData("{{#each Title}}{{/each}}", "1: 'Title' is no list")]
    [InlineData("{{#with Title}}{{/with}}", "1: 'Title' has nothing in it")]
    [InlineData("{{#each Sections}}{{#each ../Sections}}{{/each}}{{/each}}", "1: 'each' goes only into what it stands in, and '../Sections' lies outside")]
    [InlineData("{{#each Sections}}", "1: '{{#each}}' does not end")]
    [InlineData("{{#if Title}}\n{{/each}}", "2: '{{/each}}' stands where '{{/if}}' of line 1 is missing")]
    [InlineData("{{/if}}", "1: '{{/if}}' ends nothing")]
    [InlineData("{{else}}", "1: '{{else}}' belongs to nothing")]
    [InlineData("{{#*inline \"x\"}}{{/inline}}", "1: '#*inline \"x\"' is no block")]
    [InlineData("{{#> layout}}{{/layout}}", "1: '#> layout' is no block")]
    [InlineData("{{> (lookup . 'x')}}", "1: a partial is called by its name alone")]
    [InlineData("{{> tabel}}", "1: there is no template 'tabel'. Did you mean 'table'?")]
    [InlineData("{{> ../../etc/passwd}}", "1: a partial is called by its name alone")]
    [InlineData("{{#each Sections}}{{#with Table}}{{#each Rows}}{{#each Cells}}{{Exact}}{{/each}}{{/each}}{{/with}}{{/each}}", "1: 'Exact' is no text")]
    public void What_is_wrong_is_said_with_its_line(string template, string problem)
    {
        Own("page.html", template);
        var found = TemplateLint.Of(new TemplateFolder(_folder.Path), "page.html").ShouldHaveSingleItem();
        $"{found.Place.Line}: {found.Message}{(found.Hint is null ? "" : $". {found.Hint}")}".ShouldStartWith(problem);
        found.File.ShouldEndWith("page.html.hbs");
    }

    [Fact]
    public void A_partial_that_calls_itself_is_found()
    {
        Own("page.html", "{{> one}}");
        Own("one", "{{> two}}");
        Own("two", "{{#if Title}}{{> one}}{{/if}}");
        TemplateLint.Of(new TemplateFolder(_folder.Path), "page.html").ShouldHaveSingleItem().Message.ShouldBe("'one' calls itself");
    }

    [Fact]
    public void A_partial_is_looked_over_for_each_place_that_it_is_called_from()
    {
        Own("page.html", "{{> one}}{{#each Sections}}{{> one}}{{/each}}");
        Own("one", "{{Title}}{{Kicker}}");
        var found = TemplateLint.Of(new TemplateFolder(_folder.Path), "page.html").ShouldHaveSingleItem();
        found.Message.ShouldBe("'Kicker' is nothing that a section has");
        found.File.ShouldEndWith("one.hbs");
    }

    [Fact]
    public void An_own_template_of_one_report_is_of_that_alone()
    {
        Own("week.page.html", "week {{Title}}\n");
        Own("page.html", "any {{Title}}\n");
        Written(SampleSlices.Of(PeriodKind.Week)).ShouldBe("week Week 47, 2026\n");
        Written(SampleSlices.Of(PeriodKind.Month)).ShouldBe("any November 2026\n");
    }

    [Fact]
    public void An_own_partial_changes_the_pages_that_come_with_the_program()
    {
        Own("chart", "<p>{{Text}}</p>");
        var page = Written(SampleSlices.Of(PeriodKind.Week));
        page.ShouldNotContain("<svg");
        page.ShouldContain("<p>Time from ");
    }

    [Theory]
    [InlineData("{{Titel}}")]
    [InlineData("{{#each Sections}}")]
    public void With_a_broken_one_the_one_that_comes_with_the_program_is_used_and_that_is_said(string template)
    {
        Own("page.html", template);
        var warnings = new List<Diagnostic>();
        var slice = SampleSlices.Of(PeriodKind.Week);
        new PageWriter(ReportStyle.English.Words, new TemplateFolder(_folder.Path), warnings.Add).Write(Reports.Written.View(slice), Format.Html).ShouldBe(Reports.Written.Of(slice, Format.Html));
        var warning = warnings.ShouldHaveSingleItem();
        (warning.Severity, warning.Hint!.Contains("daybook template lint", StringComparison.Ordinal)).ShouldBe((Severity.Warning, true));
    }

    [Fact]
    public void Whatever_a_template_says_names_stay_text()
    {
        Own("page.html", "{{#each Sections}}{{#with Table}}{{#each Rows}}<i title=\"{{Name}}\">{{Name}}</i>{{/each}}{{/with}}{{/each}}");
        foreach (var name in Hostile.Names)
        {
            var week = ASlice.Of("2026-W47").Worked("2026-11-16", "3:00", "8:00", "12:00").Part("2026-11-16", Dimension.Project, name, Duration.FromHours(2)).Build();
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(Written(week));
            page.Body!.QuerySelectorAll("*").ShouldAllBe(e => e.TagName == "I" && e.Attributes.Length == 1);
        }
    }

    [Fact]
    public void A_page_that_grows_without_end_is_cut_off()
    {
        var more = string.Concat(Enumerable.Repeat(new string('x', 1000), 200));
        Own("page.html", $"{{{{#each Sections}}}}{{{{#with Table}}}}{{{{#each Rows}}}}{more}{{{{/each}}}}{{{{/with}}}}{{{{/each}}}}");
        var warnings = new List<Diagnostic>();
        new PageWriter(ReportStyle.English.Words, new TemplateFolder(_folder.Path), warnings.Add).Write(Reports.Written.View(SampleSlices.Of(PeriodKind.Month)), Format.Html).ShouldContain("<h1>November 2026</h1>");
        warnings.ShouldHaveSingleItem().Message.ShouldContain("longer than 8 MiB");
    }

    private void Own(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, $"{name}.hbs"), text);

    private string Written(Slice slice)
    {
        var warnings = new List<Diagnostic>();
        var page = new PageWriter(ReportStyle.English.Words, new TemplateFolder(_folder.Path), warnings.Add).Write(Reports.Written.View(slice), Format.Html);
        warnings.ShouldBeEmpty();
        return page;
    }
}
