using System.Text.Json;
using Daybook.Importers.Json;

namespace Daybook.Importers.WakaTime.Fast;

/// <summary>
/// Finds where a day of an export ends, to ask whether it is a known one before it is read. The first day is measured by its
/// brackets; what stands between it and the second (<c>]}, {"date": "</c>, with the file's own white space) is then simply
/// searched for, which is as fast as memory.
/// </summary>
/// <remarks>
/// Why this is sound although such text might stand deeper inside a day: the end that is found is only used when the bytes up
/// to it have the hash and length of a segment that was read in full before. That one began at a day's opening bracket and
/// ended at its closing one; equal bytes from the same state end in the same state, so this one ends there too. A wrong end
/// matches no known segment and the day is read in full.
/// </remarks>
/// <param name="learns">False to measure every day by its brackets.</param>
internal sealed class SegmentScan(bool learns)
{
    /// <summary>Bytes; a day that is longer is read without asking.</summary>
    private const int Farthest = 16 << 20;

    private byte[] _boundary = [];
    private int _closing;

    /// <summary>
    /// Length of the day object at the position, which is then wholly in the window; 0 when it ends too far away or not at all.
    /// </summary>
    public int Measure(JsonWindow window)
    {
        if (_boundary.Length > 0 && Search(window) is var found and > 0) return found;
        var length = Match(window);
        if (learns && length > 0 && _boundary.Length == 0) Learn(window, length);
        return length;
    }

    /// <summary>The date that a whole day object gives, or null.</summary>
    public static string? DateOf(ReadOnlySpan<byte> day)
    {
        var reader = new Utf8JsonReader(day);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isDate = reader.ValueTextEquals("date"u8);
                reader.Read();
                if (isDate) return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // A rejected heartbeat stands before the date.
        }
        return null;
    }

    private int Search(JsonWindow window)
    {
        var from = 0;
        while (from < Farthest)
        {
            var at = window.Rest[from..].IndexOf(_boundary);
            if (at >= 0) return from + at + _closing;
            from = Math.Max(0, window.Rest.Length - _boundary.Length + 1);
            if (!window.More()) return 0;
        }
        return 0;
    }

    private static int Match(JsonWindow window)
    {
        var scanner = new ExtentScanner();
        var at = 0;
        while (at < Farthest)
        {
            switch (scanner.Scan(window.Rest, ref at))
            {
                case ExtentScanner.Outcome.Done:
                    return at;
                case ExtentScanner.Outcome.Mismatch:
                    return 0;
            }
            if (!window.More()) return 0;
        }
        return 0;
    }

    // From the last ']' of the day to the first '"' of the next date.
    private void Learn(JsonWindow window, int length)
    {
        const int LongestGap = 512;
        var text = window.Head(length + LongestGap);
        var opening = text[..length].LastIndexOf((byte)']');
        if (opening < 0 || text[(opening + 1)..(length - 1)].ContainsAnyExcept(" \t\r\n"u8)) return;
        var end = length;
        foreach (var part in (ReadOnlySpan<string>)[",", "{", "\"date\"", ":", "\""])
        {
            var space = text[end..].IndexOfAnyExcept(" \t\r\n"u8);
            if (space < 0 || end + space + part.Length > text.Length) return;
            end += space;
            foreach (var character in part)
                if (text[end++] != character)
                    return;
        }
        _boundary = text[opening..end].ToArray();
        _closing = length - opening;
    }
}
