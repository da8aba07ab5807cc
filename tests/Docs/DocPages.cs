using Daybook.Tests.Support;

namespace Daybook.Tests.Docs;

/// <summary>A fenced block of a page: its language and its lines.</summary>
internal sealed record Block(string Language, int Line, IReadOnlyList<string> Lines);

/// <summary>The pages a reader reads, with what can be checked in them.</summary>
internal static class DocPages
{
    /// <summary>Paths from the project's root, with forward slashes.</summary>
    public static TheoryData<string> All =>
    [
        "README.md", "CHANGELOG.md", "samples/README.md",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public static string Text(string page) => File.ReadAllText(Path.Combine(Repository.Root, page));

    public static IReadOnlyList<Block> Blocks(string page)
    {
        var blocks = new List<Block>();
        List<string>? open = null;
        var number = 0;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, page)))
        {
            number++;
            var isFence = line.StartsWith("```", StringComparison.Ordinal);
            if (isFence && open is null) blocks.Add(new Block(line[3..].Trim(), number, open = []));
            else if (isFence) open = null;
            else open?.Add(line);
        }
        open.ShouldBeNull($"{page}: a block is not closed");
        return blocks;
    }
}
