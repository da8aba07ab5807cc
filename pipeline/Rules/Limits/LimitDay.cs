using Daybook.Model;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>What limits look at of a day.</summary>
/// <param name="Worked">Microseconds.</param>
/// <param name="Stretches">In order, cut at the day's ends; none where only the total is known.</param>
/// <param name="HasTimes">False where only the total is known: rules that ask when then take the day for a free one.</param>
public sealed record LimitDay(LocalDate Date, long Worked, IReadOnlyList<Stretch> Stretches, bool HasTimes);

/// <summary>Where a limit was not kept.</summary>
/// <param name="When">The day, by the day its work began on, or the ISO week; of an average the last week.</param>
/// <param name="Limit">Microseconds, as <paramref name="Found"/>.</param>
/// <param name="Found">Of an average rounded up, so that it is never the limit itself.</param>
public sealed record LimitFinding(LimitRule Rule, Period When, long Limit, long Found)
{
    /// <summary>How much too much, or too little: always above zero.</summary>
    public long Difference => Math.Abs(Found - Limit);
}
