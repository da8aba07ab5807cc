using System.Text;

namespace Daybook.Importers.Tables;

/// <summary>The encodings that trackers and the spreadsheets after them write.</summary>
public static class TableEncodings
{
    public const string Utf8 = "utf-8", Utf16 = "utf-16", Utf16BigEndian = "utf-16BE", Windows1252 = "windows-1252";

    static TableEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Named(string name) => Encoding.GetEncoding(name);

    /// <param name="isWhole">False where the bytes may end in the middle of a character.</param>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes, bool isWhole) => ValidPrefix(bytes) is var valid && (isWhole ? valid == bytes.Length : valid >= 0);

    /// <summary>How many of the bytes are whole characters of UTF-8, a cut one at the end left out; -1 where they are none.</summary>
    public static int ValidPrefix(ReadOnlySpan<byte> bytes)
    {
        const int LongestCut = 3;
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return bytes.Length;
        for (var cut = 1; cut <= LongestCut && cut <= bytes.Length; cut++)
            if (bytes[^cut] >= 0xC0)
                return System.Text.Unicode.Utf8.IsValid(bytes[..^cut]) ? bytes.Length - cut : -1;
        return -1;
    }
}
