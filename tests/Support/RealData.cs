using System.Runtime.CompilerServices;

namespace Daybook.Tests.Support;

/// <summary>
/// Real files that are no part of the project: in the folder <c>DAYBOOK_DATA</c> names, else in <c>shared/data</c> beside
/// the repository. A test that needs one that is not there is skipped and says where it looked.
/// </summary>
internal static class RealData
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("DAYBOOK_DATA") is { Length: > 0 } given
        ? given
        : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    /// <summary>Full path of a file or folder, given below the data folder with forward slashes.</summary>
    public static string File(string relative, [CallerMemberName] string test = "")
    {
        var path = Path.Combine([Folder, .. relative.Split('/')]);
        Assert.SkipUnless(Path.Exists(path), $"{test}: {path} is not there (DAYBOOK_DATA names another folder)");
        return path;
    }
}
