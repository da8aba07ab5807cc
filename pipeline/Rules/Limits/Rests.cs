using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>Rest between runs of work. Before the first run and after the last there is no end of it.</summary>
internal static class Rests
{
    private const long ADay = 24 * Micros.PerHour;
    private const long Endless = long.MaxValue / 4;

    /// <summary>Days after whose work the rest was too short, and how long it was.</summary>
    /// <remarks>
    /// A day's work is that of its date. After a pause of less than half the rest it goes on past the day's end, for at most 24 hours:
    /// who works until ten to midnight and again from ten past it has not rested for twenty minutes.
    /// </remarks>
    /// <example><code>
    /// least: 5 columns
    /// work:  aa...aa|a....bb...|.cc      | = midnight; the rest after a is too short, that after b is not, those within are none
    /// </code></example>
    public static IEnumerable<(LocalDate Date, long Longest)> AfterWork(long least, IReadOnlyList<WorkRun> runs)
    {
        if (runs.Count == 0) yield break;
        var (first, longest) = (runs[0], 0L);
        for (var i = 1; i < runs.Count; i++)
        {
            if (runs[i].Date == first.Date) continue;
            var rest = runs[i].Start - runs[i - 1].End;
            longest = Math.Max(longest, rest);
            if (rest * 2 < least && runs[i].Start < first.Start + ADay) continue;
            if (longest < least) yield return (first.Date, longest);
            (first, longest) = (runs[i], 0);
        }
    }

    /// <summary>Days in whose 24 hours, from where work began, no rest was long enough, and the longest there was.</summary>
    /// <remarks>Work begins with the first run after a rest that was long enough; where none was, after the longest.</remarks>
    public static IEnumerable<(LocalDate Date, long Longest)> WithinADay(long least, IReadOnlyList<WorkRun> runs)
    {
        var first = 0;
        while (first < runs.Count)
        {
            var until = runs[first].Start + ADay;
            var (longest, after) = (0L, first);
            for (var i = first; i < runs.Count && runs[i].End <= until && longest < least; i++)
            {
                var rest = Math.Min(i + 1 < runs.Count ? runs[i + 1].Start : Endless, until) - runs[i].End;
                if (rest > longest) (longest, after) = (rest, i);
            }
            if (longest < least) yield return (runs[first].Date, longest);
            first = after + 1;
        }
    }

    /// <summary>The longest rest of a week: whole where it begins in it, else the part within.</summary>
    public static long LongestIn(long start, long end, IReadOnlyList<WorkRun> runs)
    {
        var longest = 0L;
        for (var i = -1; i < runs.Count; i++)
        {
            var from = Math.Max(i < 0 ? -Endless : runs[i].End, start);
            var to = i + 1 < runs.Count ? runs[i + 1].Start : Endless;
            if (from >= end) break;
            // Nothing is cut at the week's end: of the next week it is the part within, so a weekend's rest is not lost between the two.
            longest = Math.Max(longest, to - from);
        }
        return longest;
    }
}
