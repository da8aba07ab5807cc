using System.Globalization;
using NodaTime;

namespace Daybook.Importers.Remote;

/// <summary>Reads what a service says of when to come back: seconds, or a date as HTTP writes it.</summary>
public static class RetryAfter
{
    // So long that nobody waits for it.
    private const int MostSeconds = 1_000_000;

    /// <summary>Null where the text says neither; a date that is over is no time at all.</summary>
    public static TimeSpan? Of(string? text, Instant now)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (text.All(char.IsAsciiDigit))
            return TimeSpan.FromSeconds(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, MostSeconds) : MostSeconds);
        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return null;
        var wait = Instant.FromDateTimeOffset(at) - now;
        return wait <= Duration.Zero ? TimeSpan.Zero : wait >= Duration.FromSeconds(MostSeconds) ? TimeSpan.FromSeconds(MostSeconds) : wait.ToTimeSpan();
    }
}
