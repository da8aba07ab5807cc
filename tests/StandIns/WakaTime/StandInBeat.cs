using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Model;
using NodaTime;

namespace Daybook.Tests.StandIns.WakaTime;

/// <summary>A heartbeat as a service keeps it.</summary>
/// <param name="Number">Counts up from 1.</param>
internal sealed record StandInBeat(int Number, Instant At, string Entity, string? Project)
{
    public string? Branch { get; init; } = "main";
    public string? Language { get; init; } = "Go";
    public bool IsWrite { get; init; }

    /// <summary>As exports and the API of WakaTime write it.</summary>
    public JsonObject Json(string user) => new()
    {
        ["branch"] = Branch,
        ["category"] = "coding",
        ["created_at"] = "2026-09-05T08:00:00Z",
        ["cursorpos"] = 12,
        ["dependencies"] = new JsonArray("fmt", "os"),
        ["entity"] = Entity,
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"11111111-1111-4111-8111-{Number:000000000000}"),
        ["is_write"] = IsWrite,
        ["language"] = Language,
        ["lineno"] = 10,
        ["lines"] = 120,
        ["machine_name_id"] = "aaaaaaaa-0000-4000-8000-000000000001",
        ["project"] = Project,
        ["time"] = Seconds(Micros.From(At)),
        ["type"] = "file",
        ["user_agent_id"] = "bbbbbbbb-0000-4000-8000-000000000001",
        ["user_id"] = user,
        ["human_line_changes"] = 3,
    };

    /// <summary>What of it makes it this heartbeat, as text.</summary>
    public string Identity => $"{Micros.From(At)} {Entity} {Project}";

    public static JsonNode Seconds(long micros) => JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $"{micros / 1_000_000}.{micros % 1_000_000:000000}"))!;
}
