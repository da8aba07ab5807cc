using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Tables;

/// <summary>A moment as a file writes it: an instant where it gives the zone, else a date and what the clock showed.</summary>
/// <param name="Clock">Microseconds since midnight on the clock, up to 24 hours.</param>
/// <param name="OffsetMicros">What the clock was ahead of UTC, or null where the text does not say.</param>
public readonly record struct Moment(LocalDate Date, long Clock, long? OffsetMicros)
{
    /// <summary>The date and time, 24:00 being midnight of the next day.</summary>
    public LocalDateTime Local => Date.PlusDays((int)(Clock / (24 * Micros.PerHour))).AtMidnight().PlusTicks(Clock % (24 * Micros.PerHour) * 10);

    /// <summary>Microseconds since the epoch, where the text gives an offset.</summary>
    public long? Instant => OffsetMicros is { } offset ? Micros.From(Local.InUtc().ToInstant()) - offset : null;
}

/// <summary>Reads moments as trackers write them: 2026-11-21T09:30:00Z, 2026-11-21 09:30, 20261121T093000Z, 21.11.2026 9:30 PM.</summary>
public static class MomentText
{
    private const int CompactClock = 6;

    public static bool TryParse(ReadOnlySpan<char> text, DateOrder? order, out Moment moment)
    {
        moment = default;
        text = text.Trim();
        var split = text.IndexOfAny('T', ' ');
        if (split <= 0 || !DateText.TryParse(text[..split], order, out var date)) return false;
        var rest = text[(split + 1)..].Trim();
        if (!TryOffset(ref rest, out var offset)) return false;
        if (!ClockText.TryParse(rest, out var clock) && !TryCompact(rest, out clock)) return false;
        moment = new Moment(date, clock, offset);
        return true;
    }

    /// <summary>Takes the offset off the end of the text; false where there is something that is none.</summary>
    private static bool TryOffset(ref ReadOnlySpan<char> text, out long? offset)
    {
        offset = null;
        if (text.IsEmpty) return false;
        if (text[^1] is 'Z' or 'z')
        {
            text = text[..^1];
            offset = 0;
            return true;
        }
        if (text.EndsWith(" UTC", StringComparison.OrdinalIgnoreCase) || text.EndsWith(" GMT", StringComparison.OrdinalIgnoreCase))
        {
            text = text[..^4];
            offset = 0;
            return true;
        }
        var sign = text.LastIndexOfAny('+', '-');
        if (sign < 0) return true;
        var digits = text[(sign + 1)..];
        Span<char> plain = stackalloc char[4];
        var length = 0;
        foreach (var c in digits)
        {
            if (c == ':') continue;
            if (c is < '0' or > '9' || length == plain.Length) return false;
            plain[length++] = c;
        }
        if (length is not (2 or 4)) return false;
        var hours = (plain[0] - '0') * 10 + (plain[1] - '0');
        var minutes = length == 4 ? (plain[2] - '0') * 10 + (plain[3] - '0') : 0;
        if (hours > 18 || minutes > 59) return false;
        offset = (hours * Micros.PerHour + minutes * Micros.PerMinute) * (text[sign] == '-' ? -1 : 1);
        text = text[..sign].TrimEnd();
        return true;
    }

    private static bool TryCompact(ReadOnlySpan<char> text, out long clock)
    {
        clock = 0;
        return text.Length == CompactClock && !text.ContainsAnyExceptInRange('0', '9')
            && ClockText.TryParse($"{text[..2]}:{text[2..4]}:{text[4..]}", out clock);
    }
}
