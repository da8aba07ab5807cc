namespace Daybook.Tests.Support;

/// <summary>Compares what was made with the approved file beside its input; <c>DAYBOOK_ACCEPT=1</c> writes that file anew.</summary>
internal static class Golden
{
    private static readonly bool Accept = Environment.GetEnvironmentVariable("DAYBOOK_ACCEPT") == "1";

    /// <param name="path">From the project's root: <c>samples/reports/week.expected.txt</c>.</param>
    public static void Matches(string path, string actual)
    {
        var file = Path.Combine(Root(), path);
        var text = actual.ReplaceLineEndings("\n");
        if (Accept) File.WriteAllText(file, text);
        File.Exists(file).ShouldBeTrue($"{path} is missing. Run: DAYBOOK_ACCEPT=1 dotnet test, then read the diff.");
        text.ShouldBe(File.ReadAllText(file), path);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Pipeline.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside the project");
        return folder;
    }
}
