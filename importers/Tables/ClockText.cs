using Daybook.Model;

namespace Daybook.Importers.Tables;

/// <summary>Reads times of day as trackers write them: 9:30, 09:30:15, 9:30 PM, 09:30:15.250, 24:00.</summary>
public static class ClockText
{
    private const int FractionDigits = 6;

    /// <param name="micros">Since midnight on the clock; 24 hours for 24:00, the end of the day.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out long micros)
    {
        micros = 0;
        text = text.Trim();
        var half = Half(ref text);
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, ':');
        if (count is < 2 or > 3 || !TryDigits(text[parts[0]], 2, out var hours) || !TryDigits(text[parts[1]], 2, out var minutes)) return false;
        if (text[parts[1]].Length != 2) return false;
        long seconds = 0;
        if (count == 3 && !TrySeconds(text[parts[2]], out seconds)) return false;
        if (minutes > 59 || seconds >= Micros.PerMinute) return false;
        if (half is { } isAfternoon)
        {
            if (hours is < 1 or > 12) return false;
            hours = hours % 12 + (isAfternoon ? 12 : 0);
        }
        micros = hours * Micros.PerHour + minutes * Micros.PerMinute + seconds;
        return micros <= 24 * Micros.PerHour;
    }

    /// <summary>True for PM, false for AM; takes the mark off.</summary>
    private static bool? Half(ref ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[^1] is not ('M' or 'm' or '.')) return null;
        var bare = text.TrimEnd('.');
        if (bare.Length < 3 || bare[^1] is not ('M' or 'm')) return null;
        bare = bare[..^1].TrimEnd('.');
        if (bare[^1] is not ('A' or 'a' or 'P' or 'p')) return null;
        var isAfternoon = bare[^1] is 'P' or 'p';
        text = bare[..^1].Trim().Trim(' ').Trim(' ');
        return isAfternoon;
    }

    private static bool TrySeconds(ReadOnlySpan<char> text, out long micros)
    {
        micros = 0;
        var point = text.IndexOfAny('.', ',');
        var whole = point < 0 ? text : text[..point];
        if (whole.Length != 2 || !TryDigits(whole, 2, out var seconds)) return false;
        micros = seconds * Micros.PerSecond;
        if (point < 0) return true;
        var fraction = text[(point + 1)..];
        if (fraction.IsEmpty || fraction.ContainsAnyExceptInRange('0', '9')) return false;
        long scale = Micros.PerSecond / 10;
        for (var i = 0; i < Math.Min(fraction.Length, FractionDigits); i++, scale /= 10) micros += (fraction[i] - '0') * scale;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, int most, out long number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > most) return false;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '9') return false;
            number = number * 10 + (digit - '0');
        }
        return true;
    }
}
