using Daybook.Model;

namespace Daybook.Rules;

/// <summary>How one source's heartbeats are joined.</summary>
/// <param name="TimeoutMicros">Longest gap that counts, itself included.</param>
/// <param name="WritesOnly">Heartbeats that did not save a file are left out before anything is joined.</param>
public sealed record JoinRule(long TimeoutMicros, bool WritesOnly = false)
{
    /// <summary>What WakaTime does unless told otherwise: 15 minutes, every heartbeat.</summary>
    public static JoinRule Default { get; } = new(15 * Micros.PerMinute);
}
