namespace Daybook.Model;

/// <summary>A name from outside as an argument of a command that a person is shown, to be typed as it stands.</summary>
public static class ShellWord
{
    /// <summary>As a POSIX shell takes it for one word, on one line; what could steer a terminal is made visible.</summary>
    public static string Of(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? name : $"'{Printable.Line(name).Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
