namespace Daybook.Tests.Support;

/// <summary>Files that other tools really wrote. They are no part of the project; tests on them run where they are there.</summary>
internal static class RealData
{
    /// <summary><c>DAYBOOK_DATA</c>, else <c>shared/data</c> beside the repository; null when there is neither.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>A file of it; skips the test when it is not there.</summary>
    public static string File(string relative)
    {
        Assert.SkipWhen(Folder is null, "real data is not here: set DAYBOOK_DATA to its folder");
        var path = Path.Combine(Folder!, relative);
        Assert.SkipUnless(Path.Exists(path), $"real data has no {relative}");
        return path;
    }

    private static string? Find()
    {
        var given = Environment.GetEnvironmentVariable("DAYBOOK_DATA");
        if (!string.IsNullOrEmpty(given)) return Directory.Exists(given) ? given : null;
        var beside = Path.Combine(Repository.Root, "..", "shared", "data");
        return Directory.Exists(beside) ? beside : null;
    }
}
