namespace Daybook.Model;

/// <summary>Names from outside in commands that a person is to type.</summary>
public static class ShellWord
{
    private const int Longest = 60;

    /// <summary>As a shell takes it for one word; null where the name is too long or has signs that cannot be typed or seen.</summary>
    public static string? Of(string name) =>
        name.Length is 0 or > Longest || name[0] == '-' || !name.All(Printable.IsHarmless) || name.Any(char.IsSurrogate) ? null
        : name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? name
        : $"'{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
