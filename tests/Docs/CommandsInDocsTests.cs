namespace Daybook.Tests.Docs;

/// <summary>Tests that move the process to another folder, which all tests share: they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OwnFolder
{
    public const string Name = "own folder";
}

[Collection(OwnFolder.Name)]
public sealed class CommandsInDocsTests
{
    public static TheoryData<string> Pages => DocPages.All;

    /// <summary>
    /// The <c>sh</c> blocks of a page, from top to bottom in one folder. An <c>output</c> block after one shows lines that
    /// its commands print, in order; what stands between them may be left out.
    /// </summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void A_pages_commands_do_what_it_says(string page)
    {
        using var shell = new DocShell();
        var printed = "";
        foreach (var block in DocPages.Blocks(page))
            switch (block.Language)
            {
                case "sh":
                    printed = string.Concat(block.Lines.Where(l => l.Length > 0 && l[0] != '#').Select(shell.Run));
                    break;
                case "output":
                    LeftOver(block.Lines, printed).ShouldBeNull($"{page}:{block.Line}: not in what was printed:\n{printed}");
                    break;
            }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_with_other_blocks_says_what_they_are(string page) =>
        DocPages.Blocks(page).Where(b => b.Language is not ("sh" or "output" or "text" or "json" or "sql")).ShouldBeEmpty();

    [Fact]
    public void The_shell_tells_a_line_that_was_not_printed() =>
        LeftOver(["one", "two"], "two\none\n").ShouldBe("two");

    /// <summary>The first line that does not occur after the one before, or null.</summary>
    private static string? LeftOver(IEnumerable<string> wanted, string printed)
    {
        using var lines = printed.Split('\n').Select(l => l.TrimEnd()).GetEnumerator();
        foreach (var line in wanted.Select(l => l.TrimEnd()).Where(l => l.Length > 0))
        {
            var isFound = false;
            while (!isFound && lines.MoveNext()) isFound = lines.Current == line;
            if (!isFound) return line;
        }
        return null;
    }
}
