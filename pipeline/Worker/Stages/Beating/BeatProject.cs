namespace Daybook.Worker.Stages.Beating;

/// <summary>Which project and branch a file is of, by what lies around it.</summary>
/// <param name="IsSaid">A <c>.wakatime-project</c> says so, which is stronger than what the plugin says.</param>
public sealed record BeatProject(string? Name, string? Branch, bool IsSaid)
{
    private const int MostFolders = 128;
    private const string ProjectFile = ".wakatime-project", Git = ".git", Head = "HEAD", Branches = "ref: refs/heads/";

    /// <summary>The nearest <c>.wakatime-project</c> above the file, else the repository it lies in, else its folder.</summary>
    /// <param name="path">Full path of a file; it need not be there.</param>
    public static BeatProject Around(string path)
    {
        BeatProject? repository = null;
        var folder = Path.GetDirectoryName(path);
        for (var depth = 0; folder is not null && depth < MostFolders; depth++, folder = Path.GetDirectoryName(folder))
        {
            if (FirstLines(Path.Combine(folder, ProjectFile), 2) is { } said)
            {
                var own = Path.GetFileName(folder);
                var name = said.ElementAtOrDefault(0) is { Length: > 0 } given ? given.Replace("{project}", own, StringComparison.Ordinal) : own;
                return new BeatProject(name, said.ElementAtOrDefault(1) is { Length: > 0 } branch ? branch : (repository ?? Above(folder))?.Branch, IsSaid: true);
            }
            repository ??= Repository(folder);
        }
        return repository ?? new BeatProject(Path.GetFileName(Path.GetDirectoryName(path)) is { Length: > 0 } parent ? parent : null, null, IsSaid: false);
    }

    private static BeatProject? Above(string? folder)
    {
        for (var depth = 0; folder is not null && depth < MostFolders; depth++, folder = Path.GetDirectoryName(folder))
            if (Repository(folder) is { } found)
                return found;
        return null;
    }

    private static BeatProject? Repository(string folder)
    {
        var git = Path.Combine(folder, Git);
        if (Directory.Exists(git)) return new BeatProject(Path.GetFileName(folder), BranchOf(git), IsSaid: false);
        const string Elsewhere = "gitdir:";
        if (FirstLines(git, 1) is not [var line] || !line.StartsWith(Elsewhere, StringComparison.Ordinal)) return null;
        // Of a working tree beside the repository, or of a submodule.
        var place = Path.GetFullPath(line[Elsewhere.Length..].Trim(), folder);
        var trees = Path.GetDirectoryName(place);
        var main = Path.GetFileName(trees) == "worktrees" && Path.GetFileName(Path.GetDirectoryName(trees)) == Git ? Path.GetDirectoryName(Path.GetDirectoryName(trees)) : folder;
        return new BeatProject(Path.GetFileName(main), BranchOf(place), IsSaid: false);
    }

    private static string? BranchOf(string git) =>
        FirstLines(Path.Combine(git, Head), 1) is [var head] && head.StartsWith(Branches, StringComparison.Ordinal) ? head[Branches.Length..] : null;

    // Null where there is no such file, or it cannot be read.
    private static List<string>? FirstLines(string path, int count)
    {
        try
        {
            return File.Exists(path) ? [.. File.ReadLines(path).Take(count).Select(l => l.Trim())] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
