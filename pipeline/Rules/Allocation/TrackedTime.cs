using Daybook.Model;

namespace Daybook.Rules;

/// <summary>A piece of a day's time as a source tracked it, with what says where it belongs.</summary>
/// <param name="Micros">Its length, microseconds.</param>
/// <param name="Start">Microseconds since the epoch; null where only the length is known.</param>
/// <param name="End">Where the source says it ended, which may be later than its length.</param>
public sealed record TrackedTime(string Source, long Micros, long? Start, long? End)
{
    /// <summary>The folder or file that was worked in, or null.</summary>
    public string? Path { get; init; }

    public string? Project { get; init; }

    public string? Client { get; init; }

    public string? Branch { get; init; }

    /// <summary>What a person knows it by: a folder, a project.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it was; null where nobody knows.</summary>
    public Stretch? When => Start is { } start ? new Stretch(start, start + Micros) : null;
}
