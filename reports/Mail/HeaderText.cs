using System.Globalization;
using System.Text;

namespace Daybook.Reports;

/// <summary>Text as a header's value: nothing in it can end the header, whatever it holds.</summary>
internal static class HeaderText
{
    /// <summary>Bytes in one encoded word: in base64, with its frame and the longest header name it stays below 76 characters.</summary>
    private const int WordBytes = 39;

    /// <summary>Longest value left as it is; the header's name stands before it.</summary>
    private const int LongestPlain = 60;

    /// <summary>As it is where that is plain and short, else encoded words (RFC 2047), each on a line of its own.</summary>
    public static string Of(string text)
    {
        var clean = Clean(text);
        return Ascii.IsValid(clean) && clean.Length <= LongestPlain && !clean.Contains("=?", StringComparison.Ordinal) ? clean : Encoded(clean);
    }

    /// <summary>The name quoted or encoded, and the address on a line of its own where they are long together.</summary>
    public static string Of(Mailbox mailbox)
    {
        if (mailbox.Name.Length == 0) return mailbox.Address;
        var name = Of(mailbox.Name);
        if (name == Clean(mailbox.Name) && !name.All(c => char.IsAsciiLetterOrDigit(c) || c == ' '))
            name = $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return $"{name}\r\n <{mailbox.Address}>";
    }

    /// <summary>Without control, direction and line separator characters.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)))
                clean.Append(rune.ToString());
        return clean.ToString().Trim();
    }

    private static string Encoded(string text)
    {
        var (words, word) = (new List<string>(), new List<byte>());
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            if (word.Count + length > WordBytes) Close();
            word.AddRange(utf8[..length]);
        }
        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }
}
