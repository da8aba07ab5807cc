using System.Globalization;
using System.Text.RegularExpressions;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Klog;

/// <summary>Reads the values that klog writes: 2026-10-21, 8h30m, -45m, &lt;23:30 - 1:15, 8:00am - ?.</summary>
internal static partial class KlogTime
{
    private const int PerDay = 24 * 60;

    [GeneratedRegex(@"^(<?\d{1,2}:\d{2}(?:am|pm)?>?)\s*-\s*(?:(<?\d{1,2}:\d{2}(?:am|pm)?>?)|\?+)(?:\s+(.*))?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex RangeLine();

    [GeneratedRegex(@"^([+-]?(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m)?)(?:\s+(.*))?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex LengthLine();

    [GeneratedRegex(@"^(\d{4}[-/]\d{2}[-/]\d{2})(?:\s+\((.*)!\))?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex DateLine();

    /// <summary>Whether the line begins a record, be its values sound or not.</summary>
    public static bool IsDate(string line) => DateLine().IsMatch(line);

    public static bool TryDate(string line, out LocalDate date, out int? should)
    {
        (date, should) = (default, null);
        var match = DateLine().Match(line);
        if (!match.Success || !DateText.TryParse(match.Groups[1].Value, null, out date)) return false;
        if (!match.Groups[2].Success) return true;
        if (!TryLength(match.Groups[2].Value.Trim(), out var minutes, out var rest) || rest.Length > 0) return false;
        should = minutes;
        return true;
    }

    /// <summary>The entry a line without its indentation gives, or null where it begins with no value of klog's.</summary>
    public static KlogEntry? Entry(string line, Place place)
    {
        if (TryLength(line, out var minutes, out var rest)) return new KlogEntry.Length(minutes, rest, Said(line, rest), place, line);
        var match = RangeLine().Match(line);
        if (!match.Success) return null;
        var summary = match.Groups[3].Value.Trim();
        if (!TryTime(match.Groups[1].Value, out var start)) return NoTime(match.Groups[1].Value);
        if (!match.Groups[2].Success) return new KlogEntry.Open(summary, Said(line, summary), place, line);
        if (!TryTime(match.Groups[2].Value, out var end)) return NoTime(match.Groups[2].Value);
        return new KlogEntry.Range(start, end, summary, Said(line, summary), place, line);

        KlogEntry.Bad NoTime(string text) => new(new Flaw($"'{text}' is not a time of day"), place, line);
    }

    private static bool TryLength(string line, out int minutes, out string rest)
    {
        (minutes, rest) = (0, "");
        var match = LengthLine().Match(line);
        if (!match.Success) return false;
        var hours = match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var more = match.Groups[3].Success ? int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (!match.Groups[2].Success && !match.Groups[3].Success || match.Groups[2].Success && more >= 60) return false;
        minutes = hours * 60 + more;
        if (line[0] == '-') minutes = -minutes;
        rest = match.Groups[4].Value.Trim();
        return true;
    }

    private static bool TryTime(string text, out int minutes)
    {
        minutes = 0;
        var (before, after) = (text[0] == '<', text[^1] == '>');
        if (before && after || !ClockText.TryParse(text.AsSpan().Trim("<>"), out var clock)) return false;
        minutes = (int)(clock / Micros.PerMinute) + (after ? PerDay : 0) - (before ? PerDay : 0);
        return true;
    }

    private static string Said(string line, string summary) => line[..^summary.Length].Trim();
}
