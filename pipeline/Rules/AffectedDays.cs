using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>Which days to derive again when facts within a span of time have come, changed or gone.</summary>
public static class AffectedDays
{
    /// <summary>
    /// A heartbeat changes what the one before it is credited with and what follows it, at most a timeout away on either
    /// side. Day totals and coverage affect their own dates and are not asked about here.
    /// </summary>
    /// <param name="from">Earliest instant of the facts, microseconds.</param>
    /// <param name="to">Latest instant of the facts (the end of a time entry), microseconds, inclusive.</param>
    /// <param name="longestTimeout"><see cref="DeriveSettings.LongestTimeout"/>, under the old settings and the new.</param>
    /// <returns>First and last day, both inclusive.</returns>
    public static (LocalDate First, LocalDate Last) Of(DayCut cut, long from, long to, long longestTimeout) =>
        (cut.DayOf(from - longestTimeout), cut.DayOf(to + longestTimeout));
}
