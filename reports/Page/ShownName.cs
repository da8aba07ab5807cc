using System.Text;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>A name from outside made fit for a page: visible, one line, of bounded length.</summary>
internal static class ShownName
{
    /// <summary>Columns of the longest name a page shows.</summary>
    public const int Longest = 60;

    public static string Of(string name, Words words)
    {
        // More than can ever be shown is not worth escaping; a name may have ten million characters.
        var start = name.Length <= Longest * 8 ? name : name[..(Longest * 8)];
        var shown = DisplayWidth.Cut(Printable.Line(Whole(start)).Trim(), Longest);
        return shown.Length == 0 ? words["name.none"] : shown;
    }

    /// <summary>Half of a surrogate pair, which no encoding can write, becomes the replacement sign.</summary>
    public static string Whole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return Repaired(text);
            i++;
        }
        return text;
    }

    private static string Repaired(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune.ToString());
        return whole.ToString();
    }
}
