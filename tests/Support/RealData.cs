using System.Runtime.CompilerServices;

namespace Daybook.Tests;

/// <summary>
/// Real files that are no part of the project: in the folder <c>DAYBOOK_DATA</c> names, else in <c>shared/data</c> beside
/// the repository. A test that needs one that is not there is skipped and says where it looked.
/// </summary>
internal static class RealData
{
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("DAYBOOK_DATA") is { Length: > 0 } given ? given : BesideRepository();

    /// <summary>Full path of a file or folder, given below the data folder with forward slashes.</summary>
    public static string Path(string relative, [CallerMemberName] string test = "")
    {
        var path = System.IO.Path.Combine([Folder, .. relative.Split('/')]);
        Assert.SkipUnless(System.IO.Path.Exists(path), $"{test}: {path} is not there (DAYBOOK_DATA names another folder)");
        return path;
    }

    private static string BesideRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Pipeline.sln"))) folder = folder.Parent;
        return System.IO.Path.GetFullPath(System.IO.Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "..", "shared", "data"));
    }
}
