namespace Daybook.Tests.Support;

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
    }
}
