using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns.Clockify;

/// <summary>A time entry as the service keeps it.</summary>
/// <param name="End">Null while it runs.</param>
internal sealed record StandInEntry(string Id, Instant Start, Instant? End)
{
    public string Description { get; init; } = "";
    public string? ProjectId { get; init; }
    public string? TaskId { get; init; }
    public IReadOnlyList<string> TagIds { get; init; } = [];
    public bool Billable { get; init; }
    public string Type { get; init; } = "REGULAR";
    public bool IsLocked { get; init; }

    /// <summary>Ids and values, as JSON.</summary>
    public IReadOnlyList<(string Id, string Value)> CustomFields { get; init; } = [];

    /// <summary>As an answer writes it.</summary>
    /// <param name="service">Knows what ids are called.</param>
    /// <param name="isHydrated">With objects in place of ids alone.</param>
    public JsonObject Json(ClockifyStandIn service, bool isHydrated)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["description"] = Description,
            ["userId"] = service.User,
            ["billable"] = Billable,
            ["projectId"] = ProjectId,
            ["taskId"] = TaskId,
            ["tagIds"] = new JsonArray([.. TagIds.Select(t => (JsonNode?)t)]),
            ["timeInterval"] = new JsonObject { ["start"] = Text(Start), ["end"] = End is { } end ? Text(end) : null, ["duration"] = End is { } to ? Length(to - Start) : null },
            ["workspaceId"] = service.Workspace,
            ["isLocked"] = IsLocked,
            ["customFieldValues"] = new JsonArray([.. CustomFields.Select(f => (JsonNode?)new JsonObject { ["customFieldId"] = f.Id, ["timeEntryId"] = Id, ["name"] = "field", ["type"] = "TXT", ["value"] = JsonNode.Parse(f.Value) })]),
            ["type"] = Type,
            ["kioskId"] = null,
            ["hourlyRate"] = new JsonObject { ["amount"] = 4321, ["currency"] = "EUR" },
            ["costRate"] = null,
            ["approvalRequestId"] = null,
        };
        if (!isHydrated) return json;
        json["user"] = new JsonObject { ["id"] = service.User, ["name"] = service.UserName, ["status"] = "ACTIVE" };
        json["project"] = ProjectId is { } project ? service.ProjectJson(project) : null;
        json["task"] = TaskId is { } task ? new JsonObject { ["id"] = task, ["name"] = service.Tasks[task] } : null;
        json["tags"] = new JsonArray([.. TagIds.Select(t => (JsonNode?)new JsonObject { ["id"] = t, ["name"] = service.Tags[t], ["workspaceId"] = service.Workspace, ["archived"] = false })]);
        return json;
    }

    private static string Text(Instant at) => InstantPattern.General.Format(at);

    /// <summary>Hours are not folded into days.</summary>
    private static string Length(Duration length) =>
        length == Duration.Zero ? "PT0S" : $"PT{(length.Days * 24) + length.Hours}H{length.Minutes}M{length.Seconds}S";
}
