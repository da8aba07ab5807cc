using NodaTime;

namespace Daybook.Model;

/// <summary>What a day's time was worked out from.</summary>
public enum DayBasis
{
    /// <summary>No source says anything about the day.</summary>
    None = 0,
    /// <summary>A source speaks for the day and says that nothing happened.</summary>
    Empty = 1,
    /// <summary>Only day totals; nobody knows when in the day it was.</summary>
    Total = 2,
    /// <summary>Slices of heartbeats, time entries or both.</summary>
    Timeline = 3,
}

/// <summary>What the id of a part stands for.</summary>
public enum PartKind
{
    /// <summary>A name id.</summary>
    Project = 1,
    /// <summary>A name id.</summary>
    Language = 2,
    /// <summary>A name id.</summary>
    Category = 4,
    /// <summary>The id of an <see cref="Model.Agent"/>: machine, editor and operating system at once.</summary>
    Agent = 10,
    /// <summary>The id of an <see cref="Model.Engagement"/>. The only kind that need not part all of a day: heartbeats have none.</summary>
    Engagement = 11,
    /// <summary>A name id, from a day total.</summary>
    Editor = 3,
    /// <summary>A name id, from a day total.</summary>
    Machine = 5,
    /// <summary>A name id, from a day total.</summary>
    OperatingSystem = 6,
}

/// <summary>So much of a day under one name. Id 0 = the facts give none.</summary>
public readonly record struct DerivedPart(PartKind Kind, int Id, long Micros)
{
    /// <summary>
    /// The id of the category of time entries that give none. A heartbeat without one (id 0) is WakaTime's <c>coding</c>; of an
    /// entry nobody knows.
    /// </summary>
    public const int OfNoCategory = -1;
}

/// <summary>An unbroken run of counted time on the timeline, whatever it was spent on; half open, microseconds.</summary>
public readonly record struct Stretch(long Start, long End)
{
    public long Length => End - Start;
}

/// <summary>One person's day, worked out from the facts: thrown away and built again whenever they change.</summary>
/// <param name="Start">Start of the day, microseconds since the epoch.</param>
/// <param name="End">Start of the next day.</param>
/// <param name="Worked">Microseconds; equal to the sum of the parts of any one kind but engagements, and to the stretches where there are any.</param>
/// <param name="First">Local time of the first heartbeat or entry, microseconds since midnight on the clock; null without one.</param>
/// <param name="Last">Local time of the last sign of activity, likewise.</param>
/// <param name="CoveredTwice">Microseconds that a second source also claimed; counted once.</param>
/// <param name="Heartbeats">How many of them counted in this day.</param>
/// <param name="Stretches">In order, cut at the day's ends.</param>
public sealed record DerivedDay(
    LocalDate Date, long Start, long End, DayBasis Basis, long Worked, long? First, long? Last, long CoveredTwice, int Heartbeats,
    IReadOnlyList<DerivedPart> Parts, IReadOnlyList<Stretch> Stretches)
{
    /// <summary>
    /// Microseconds of all time entries, cut to the day, and totals that count, of every source: overlaps as often as they
    /// stand there. Heartbeats are in none of it.
    /// </summary>
    public long Summed { get; init; }
}
