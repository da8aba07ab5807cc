using NodaTime;

namespace Daybook.Model;

/// <summary>Time on one project from start to end, half open, as a source gave it.</summary>
/// <param name="UpstreamId">The source's own id, or null.</param>
/// <param name="StartMicros">Microseconds since the epoch.</param>
/// <param name="EndMicros">Microseconds since the epoch; greater than the start or equal to it.</param>
/// <param name="Raw">The versioned text of the raw fields the identity is made from where there is no id.</param>
/// <param name="Extra">JSON object of all other keys, or null.</param>
public sealed record TimeEntry(
    string? UpstreamId, long StartMicros, long EndMicros, string? Project, string? Branch, string? Language, string? Entity,
    string? Category, string? Machine, string? Zone, string Raw, string? Extra, Place Place)
{
    public Duration Length => Micros.ToDuration(EndMicros - StartMicros);
}
