using System.Globalization;

namespace Daybook.Importers.Tables;

/// <summary>Reads numbers with a decimal point or comma; never guesses where both readings are possible.</summary>
public static class DecimalText
{
    /// <param name="separator">What comes before decimals, or null to see it from the number itself.</param>
    public static bool TryParse(ReadOnlySpan<char> text, char? separator, out decimal number)
    {
        number = 0;
        text = text.Trim();
        var point = separator ?? SeparatorOf(text);
        if (point is null) return false;
        var other = point == '.' ? ',' : '.';
        Span<char> plain = stackalloc char[Math.Min(text.Length, 64)];
        if (text.Length > plain.Length) return false;
        var length = 0;
        var digitsSinceOther = -1;
        var isPast = false;
        foreach (var c in text)
        {
            if (c is >= '0' and <= '9')
            {
                plain[length++] = c;
                if (digitsSinceOther >= 0 && !isPast) digitsSinceOther++;
            }
            else if (c == point && !isPast && digitsSinceOther is -1 or 3)
            {
                plain[length++] = '.';
                isPast = true;
            }
            else if (c == other && !isPast && length > 0 && digitsSinceOther is -1 or 3)
            {
                digitsSinceOther = 0;
            }
            else if (c is '-' or '+' && length == 0)
            {
                plain[length++] = c;
            }
            else
            {
                return false;
            }
        }
        if (!isPast && digitsSinceOther is not (-1 or 3)) return false;
        return decimal.TryParse(plain[..length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    // Of two kinds the last is the decimal one. One alone before exactly three digits may be either: 1,500.
    private static char? SeparatorOf(ReadOnlySpan<char> text)
    {
        var (point, comma) = (text.LastIndexOf('.'), text.LastIndexOf(','));
        if (point < 0 && comma < 0) return '.';
        if (point >= 0 && comma >= 0) return point > comma ? '.' : ',';
        var last = Math.Max(point, comma);
        var found = text[last];
        if (text.IndexOf(found) != last) return found == '.' ? ',' : '.';
        return text.Length - last - 1 == 3 && text[..last].TrimStart("+-").TrimStart('0').Length > 0 ? null : found;
    }
}
