namespace Daybook.Model;

/// <summary>A readable name for an id a source uses for a machine or a user agent.</summary>
/// <param name="Id">As it stands in the heartbeats.</param>
/// <param name="Machine">The machine's name, or null where this is a user agent.</param>
/// <param name="Editor">The editor's name, or null.</param>
/// <param name="OperatingSystem">Or null.</param>
public sealed record AgentLabel(string Id, string? Machine, string? Editor, string? OperatingSystem);
