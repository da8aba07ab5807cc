using System.Globalization;
using System.Text;

namespace Daybook.Reports;

/// <summary>
/// How many columns text takes on a terminal: two for Chinese, Japanese and Korean signs and for emoji, none for what is
/// drawn onto the sign before it. An honest guess: terminals differ over the newest emoji.
/// </summary>
internal static class DisplayWidth
{
    /// <summary>First and last code point of the blocks that are drawn double width.</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x23E9, 0x23EC), (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2648, 0x2653),
        (0x26A1, 0x26A1), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F5),
        (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C), (0x2753, 0x2755), (0x2795, 0x2797),
        (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
        (0xA000, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6), (0x16FE0, 0x18CFF), (0x1B000, 0x1B2FF), (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F19A),
        (0x1F1E6, 0x1F1FF), (0x1F200, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F7E0, 0x1F7EB), (0x1F90C, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text)
    {
        if (Ascii.IsValid(text)) return text.Length;
        var width = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, i);
            width += OfSign(text.AsSpan(i, length));
            i += length;
        }
        return width;
    }

    /// <summary>At most so many columns, an ellipsis in the last one where something was cut; no sign is cut in two.</summary>
    public static string Cut(string text, int columns)
    {
        // A sign can carry any number of marks: what is cut is also bounded in characters.
        var most = columns * 4;
        if (text.Length <= most && Of(text) <= columns) return text;
        var (width, end) = (0, 0);
        while (end < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, end);
            width += OfSign(text.AsSpan(end, length));
            if (width > columns - 1 || end + length > most) break;
            end += length;
        }
        return $"{text[..end]}…";
    }

    /// <summary>Text filled with spaces up to so many columns.</summary>
    public static string PadRight(string text, int columns) => text + new string(' ', Math.Max(0, columns - Of(text)));

    private static int OfSign(ReadOnlySpan<char> sign)
    {
        Rune.DecodeFromUtf16(sign, out var first, out _);
        if (sign.Contains('\uFE0F')) return 2;
        return Rune.GetUnicodeCategory(first) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
            _ => IsWide(first.Value) ? 2 : 1,
        };
    }

    private static bool IsWide(int codePoint)
    {
        foreach (var (first, last) in Wide)
            if (codePoint <= last)
                return codePoint >= first;
        return false;
    }
}
