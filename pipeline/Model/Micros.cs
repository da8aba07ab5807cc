using NodaTime;

namespace Daybook.Model;

/// <summary>Time as the ledger keeps it: integer microseconds, since 1970-01-01T00:00:00Z for an instant.</summary>
public static class Micros
{
    public const long PerSecond = 1_000_000;
    public const long PerMinute = 60 * PerSecond;
    public const long PerHour = 60 * PerMinute;

    /// <summary>Whole microseconds; anything finer is cut off towards the past.</summary>
    public static long From(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return Math.DivRem(ticks, 10) is var (whole, rest) && rest < 0 ? whole - 1 : whole;
    }

    public static Instant ToInstant(long micros) => Instant.FromUnixTimeTicks(micros * 10);

    /// <summary>Whole microseconds; anything finer is cut off towards zero.</summary>
    public static long From(Duration length) => length.BclCompatibleTicks / 10;

    public static Duration ToDuration(long micros) => Duration.FromTicks(micros * 10);
}
