using System.Globalization;
using Daybook.Model;

namespace Daybook.Spool;

/// <summary>Names of folders and files in the spool: what comes from outside never leads anywhere else.</summary>
public static class SpoolNames
{
    /// <summary>Below a source's folder: what was taken out of writers' hands, and what could not be read.</summary>
    public const string Taken = "taken", Refused = "refused";

    public const string Extension = ".jsonl";

    /// <summary>Characters; a file's name has a number and an ending beside it.</summary>
    public const int Longest = 80;

    /// <summary>Whether a text can be the name of a source or writer as it stands: ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, which is not the first.</summary>
    public static bool IsSafe(string name) => name.Length is > 0 and <= Longest && name[0] != '.' && name.All(IsPlain) && !IsDevice(name);

    /// <summary>A name that is safe for any text; two texts never get the same one, but by a chance of one in billions.</summary>
    public static string Safe(string text)
    {
        if (IsSafe(text)) return text;
        var plain = string.Concat(text.Select(c => IsPlain(c) && c != '.' ? c : '-')).Trim('-');
        var hash = ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(text)).ToString();
        const int Shown = 40, OfHash = 10;
        return $"{(plain.Length == 0 ? "writer" : plain[..Math.Min(Shown, plain.Length)])}_{hash[..OfHash]}";
    }

    /// <summary>The name of a writer's file once it is taken: <c>vim.1785000000000000.jsonl</c>.</summary>
    /// <param name="atMicros">When it was taken, microseconds since the epoch.</param>
    public static string OfTaken(string writer, long atMicros) => string.Create(CultureInfo.InvariantCulture, $"{writer}.{atMicros}{Extension}");

    /// <summary>When the file was taken, microseconds since the epoch; null where its name does not say so.</summary>
    public static long? TakenAt(string fileName)
    {
        if (!fileName.EndsWith(Extension, StringComparison.Ordinal)) return null;
        var stem = fileName.AsSpan(0, fileName.Length - Extension.Length);
        return long.TryParse(stem[(stem.LastIndexOf('.') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : null;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    // What Windows opens in place of a file of that name.
    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL" || (stem.Length == 4 && stem[..3] is "COM" or "LPT" && char.IsAsciiDigit(stem[3]));
    }
}
