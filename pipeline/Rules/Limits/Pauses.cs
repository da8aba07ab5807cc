using NodaTime;

namespace Daybook.Rules;

/// <summary>Pauses within a day's work. A run belongs to the day it begins on, with all of its length.</summary>
internal static class Pauses
{
    /// <summary>Days with too little of a break for what was worked: what is asked for, and the sum of pauses that are long enough.</summary>
    public static IEnumerable<(LocalDate Date, long Least, long Pauses)> Missing(LimitRule.Break rule, IEnumerable<WorkRun> runs)
    {
        foreach (var day in runs.GroupBy(r => r.Date))
        {
            var worked = day.Sum(r => r.Length);
            if (rule.Steps.LastOrDefault(s => worked > s.After) is not { } step) continue;
            var pauses = day.Zip(day.Skip(1), (run, next) => next.Start - run.End).Where(p => p >= step.Piece).Sum();
            if (pauses < step.Least) yield return (day.Key, step.Least, pauses);
        }
    }

    /// <summary>What was worked at a stretch, from one pause of at least a piece to the next; shorter pauses neither count nor end it.</summary>
    public static IEnumerable<(LocalDate Date, long Worked)> Between(IReadOnlyList<WorkRun> runs, long piece)
    {
        var worked = 0L;
        for (int i = 0, first = 0; i < runs.Count; i++)
        {
            worked += runs[i].Length;
            if (i + 1 < runs.Count && runs[i + 1].Start - runs[i].End < piece) continue;
            yield return (runs[first].Date, worked);
            (worked, first) = (0, i + 1);
        }
    }
}
