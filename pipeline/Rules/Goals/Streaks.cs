using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>Days in a row with time. A day off without time neither breaks a row nor counts; one with time counts as any other.</summary>
/// <param name="Current">Up to a date, which need not have time itself: it is not over. Zero where the row is broken.</param>
/// <param name="Longest">Up to that date; the later of two that are as long.</param>
public sealed record Streaks(Streak Current, Streak Longest)
{
    /// <summary>The days with time in rows, as of a date.</summary>
    /// <param name="active">Days with time, in order, each once; those after the date do not count.</param>
    /// <example><code>
    /// active: xx..xxx.x?      . = nothing, o = off, ? = the date itself, nothing yet
    /// with o: xxooxxxox?      current: 6
    /// </code></example>
    public static Streaks Of(IEnumerable<LocalDate> active, LocalDate asOf, Func<LocalDate, bool> isOff)
    {
        var (current, longest) = (default(Streak), default(Streak));
        LocalDate? last = null;
        foreach (var date in active)
        {
            if (date > asOf) break;
            current = last is { } before && OnlyOff(before, date, isOff) ? new Streak(current.Days + 1, current.Since) : new Streak(1, date);
            if (current.Days >= longest.Days) longest = current;
            last = date;
        }
        return new Streaks(last is { } end && OnlyOff(end, asOf, isOff) ? current : default, longest);
    }

    /// <summary>Whether there are none but days off between two dates, neither of them included.</summary>
    private static bool OnlyOff(LocalDate after, LocalDate before, Func<LocalDate, bool> isOff)
    {
        for (var date = after.PlusDays(1); date < before; date = date.PlusDays(1))
            if (!isOff(date))
                return false;
        return true;
    }
}
