using System.Globalization;
using System.Text;
using Daybook.Importers.Json;
using Daybook.Model;
using NodaTime.Text;

namespace Daybook.Importers.WakaTime.Heartbeats;

/// <summary>When a heartbeat was: seconds since the epoch as a number or as text, or RFC 3339 text.</summary>
internal static class HeartbeatTime
{
    /// <summary>1999-01-01 and 2100-01-01: times outside are mistakes, most often another unit.</summary>
    private const long Earliest = 915_148_800 * Micros.PerSecond, Latest = 4_102_444_800 * Micros.PerSecond;

    public static bool IsBelievable(long micros) => micros is >= Earliest and < Latest;

    /// <summary>Null when the time was read.</summary>
    public static Flaw? Read(ReadOnlySpan<byte> text, out long micros)
    {
        if (DecimalMicros.TryParse(text, out micros) && IsBelievable(micros)) return null;
        var shown = Printable.Short(Encoding.UTF8.GetString(text), 60);
        if (decimal.TryParse(shown, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            return new($"the time {shown} does not lie between 1999 and 2100", LooksLike(seconds));
        var parsed = OffsetDateTimePattern.Rfc3339.Parse(shown);
        if (!parsed.Success)
            return new($"'{shown}' is not a time", "Seconds since 1970 are expected, or a time such as 2020-03-30T19:54:19.1Z.");
        micros = Micros.From(parsed.Value.ToInstant());
        return IsBelievable(micros) ? null : new($"the time '{shown}' does not lie between 1999 and 2100");
    }

    private static string? LooksLike(decimal value)
    {
        if (Fits(value / 1_000)) return "It looks like milliseconds; seconds are expected.";
        if (Fits(value / 1_000_000)) return "It looks like microseconds; seconds are expected.";
        if (Fits(value / 1_000_000_000)) return "It looks like nanoseconds; seconds are expected.";
        return null;
    }

    private static bool Fits(decimal seconds) => seconds is >= Earliest / Micros.PerSecond and < Latest / Micros.PerSecond;
}
