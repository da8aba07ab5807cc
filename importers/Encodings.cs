namespace Daybook.Importers;

/// <summary>What a file may be that nobody recognises, from its first bytes.</summary>
public static class Encodings
{
    /// <summary>Marks UTF-8 at the start of a file; without meaning otherwise.</summary>
    public static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>A clause to follow "not recognised:", with what to do about it; null when nothing is odd about the bytes.</summary>
    public static string? Doubt(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Utf8Mark)) head = head[Utf8Mark.Length..];
        if (head.IndexOfAnyExcept(" \t\r\n"u8) is var first && first < 0) return "the file is empty";
        if (head.Length < 64 && head.IndexOfAnyExcept(" \t\r\n[]"u8) < 0) return "it is an empty list";
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || HasNulPattern(head)) return "it looks like UTF-16; convert it to UTF-8";
        if (head is [0x1F, 0x8B, ..]) return "it is compressed once more inside; unpack it";
        if (head is [(byte)'P', (byte)'K', 3, 4, ..]) return "it is an archive where none can be opened; unpack it";
        if (StartsWithIgnoringCase(head[first..], "<!doctype html"u8) || StartsWithIgnoringCase(head[first..], "<html"u8))
            return "it is a web page, perhaps a sign-in or error page instead of the download";
        return head[..Math.Min(head.Length, 4096)].ContainsAnyInRange((byte)0, (byte)8) ? "it is a binary file" : null;
    }

    // Letters of European languages have a zero byte each in UTF-16.
    private static bool HasNulPattern(ReadOnlySpan<byte> head) =>
        head.Length >= 4 && (head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0 || head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0);

    private static bool StartsWithIgnoringCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && System.Text.Ascii.EqualsIgnoreCase(text[..start.Length], start);
}
