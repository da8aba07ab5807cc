using System.Text.RegularExpressions;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What a rule of allocation looks at.</summary>
public enum MapBy
{
    /// <summary>A folder exactly as it is (claude-tracker).</summary>
    Folder,
    /// <summary>A folder and all that lies below.</summary>
    Path,
    /// <summary>A regular expression over the path, or the project where there is no path; without backtracking.</summary>
    Pattern,
    Branch,
    /// <summary>A repository: <c>owner/name</c>, or the name alone.</summary>
    Repository,
    Client,
    Project,
}

/// <summary>Where tracked time belongs, from a date on.</summary>
/// <param name="Text">What is looked for: clients, projects and repositories in any case, the rest as it is written.</param>
/// <param name="Target">The project over there, as that service names it.</param>
/// <param name="Until">Last date it holds; null for without end.</param>
public sealed record ProjectRule(MapBy By, string Text, string Target, LocalDate From, LocalDate? Until)
{
    private readonly Regex? _pattern = By == MapBy.Pattern ? new Regex(Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant) : null;

    public bool Takes(TrackedTime time, LocalDate date) => date >= From && !(date > Until) && By switch
    {
        MapBy.Folder => time.Path == Text,
        MapBy.Path => time.Path is { } path && IsBelow(path, Text.TrimEnd('/', '\\')),
        MapBy.Pattern => _pattern!.IsMatch(time.Path ?? time.Project ?? ""),
        MapBy.Branch => time.Branch == Text,
        MapBy.Repository => Is(time.Project, Text) || Is(LastOf(time.Project), Text) || Is(LastOf(time.Path), Text),
        MapBy.Client => Is(time.Client, Text),
        _ => Is(time.Project, Text),
    };

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] is '/' or '\\');

    private static string? LastOf(string? path) => path?.TrimEnd('/', '\\') is { } trimmed ? trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..] : null;

    private static bool Is(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
