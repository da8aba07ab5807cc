using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Daybook.Importers.WakaTime.Fast;

/// <summary>
/// Measures the JSON values a heartbeat usually has. Each returns the length of a value that is sound and wholly at hand, else
/// 0: not "wrong", only "not one of the usual".
/// </summary>
internal static class Tokens
{
    /// <summary>A text with its quotes, without escapes.</summary>
    public static int PlainText(ReadOnlySpan<byte> at)
    {
        var length = Text(at, out var isEscaped);
        return isEscaped ? 0 : length;
    }

    /// <param name="isEscaped">It holds escapes, whose soundness is still to be seen.</param>
    public static int Text(ReadOnlySpan<byte> at, out bool isEscaped)
    {
        isEscaped = false;
        if (at is not [(byte)'"', ..]) return 0;
        var isAscii = true;
        for (var end = 1; end < at.Length; end++)
        {
            end += Plain(at[end..]);
            if (end >= at.Length || at[end] < 0x20) return 0;
            if (at[end] == '"') return isAscii || Utf8.IsValid(at[..end]) ? end + 1 : 0;
            if (at[end] >= 0x80) isAscii = false;
            else if (at[end++] == '\\') isEscaped = true;
        }
        return 0;
    }

    public static int Literal(ReadOnlySpan<byte> at) =>
        at.StartsWith("null"u8) || at.StartsWith("true"u8) ? 4 : at.StartsWith("false"u8) ? 5 : 0;

    /// <summary>A whole number from 0 to 2,147,483,647. What follows must be looked at: it may go on as a fraction.</summary>
    public static int Number(ReadOnlySpan<byte> at, out int number)
    {
        number = 0;
        long value = 0;
        var length = 0;
        while (length < at.Length && length <= 10 && at[length] is >= (byte)'0' and <= (byte)'9') value = value * 10 + at[length++] - '0';
        if (length == 0 || length > 1 && at[0] == '0' || value > int.MaxValue) return 0;
        number = (int)value;
        return length;
    }

    /// <summary>Seconds above 1 with up to six decimals, as microseconds. What follows must be looked at.</summary>
    public static int Seconds(ReadOnlySpan<byte> at, out long micros)
    {
        micros = 0;
        if (at is not [>= (byte)'1' and <= (byte)'9', ..]) return 0;
        var length = 0;
        while (length < at.Length && length < 11 && at[length] is >= (byte)'0' and <= (byte)'9') micros = micros * 10 + at[length++] - '0';
        if (length == at.Length || at[length] != '.')
        {
            micros *= 1_000_000;
            return length;
        }
        var point = length++;
        while (length < at.Length && length <= point + 6 && at[length] is >= (byte)'0' and <= (byte)'9') micros = micros * 10 + at[length++] - '0';
        if (length == point + 1) return 0;
        for (var decimals = length - point - 1; decimals < 6; decimals++) micros *= 10;
        return length;
    }

    /// <summary>Any of these, or a list of texts.</summary>
    public static int Value(ReadOnlySpan<byte> at)
    {
        if (at.IsEmpty) return 0;
        return at[0] switch
        {
            (byte)'"' => PlainText(at),
            (byte)'[' => Texts(at),
            >= (byte)'0' and <= (byte)'9' => Number(at, out _),
            _ => Literal(at),
        };
    }

    // How many bytes come before the first that ends a text, is escaped, may not stand in one, or is not ASCII. As signed
    // numbers, control characters and what is not ASCII are both below 0x20.
    private static int Plain(ReadOnlySpan<byte> at)
    {
        var i = 0;
        for (; i <= at.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(at[i..]);
            var ends = Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)0x20)).AsByte();
            if (ends != default) return i + BitOperations.TrailingZeroCount(ends.ExtractMostSignificantBits());
        }
        while (i < at.Length && at[i] is not ((byte)'"' or (byte)'\\' or < 0x20 or >= 0x80)) i++;
        return i;
    }

    private static int Texts(ReadOnlySpan<byte> at)
    {
        var end = AfterSpace(at, 1);
        if (end < at.Length && at[end] == ']') return end + 1;
        while (end < at.Length)
        {
            var length = PlainText(at[end..]);
            if (length == 0) return 0;
            end = AfterSpace(at, end + length);
            if (end >= at.Length || at[end] is not ((byte)',' or (byte)']')) return 0;
            if (at[end] == ']') return end + 1;
            end = AfterSpace(at, end + 1);
        }
        return 0;
    }

    private static int AfterSpace(ReadOnlySpan<byte> at, int from)
    {
        while (from < at.Length && (at[from] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) from++;
        return from;
    }
}
