using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What somebody wants to be reminded of.</summary>
/// <param name="Kind">A name of <see cref="AllReminders"/>.</param>
/// <param name="At">The clock time from which on it is due.</param>
public sealed record ReminderWish(string Kind, LocalTime At)
{
    public const long StandardLessThan = 30 * Micros.PerMinute;

    /// <summary>Of the clock; null for the one that the day is cut by.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>Less counted time of a day than this is as good as none, microseconds.</summary>
    public long LessThan { get; init; } = StandardLessThan;

    /// <summary>On these alone; null for those on which something is due.</summary>
    public IReadOnlyList<IsoDayOfWeek>? Days { get; init; }
}
