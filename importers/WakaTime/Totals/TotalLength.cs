using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.WakaTime.Totals;

/// <summary>The length an item gives, in the one of its spellings that says most.</summary>
internal static class TotalLength
{
    /// <summary>Keys that only write the length, or its share of the whole, once more.</summary>
    public static bool IsSpelling(string key) =>
        key is "total_seconds" or "hours" or "minutes" or "seconds" or "digital" or "text" or "decimal" or "percent";

    /// <summary>Microseconds, exact to what is written; null when the item gives no length or one below zero.</summary>
    public static long? Of(JsonElement item) =>
        (item.Micros("total_seconds") ?? Clock(item) ?? Digital(item.Text("digital"))) is { } length and >= 0 ? length : null;

    private static long? Clock(JsonElement item)
    {
        var (hours, minutes, seconds) = (item.Number("hours"), item.Number("minutes"), item.Number("seconds"));
        if (hours is null && minutes is null && seconds is null) return null;
        return (hours ?? 0) * Micros.PerHour + (minutes ?? 0) * Micros.PerMinute + (seconds ?? 0) * Micros.PerSecond;
    }

    // H:MM or H:MM:SS.
    private static long? Digital(string? text)
    {
        var parts = text?.Split(':') ?? [];
        if (parts.Length is < 2 or > 3) return null;
        long length = 0;
        var unit = Micros.PerHour;
        foreach (var part in parts)
        {
            if (part.Length is 0 or > 6 || part.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
            length += long.Parse(part, System.Globalization.CultureInfo.InvariantCulture) * unit;
            unit /= 60;
        }
        return length;
    }
}
