using Daybook.Importers.Tables;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>A time of day as a person types it, with a date or without.</summary>
/// <param name="Clock">Microseconds since midnight on the clock, up to 24 hours.</param>
public readonly record struct SaidTime(LocalDate? Date, long Clock);

/// <summary>Reads what a person types of times: 09:00, "2026-10-21 09:00", 09:00-10:30, 1:30, 1h30m, today.</summary>
public static class HandText
{
    private static readonly string[] Dashes = ["-", "–", "—"];

    public static bool TryTime(string text, out SaidTime time)
    {
        time = default;
        text = text.Trim();
        var split = text.IndexOfAny([' ', 'T', 't']);
        if (split < 0 || !DateText.TryParse(text.AsSpan(0, split), null, out var date))
        {
            if (!ClockText.TryParse(text, out var bare)) return false;
            time = new SaidTime(null, bare);
            return true;
        }
        if (!ClockText.TryParse(text.AsSpan(split + 1), out var clock)) return false;
        time = new SaidTime(date, clock);
        return true;
    }

    /// <summary>Two clock times, the second on the next day where it is not later than the first.</summary>
    public static bool TrySpan(string text, out long from, out long to)
    {
        (from, to) = (0, 0);
        foreach (var dash in Dashes)
            if (text.Split(dash) is [var first, var second] && ClockText.TryParse(first, out from) && ClockText.TryParse(second, out to))
                return true;
        return false;
    }

    /// <summary>A length above nothing. A whole number alone is none: nobody knows whether hours or minutes are meant.</summary>
    public static bool TryLength(string text, out long micros)
    {
        micros = 0;
        return !text.Trim().All(char.IsAsciiDigit) && LengthText.TryParse(text, LengthUnit.Hours, null, out micros) && micros > 0;
    }

    /// <param name="today">Where the person is.</param>
    public static bool TryDate(string text, LocalDate today, out LocalDate date)
    {
        switch (text.Trim().ToLowerInvariant())
        {
            case "today":
                date = today;
                return true;
            case "yesterday":
                date = today.PlusDays(-1);
                return true;
            default:
                return DateText.TryParse(text, null, out date);
        }
    }
}
