namespace Daybook.Importers.Opening;

/// <summary>The files of a folder and of the folders in it.</summary>
internal static class Folders
{
    private static readonly string[] Endings = [".json", ".gz", ".zip", ".csv", ".tsv", ".jsonl", ".ndjson", ".db", ".sqlite", ".sqlite3", ".sql", ".klg", ".ics", ".toml", ".timeclock", ".timedot"];

    /// <summary>In ordinal order, only such as may be imported by their ending; folders that are links are not followed.</summary>
    /// <exception cref="IOException">A folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static List<string> Files(string folder)
    {
        var files = new List<string>();
        Collect(folder, files);
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    public static bool IsWanted(string name) => Endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is a folder and not a link to one.</summary>
    public static bool IsOwn(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };

    private static void Collect(string folder, List<string> files)
    {
        foreach (var entry in Directory.GetFileSystemEntries(folder))
        {
            if (IsOwn(entry)) Collect(entry, files);
            else if (IsWanted(entry) && !Directory.Exists(entry)) files.Add(entry);
        }
    }
}
