using System.Text;

namespace Daybook.Model;

/// <summary>Makes text from outside safe for a terminal or a log: control and direction characters become visible escapes.</summary>
public static class Printable
{
    /// <summary>One line: line breaks and tabs are escaped too.</summary>
    public static string Line(string text)
    {
        StringBuilder? shown = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsHarmless(c))
            {
                shown?.Append(c);
                continue;
            }
            shown ??= new StringBuilder(text, 0, i, text.Length + 8);
            shown.Append(c <= 0xff ? $"\\x{(int)c:x2}" : $"\\u{(int)c:x4}");
        }
        return shown?.ToString() ?? text;
    }

    /// <summary>At most so many characters, the rest replaced by an ellipsis.</summary>
    public static string Short(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)]}…";

    /// <summary>Whether a character can stand in a line as it is.</summary>
    /// <remarks>U+202A..202E and U+2066..2069 turn the reading direction and can hide what a line says.</remarks>
    public static bool IsHarmless(char c) =>
        !char.IsControl(c) && c is not ((>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029');
}
