using System.IO.Enumeration;

namespace Daybook.Importers.Opening;

/// <summary>Paths with <c>*</c> and <c>?</c> within a name, and <c>**</c> for any number of folders.</summary>
internal static class Globs
{
    public static bool IsGlob(string path) => path.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>The files that match, in ordinal order.</summary>
    public static IEnumerable<string> Files(string pattern)
    {
        var names = pattern.Split(Path.DirectorySeparatorChar);
        var fixedNames = names.TakeWhile(n => !IsGlob(n)).Count();
        var root = string.Join(Path.DirectorySeparatorChar, names.Take(fixedNames));
        if (root.Length == 0) root = fixedNames > 0 ? Path.DirectorySeparatorChar.ToString() : "";
        return Matching(root, names.AsSpan(fixedNames).ToArray()).Distinct().Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Matching(string folder, string[] names)
    {
        if (names[0] == "**")
        {
            if (names.Length == 1) names = ["**", "*"];
            var below = Entries(folder).Where(Folders.IsOwn).SelectMany(inner => Matching(inner, names));
            return Matching(folder, names[1..]).Concat(below);
        }
        var matches = Entries(folder).Where(e => FileSystemName.MatchesSimpleExpression(names[0], Path.GetFileName(e), ignoreCase: false));
        return names.Length == 1
            ? matches.Where(m => !Directory.Exists(m))
            : matches.Where(Directory.Exists).SelectMany(m => Matching(m, names[1..]));
    }

    private static IEnumerable<string> Entries(string folder)
    {
        try
        {
            var entries = Directory.GetFileSystemEntries(folder.Length == 0 ? "." : folder);
            return folder.Length == 0 ? entries.Select(e => Path.GetFileName(e)) : entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
