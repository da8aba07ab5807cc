using Daybook.Model;

namespace Daybook.Importers;

/// <summary>A heartbeat found again in the file it came from.</summary>
/// <param name="Key">What makes it this heartbeat, as text.</param>
/// <param name="Place">In the whole file; the pointer counts within the segment.</param>
/// <param name="Raw">The record as it stands.</param>
public sealed record FoundHeartbeat(HeartbeatKeyText Key, Place Place, string Raw);

/// <summary>A heartbeat's identity within its source, in words: empty where nothing was given.</summary>
public readonly record struct HeartbeatKeyText(
    long At, string Entity, string Type, string Project, string Language, string Branch, string Category, bool IsWrite);
