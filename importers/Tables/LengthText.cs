using Daybook.Model;
using NodaTime.Text;

namespace Daybook.Importers.Tables;

/// <summary>What a plain number of a column of lengths counts.</summary>
public enum LengthUnit
{
    Hours,
    Minutes,
    Seconds,
}

/// <summary>Reads lengths as trackers write them: 1:30, 01:30:00, 26:15:00, 1.5, 1,5, "18:25 min", "45 sec", "1h 30m", PT1H30M.</summary>
public static class LengthText
{
    private const int MostClockParts = 3;

    /// <param name="unit">Of a plain number.</param>
    /// <param name="separator">Before the decimals of a plain number, or null to see it from the number.</param>
    /// <param name="micros">Rounded to the nearest microsecond; negative where the text is.</param>
    public static bool TryParse(ReadOnlySpan<char> text, LengthUnit unit, char? separator, out long micros)
    {
        micros = 0;
        text = text.Trim();
        if (text.IsEmpty) return false;
        var isNegative = text[0] == '-';
        var bare = isNegative ? text[1..] : text;
        if (bare.IsEmpty) return false;
        var found = TryIso(bare, out micros) || TryClock(bare, out micros) || TryWords(bare, out micros) || TryNumber(bare, unit, separator, out micros);
        if (isNegative) micros = -micros;
        return found;
    }

    private static bool TryIso(ReadOnlySpan<char> text, out long micros)
    {
        micros = 0;
        if (text[0] is not ('P' or 'p') || PeriodPattern.Roundtrip.Parse(text.ToString().ToUpperInvariant()) is not { Success: true, Value: var period }) return false;
        if (period.Years != 0 || period.Months != 0) return false;
        micros = period.Days * 24 * Micros.PerHour + period.Weeks * 7 * 24 * Micros.PerHour + period.Hours * Micros.PerHour
            + period.Minutes * Micros.PerMinute + period.Seconds * Micros.PerSecond + period.Milliseconds * 1000 + (period.Ticks / 10) + (period.Nanoseconds / 1000);
        return true;
    }

    // Hours are not folded into days. Toggl's classic "18:25 min" is minutes and seconds.
    private static bool TryClock(ReadOnlySpan<char> text, out long micros)
    {
        micros = 0;
        var isMinutes = text.EndsWith(" min", StringComparison.OrdinalIgnoreCase);
        if (isMinutes) text = text[..^4];
        if (text.IndexOf(':') < 0) return false;
        Span<Range> parts = stackalloc Range[MostClockParts + 1];
        var count = text.Split(parts, ':');
        if (count is < 2 or > MostClockParts || (isMinutes && count != 2)) return false;
        var unit = isMinutes ? Micros.PerMinute : Micros.PerHour;
        for (var i = 0; i < count; i++, unit /= 60)
        {
            if (!DecimalText.TryParse(text[parts[i]], '.', out var number) || number < 0 || (i > 0 && number >= 60)) return false;
            if (i < count - 1 && number != decimal.Truncate(number)) return false;
            if (!TryScale(number, unit, out var part)) return false;
            micros += part;
        }
        return true;
    }

    private static bool TryWords(ReadOnlySpan<char> text, out long micros)
    {
        micros = 0;
        var isAny = false;
        while (!(text = text.TrimStart()).IsEmpty)
        {
            var digits = text.IndexOfAnyExcept("0123456789.,");
            if (digits <= 0 || !DecimalText.TryParse(text[..digits], null, out var number)) return false;
            text = text[digits..].TrimStart();
            var letters = text.IndexOfAny("0123456789 ");
            var word = letters < 0 ? text : text[..letters];
            text = letters < 0 ? default : text[letters..];
            long? unit = word.ToString().ToLowerInvariant() switch
            {
                "h" or "hr" or "hrs" or "hour" or "hours" or "std" or "std." => Micros.PerHour,
                "m" or "min" or "mins" or "minute" or "minutes" => Micros.PerMinute,
                "s" or "sec" or "secs" or "second" or "seconds" => Micros.PerSecond,
                _ => null,
            };
            if (unit is not { } known || !TryScale(number, known, out var part)) return false;
            micros += part;
            isAny = true;
        }
        return isAny;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, LengthUnit unit, char? separator, out long micros)
    {
        micros = 0;
        var scale = unit switch { LengthUnit.Hours => Micros.PerHour, LengthUnit.Minutes => Micros.PerMinute, _ => Micros.PerSecond };
        return DecimalText.TryParse(text, separator, out var number) && TryScale(number, scale, out micros);
    }

    private static bool TryScale(decimal number, long unit, out long micros)
    {
        const decimal Longest = 1_000_000;
        micros = 0;
        if (Math.Abs(number) > Longest * Micros.PerHour / unit) return false;
        micros = (long)decimal.Round(number * unit, MidpointRounding.AwayFromZero);
        return true;
    }
}
