using NodaTime;

namespace Daybook.Worker.Schedules;

/// <summary>What becomes of a time that passed while nobody was there to keep it.</summary>
public enum MissedTime { Once, Skip }

/// <summary>When something is done again and again.</summary>
/// <param name="Zone">Whose clock is meant.</param>
/// <param name="Stages">Of a run; null for those that a run has by itself.</param>
public sealed record Schedule(string Name, CronText Cron, DateTimeZone Zone, IReadOnlyList<string>? Stages, MissedTime Missed)
{
    // Longer than any change of a clock.
    private static readonly Duration Margin = Duration.FromHours(25);

    /// <summary>
    /// The next instant that is meant, after another. A fixed hour that the clock skips is meant at the end of the gap, one that comes twice the first time; where hours
    /// are not fixed, what is skipped is left out, and what comes twice is meant both times. Each instant is meant once.
    /// </summary>
    /// <returns>Null where there is none any more.</returns>
    public Instant? Next(Instant after)
    {
        var local = after.InZone(Zone).LocalDateTime;
        // Only where the clock changes nearby can a time that it shows earlier come later.
        var isNear = Zone.GetZoneIntervals(after - Margin, after + Margin).Skip(1).Any();
        var time = isNear ? local.Minus(Period.FromHours(25)) : local.PlusSeconds(-1);
        Instant? best = null;
        while (Cron.After(time) is { } next && (best is not { } found || next <= found.InZone(Zone).LocalDateTime.PlusHours(isNear ? 25 : 0)))
        {
            foreach (var instant in Meant(next))
                if (instant > after && (best is null || instant < best)) best = instant;
            time = next;
        }
        return best;
    }

    private IEnumerable<Instant> Meant(LocalDateTime time)
    {
        var mapped = Zone.MapLocal(time);
        if (mapped.Count == 0) return Cron.HasFixedHours ? [mapped.EarlyInterval.End] : [];
        return mapped.Count == 2 && !Cron.HasFixedHours ? [mapped.First().ToInstant(), mapped.Last().ToInstant()] : [mapped.First().ToInstant()];
    }
}
