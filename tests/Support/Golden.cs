namespace Daybook.Tests.Support;

/// <summary>Compares a text with the approved one that lies beside its input; <c>DAYBOOK_ACCEPT=1</c> approves it instead.</summary>
internal static class Golden
{
    public static readonly bool Accept = Environment.GetEnvironmentVariable("DAYBOOK_ACCEPT") == "1";

    /// <param name="path">Of the approved text, from the project's root: <c>samples/reports/week.expected.txt</c>.</param>
    public static void Matches(string path, string actual)
    {
        var file = Path.Combine(Repository.Root, path);
        var text = actual.ReplaceLineEndings("\n");
        if (Accept) File.WriteAllText(file, text);
        File.Exists(file).ShouldBeTrue($"{path} is missing; DAYBOOK_ACCEPT=1 dotnet test writes it, then read the difference");
        text.ShouldBe(File.ReadAllText(file), $"{path}; DAYBOOK_ACCEPT=1 dotnet test accepts the new text");
    }
}
