namespace Daybook.Tests.Support;

<<<<<<< HEAD
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
=======
/// <summary>Compares a text with the approved one that lies beside its input; <c>DAYBOOK_ACCEPT=1</c> approves it instead.</summary>
internal static class Golden
{
    private static bool Accept => Environment.GetEnvironmentVariable("DAYBOOK_ACCEPT") == "1";

    /// <param name="path">Of the approved text: the input's own path and <c>.expected.txt</c>.</param>
    public static void Matches(string path, string actual)
    {
        actual = actual.ReplaceLineEndings("\n");
        if (Accept)
        {
            File.WriteAllText(path, actual);
            return;
        }
        File.Exists(path).ShouldBeTrue($"{path} is missing; DAYBOOK_ACCEPT=1 dotnet test writes it, then read the difference");
        actual.ShouldBe(File.ReadAllText(path), $"{Path.GetFileName(path)}; DAYBOOK_ACCEPT=1 dotnet test accepts the new text");
>>>>>>> a7a0daf7287a754f20560c10cc3290df79e15af9
    }
}
