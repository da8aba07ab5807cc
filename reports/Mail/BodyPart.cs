using System.Text;

namespace Daybook.Reports;

/// <summary>One part of a message with its headers, in whichever of the two encodings is shorter.</summary>
internal static class BodyPart
{
    /// <param name="content">Lines end in LF; lone halves of surrogate pairs become the replacement sign.</param>
    public static string Of(string type, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n"));
        var (quoted, base64) = (QuotedPrintable.Of(bytes), Base64(bytes));
        var (name, body) = quoted.Length <= base64.Length ? ("quoted-printable", quoted) : ("base64", base64);
        return $"Content-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: {name}\r\n\r\n{body}\r\n";
    }

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
}
