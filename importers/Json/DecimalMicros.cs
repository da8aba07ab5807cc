namespace Daybook.Importers.Json;

/// <summary>Decimal text to whole millionths, exactly: what is finer is cut off, and no floating point is involved.</summary>
internal static class DecimalMicros
{
    /// <summary>
    /// Reads <c>1585598059.1</c>, <c>-3</c>, <c>1.5e3</c>: a JSON number, leading zeros allowed. False when it is not one or
    /// does not fit.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        var isNegative = text is [(byte)'-', ..];
        if (isNegative) text = text[1..];
        var whole = Digits(text);
        var rest = text[whole..];
        var fraction = 0;
        if (rest is [(byte)'.', ..])
        {
            fraction = Digits(rest[1..]);
            if (fraction == 0) return false;
            rest = rest[(fraction + 1)..];
        }
        if (whole == 0 || !TryExponent(rest, out var exponent)) return false;
        // Millionths have so many digits: those of the whole part, moved by the exponent, and six more.
        var wanted = whole + exponent + 6;
        for (var i = 0; i < wanted; i++)
        {
            var digit = i < whole ? text[i] - '0' : i < whole + fraction ? text[i + 1] - '0' : 0;
            // 18 digits always fit.
            if (i >= 18 && micros > (long.MaxValue - digit) / 10) return false;
            micros = micros * 10 + digit;
            if (micros == 0 && i >= whole + fraction) break;
        }
        if (isNegative) micros = -micros;
        return true;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty) return true;
        if (text[0] is not ((byte)'e' or (byte)'E')) return false;
        text = text[1..];
        var isNegative = text is [(byte)'-', ..];
        if (text is [(byte)'-' or (byte)'+', ..]) text = text[1..];
        if (text.IsEmpty || text.Length > 6 || Digits(text) < text.Length) return false;
        foreach (var digit in text) exponent = exponent * 10 + digit - '0';
        if (isNegative) exponent = -exponent;
        return true;
    }
}
