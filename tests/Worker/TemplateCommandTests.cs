using Daybook.Reports;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

public sealed class TemplateCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public TemplateCommandTests() => _daybook.Configure("""{ "Templates": "mine" }""");

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_template_is_listed_copied_changed_and_used()
    {
        _daybook.Do("template", "list").ShouldContain("mail.html");
        _daybook.Do("template", "copy", "page.html", "--dry-run").ShouldContain("would write");
        Directory.Exists(Mine("")).ShouldBeFalse();
        _daybook.Do("template", "copy", "page.html");
        File.ReadAllText(Mine("page.html.hbs")).ShouldBe(TemplateFolder.ReadShipped("page.html"));
        _daybook.Do("template", "lint").ShouldContain("1 of your own, and nothing wrong with them");
        File.WriteAllText(Mine("page.html.hbs"), "<title>{{Title}}</title>\n");
        _daybook.Do("template", "list").ShouldContain("page.html.hbs");
        var preview = Mine("preview.html");
        _daybook.Do("template", "preview", "week", "--out", preview);
        File.ReadAllText(preview).ShouldBe("<title>Week 47, 2026</title>\n");
    }

    [Fact]
    public void What_is_there_is_not_written_over()
    {
        _daybook.Do("template", "copy", "table");
        var (code, _, error) = _daybook.Run("template", "copy", "table");
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain("is there already");
    }

    [Theory]
    [InlineData("page.html", "{{Titel}}", "page.html.hbs:1:1: error: 'Titel' is nothing that a page has")]
    [InlineData("weak.page.html", "{{Title}}", "no page is called 'weak.page.html'")]
    public void Lint_says_what_is_wrong(string name, string text, string problem)
    {
        Directory.CreateDirectory(Mine(""));
        File.WriteAllText(Mine($"{name}.hbs"), text);
        var (code, _, error) = _daybook.Run("template", "lint");
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain(problem);
    }

    [Fact]
    public void A_report_with_a_broken_template_comes_as_if_there_were_none_and_says_so()
    {
        _daybook.Do("import", Path.Combine(Repository.Root, "samples", "demo"));
        var sound = _daybook.Do("report", "week", "2026-W35", "--format", "html");
        Directory.CreateDirectory(Mine(""));
        File.WriteAllText(Mine("page.html.hbs"), "{{Titel}}");
        var (code, output, error) = _daybook.Run("report", "week", "2026-W35", "--format", "html");
        (code, output).ShouldBe((ExitCode.Done, sound));
        error.ShouldContain("warning: 'Titel' is nothing that a page has");
    }

    [Fact]
    public void Pages_are_compared_with_what_was_approved_of()
    {
        _daybook.Run("template", "test").Code.ShouldBe(ExitCode.BadData);
        _daybook.Do("template", "test", "--accept").ShouldContain("approved  ");
        _daybook.Do("template", "test").ShouldNotContain("changed");
        File.WriteAllText(Mine("section.hbs"), "{{Title}}\n");
        var (code, output, _) = _daybook.Run("template", "test");
        code.ShouldBe(ExitCode.BadData);
        output.ShouldContain("changed  ");
        output.ShouldContain("same  ");
    }

    [Fact]
    public void Without_a_folder_there_is_nothing_to_copy_to()
    {
        _daybook.Configure("{}");
        _daybook.Run("template", "copy", "table").Error.ShouldContain("\"Templates\": \"templates\"");
    }

    private string Mine(string name) => _daybook.File(Path.Combine("mine", name));
}
