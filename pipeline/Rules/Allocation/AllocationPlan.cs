using NodaTime;

namespace Daybook.Rules;

/// <summary>How long the day is that is shared out.</summary>
public enum AllocatedLength
{
    /// <summary>Between two clock times.</summary>
    Clock,
    /// <summary>What the contract has planned.</summary>
    Contract,
    /// <summary>What was tracked.</summary>
    Worked,
}

/// <summary>What of the tracked time a day is shared by.</summary>
public enum RatioOf
{
    /// <summary>Whole pieces that touch the working day, overlaps as often as they stand there (claude-tracker).</summary>
    Sessions,
    /// <summary>What lies within the day, each instant once, for the first of the sources.</summary>
    Time,
}

/// <summary>Where the allocated time lies.</summary>
public enum AllocatedPlace
{
    /// <summary>One after the other from the start of the working day.</summary>
    Stacked,
    /// <summary>Where it was tracked, and as long as it was.</summary>
    Tracked,
}

/// <summary>A length, seconds, that a target gets before anything is shared.</summary>
public sealed record FixedShare(string Target, long Seconds);

/// <summary>How days are spread over the projects of a service.</summary>
/// <param name="From">Where the working day begins, by its clock.</param>
/// <param name="To">Where it ends; no earlier than it begins.</param>
/// <param name="Rules">The first that takes a piece says where it belongs.</param>
public sealed record AllocationPlan(LocalTime From, LocalTime To, IReadOnlyList<ProjectRule> Rules)
{
    /// <summary>Gets what no rule takes; null leaves it out.</summary>
    public string? Other { get; init; }

    /// <summary>Names of sources, the first wins; empty for all of the person's.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<IsoDayOfWeek> Days { get; init; } = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    public AllocatedLength Length { get; init; }

    public RatioOf Ratio { get; init; }

    public AllocatedPlace Place { get; init; }

    public ShareBy Shares { get; init; }

    /// <summary>Seconds: everything given is a multiple of it.</summary>
    public long Grain { get; init; } = 1;

    /// <summary>Whether what rounding took from a target on one day of a week comes back to it on the next.</summary>
    public bool Carries { get; init; }

    /// <summary>By target, the most that it gets of a day, seconds.</summary>
    public IReadOnlyDictionary<string, long> AtMost { get; init; } = new Dictionary<string, long>();

    public IReadOnlyList<FixedShare> Fixed { get; init; } = [];
}

/// <summary>What a target gets.</summary>
/// <param name="Tracked">What was tracked for it, microseconds.</param>
/// <param name="Start">Seconds since the epoch.</param>
/// <param name="End">Likewise.</param>
public sealed record AllocatedTime(string Target, long Tracked, long Start, long End)
{
    public long Seconds => End - Start;
}

/// <summary>A day spread over targets.</summary>
/// <param name="Seconds">How long the day is that was shared out.</param>
/// <param name="Times">In order of their starts.</param>
/// <param name="LeftOut">What no rule takes, by name, the longest first, microseconds.</param>
public sealed record AllocatedDay(LocalDate Date, long Seconds, IReadOnlyList<AllocatedTime> Times, IReadOnlyList<(string Name, long Micros)> LeftOut)
{
    /// <summary>What nobody may get any more because of the limits.</summary>
    public long NotGiven => Math.Max(0, Seconds - Times.Sum(t => t.Seconds));
}
