using Daybook.Model;

namespace Daybook.Rules;

public enum RoundingMethod
{
    /// <summary>Half of a step goes to the even number of steps, as TimeTracker has it: 7:30 minutes at 15 are 0, 22:30 are 30.</summary>
    Nearest,
    Up,
    Down,
}

/// <summary>Rounds lengths for those who bill by it. Start and end stay; facts are never rounded.</summary>
/// <param name="Minutes">The step, at least 1.</param>
public sealed record Rounding(int Minutes, RoundingMethod Method)
{
    /// <summary>The steps that TimeTracker knows.</summary>
    public static IReadOnlyList<int> Steps { get; } = [1, 5, 10, 15, 30, 60];

    /// <param name="micros">A length in microseconds, not below zero.</param>
    public long Of(long micros)
    {
        var step = Minutes * Micros.PerMinute;
        var (whole, rest) = Math.DivRem(micros, step);
        var isUp = Method switch
        {
            RoundingMethod.Up => rest > 0,
            RoundingMethod.Down => false,
            _ => rest * 2 > step || (rest * 2 == step && whole % 2 == 1),
        };
        return (whole + (isUp ? 1 : 0)) * step;
    }
}
