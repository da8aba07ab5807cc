using System.Text.RegularExpressions;
using Daybook.Tests.Support;

namespace Daybook.Tests.Docs;

public sealed partial class LinksInDocsTests
{
    public static TheoryData<string> Pages => DocPages.All;

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_pages_links_lead_to_files_that_are_there(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        Link().Matches(DocPages.Text(page)).Select(m => m.Groups[1].Value)
            .Where(target => !Path.Exists(Path.Combine(folder, target))).ShouldBeEmpty();
    }

    [Fact]
    public void The_readme_links_to_every_page_of_the_documentation() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(f => $"](docs/{Path.GetFileName(f)})")
            .Where(link => !DocPages.Text("README.md").Contains(link, StringComparison.Ordinal)).ShouldBeEmpty();

    [GeneratedRegex(@"\]\(([^)#: ]+)[)#]")]
    private static partial Regex Link();
}
