using Daybook.Importers;
using Daybook.Tests.Support;

namespace Daybook.Tests.Importers;

/// <summary>The samples of WakaTime's forms that lie in the repository.</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "wakatime");

    /// <summary>Paths below the folder, with <c>/</c>.</summary>
    public static TheoryData<string> Names => [.. Files(Folder)];

    /// <summary>Those that are read and not refused.</summary>
    public static TheoryData<string> Importable => [.. Files(Folder).Where(name => !name.StartsWith("refused/", StringComparison.Ordinal))];

    public static string PathOf(string name) => Path.Combine(Folder, name);

    public static SourceFile File(string name) => SourceFile.Of(name, Bytes(name));

    public static byte[] Bytes(string name) => System.IO.File.ReadAllBytes(PathOf(name));

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".json" or ".jsonl")
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
