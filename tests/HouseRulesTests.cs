using System.Text.RegularExpressions;
using Daybook.Tests.Support;

namespace Daybook.Tests;

/// <summary>Rules that hold for every file of the project, read from the folder itself.</summary>
public sealed partial class HouseRulesTests
{
    private const int MostLines = 300;

    private static readonly string[] Written =
        [".cs", ".csproj", ".props", ".sql", ".hbs", ".md", ".py", ".js", ".mjs", ".lua", ".c", ".json", ".txt", ".service", ".timer", ".cron", ""];

    // Paths from the root of a machine, not within someone's home; in two parts each, so that this file is no finding itself.
    [GeneratedRegex(@"(?<![\w.~-])/(wo" + "rk|ro" + @"ot)/|nuget\" + @".org|npmjs\" + @".org|pypi\" + ".org|files\\.python" + "hosted", RegexOptions.IgnoreCase)]
    private static partial Regex Banned();

    [Fact]
    public void No_file_is_longer_than_can_be_read_at_a_sitting() =>
        Files().Where(f => !IsMade(f)).Select(f => (File: f, Lines: File.ReadLines(Full(f)).Count()))
            .Where(f => f.Lines > MostLines).ShouldBeEmpty();

    [Fact]
    public void No_file_names_a_machine_or_a_registry() =>
        Files().SelectMany(f => Banned().Matches(File.ReadAllText(Full(f))).Select(m => $"{f}: {m.Value}")).ShouldBeEmpty();

    [Fact]
    public void At_the_top_lies_what_a_newcomer_looks_for_and_no_more() =>
        Files().Where(f => !f.Contains('/') && f[0] != '.').Except(
            ["BannedSymbols.txt", "CHANGELOG.md", "Directory.Build.props", "Directory.Packages.props", "README.md", "appsettings.json", "appsettings.sample.json", "global.json"]).ShouldBeEmpty();

    /// <summary>Text files by path from the root, without what a build or a test run leaves.</summary>
    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Repository.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(part => part is ".git" or "artifacts" or "TestResults" or "__pycache__" or "node_modules"))
            .Where(f => Written.Contains(Path.GetExtension(f)));

    /// <summary>Samples and what they give are written by programs.</summary>
    private static bool IsMade(string file) => file == "docs/appsettings.schema.json" || (file.StartsWith("samples/", StringComparison.Ordinal) && Path.GetExtension(file) is ".json" or ".txt");

    private static string Full(string file) => Path.Combine(Repository.Root, file);
}
