using NodaTime;

namespace Daybook.Rules;

/// <summary>Work without a gap, over the ends of days; half open, microseconds.</summary>
/// <param name="Date">The day it begins on.</param>
internal sealed record WorkRun(LocalDate Date, long Start, long End)
{
    public long Length => End - Start;
}

/// <summary>Makes runs of stretches that were cut at the ends of days.</summary>
/// <example><code>
/// stretches: [aa][  ][bb|bb][   ]     | = midnight
/// runs:      [aa]    [bbbbb]          b is of the day before midnight
/// </code></example>
internal static class WorkRuns
{
    /// <param name="days">In order.</param>
    public static IReadOnlyList<WorkRun> Of(IReadOnlyList<LimitDay> days)
    {
        var runs = new List<WorkRun>();
        foreach (var day in days)
            foreach (var stretch in day.Stretches)
            {
                if (stretch.Length <= 0) continue;
                if (runs.Count > 0 && runs[^1].End == stretch.Start) runs[^1] = runs[^1] with { End = stretch.End };
                else runs.Add(new WorkRun(day.Date, stretch.Start, stretch.End));
            }
        return runs;
    }
}
