using System.Text.RegularExpressions;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.Timedot;

/// <summary>Reads amounts: dots or letters of a quarter of an hour each, or a number with a unit, hours where there is none.</summary>
internal static partial class TimedotAmount
{
    private const long PerMark = 15 * Micros.PerMinute;
    private const long PerDay = 24 * Micros.PerHour;
    private const long Most = 100 * 365 * PerDay;

    [GeneratedRegex(@"^([+-]?)([0-9]{1,3}(?:[ '_][0-9]{3})+(?:[.,][0-9]*)?|[0-9][0-9.,]*|[.,][0-9]+)(s|mo|m|h|d|w|y)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:\.[. ]*|[+-]?[0-9.,]*[0-9](?:s|mo|m|h|d|w|y)?)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    /// <summary>Whether the text can be nothing but an amount: letters might be words.</summary>
    public static bool IsPlain(string text) => Form().IsMatch(text);

    /// <summary>Whether the text is of letters alone, without a space.</summary>
    public static bool IsLetters(string text) => text.Length > 0 && text.All(char.IsLetter);

    /// <summary>One part, or one a letter in the order of letters. Units are those hledger's manual gives, to the microsecond.</summary>
    /// <param name="parts">Microseconds, and the letter or null.</param>
    public static Flaw? Read(string text, out List<(long Micros, char? Letter)> parts)
    {
        parts = [];
        if (Number().Match(text) is { Success: true } number) return Read(number, parts);
        var marks = text.Where(c => !char.IsWhiteSpace(c)).ToList();
        if (marks.TrueForAll(c => c == '.')) parts.Add((marks.Count * PerMark, null));
        else if (marks.TrueForAll(char.IsLetter)) parts.AddRange(marks.GroupBy(c => c).OrderBy(g => g.Key).Select(g => (g.Count() * PerMark, (char?)g.Key)));
        return parts.Count > 0 ? null : new Flaw($"'{Printable.Short(text, 60)}' is not an amount of time", "Dots or letters of a quarter of an hour each, or a number with s, m, h, d, w, mo or y; before other words goes a semicolon.");
    }

    private static Flaw? Read(Match match, List<(long, char?)> parts)
    {
        var digits = match.Groups[2].Value.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        if (!DecimalText.TryParse(digits, Mark(digits), out var number)) return new Flaw($"'{Printable.Short(match.Value, 60)}' is not a number");
        if (match.Groups[1].Value == "-" && number > 0) return new Flaw("the length is below nothing");
        var unit = Unit(match.Groups[3].Value);
        if (number > Most / unit) return new Flaw($"'{Printable.Short(match.Value, 60)}' is more than a hundred years");
        parts.Add(((long)decimal.Round(number * unit, MidpointRounding.AwayFromZero), null));
        return null;
    }

    // The only mark comes before decimals, in 1,500 as in 1,5.
    private static char? Mark(string digits)
    {
        var mark = digits.IndexOfAny(['.', ',']);
        return mark >= 0 && digits.LastIndexOfAny(['.', ',']) == mark ? digits[mark] : null;
    }

    private static long Unit(string name) => name switch
    {
        "s" => Micros.PerSecond,
        "m" => Micros.PerMinute,
        "d" => PerDay,
        "w" => 7 * PerDay,
        "mo" => 30 * PerDay,
        "y" => 365 * PerDay,
        _ => Micros.PerHour,
    };
}
