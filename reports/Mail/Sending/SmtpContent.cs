namespace Daybook.Reports;

/// <summary>A message as it stands after DATA (RFC 5321 4.5.2).</summary>
internal static class SmtpContent
{
    /// <summary>Says that the message is complete.</summary>
    public static readonly byte[] End = ".\r\n"u8.ToArray();

    /// <summary>Every line ends in CRLF, the last one too, and a dot at the start of a line is doubled: nothing in it can end it.</summary>
    public static byte[] Of(ReadOnlySpan<byte> message)
    {
        using var content = new MemoryStream(message.Length + message.Length / 50 + 2);
        var isLineStart = true;
        for (var i = 0; i < message.Length; i++)
        {
            if (message[i] is (byte)'\r' or (byte)'\n')
            {
                content.Write("\r\n"u8);
                if (message[i] == '\r' && i + 1 < message.Length && message[i + 1] == '\n') i++;
                isLineStart = true;
                continue;
            }
            if (isLineStart && message[i] == '.') content.WriteByte((byte)'.');
            content.WriteByte(message[i]);
            isLineStart = false;
        }
        if (!isLineStart) content.Write("\r\n"u8);
        return content.ToArray();
    }
}
