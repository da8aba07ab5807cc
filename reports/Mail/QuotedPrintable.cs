using System.Text;

namespace Daybook.Reports;

/// <summary>RFC 2045, 6.7: readable as long as the text is mostly ASCII.</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 76;

    /// <param name="bytes">Text whose lines end in CRLF.</param>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 5 / 4);
        var column = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (IsLineEnd(bytes[i..]))
            {
                text.Append("\r\n");
                column = 0;
                i++;
                continue;
            }
            var plain = IsPlain(bytes[i..], column);
            // The last column is kept for the sign of a soft break.
            if (column + (plain ? 1 : 3) > LongestLine - 1)
            {
                text.Append("=\r\n");
                column = 0;
                plain = IsPlain(bytes[i..], column);
            }
            if (plain) text.Append((char)bytes[i]);
            else text.Append('=').Append("0123456789ABCDEF"[bytes[i] >> 4]).Append("0123456789ABCDEF"[bytes[i] & 15]);
            column += plain ? 1 : 3;
        }
        return text.ToString();
    }

    /// <summary>
    /// Blanks at the end of a line get lost on the way; a dot at its start would need care in SMTP, an F could become
    /// ">From" in a mailbox file.
    /// </summary>
    private static bool IsPlain(ReadOnlySpan<byte> rest, int column) => rest[0] switch
    {
        (byte)'=' => false,
        (byte)' ' or (byte)'\t' => rest.Length > 1 && !IsLineEnd(rest[1..]),
        (byte)'.' or (byte)'F' => column > 0,
        var b => b is > 32 and < 127,
    };

    private static bool IsLineEnd(ReadOnlySpan<byte> rest) => rest is [(byte)'\r', (byte)'\n', ..];
}
