using Daybook.Model;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests;

/// <summary>Instants and lengths as a table row writes them, in microseconds.</summary>
internal static class Moment
{
    private static readonly LocalDateTimePattern Written = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static DateTimeZone Zone(string name) => DateTimeZoneProviders.Tzdb[name];

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    /// <summary><c>2026-03-29 01:30</c>, UTC.</summary>
    public static long Utc(string text) => Micros.From(Written.Parse(text).Value.InUtc().ToInstant());

    /// <summary>The same on a zone's clock, which must show it once.</summary>
    public static long In(string zone, string text) => Micros.From(Written.Parse(text).Value.InZoneStrictly(Zone(zone)).ToInstant());

    /// <summary><c>7:30</c>: hours and minutes.</summary>
    public static long Length(string text)
    {
        var parts = text.Split(':');
        return int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) * Micros.PerHour
            + int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) * Micros.PerMinute;
    }
}
