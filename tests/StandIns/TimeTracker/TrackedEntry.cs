using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns.TimeTracker;

/// <summary>A time entry as the service keeps it: times are what clocks of the server show.</summary>
/// <param name="End">Null while it runs.</param>
internal sealed record TrackedEntry(int Id, LocalDateTime Start, LocalDateTime? End)
{
    public int? Project { get; init; }
    public int? Client { get; init; }
    public string? Task { get; init; }
    public int BreakSeconds { get; init; }
    public string? Notes { get; init; }
    public string? Tags { get; init; }
    public bool Billable { get; init; } = true;
    public bool Paid { get; init; }
    public string Source { get; init; } = "manual";
    public LocalDateTime UpdatedAt { get; init; }

    public long? Seconds => End is { } end ? Math.Max(0, (long)(end.InUtc() - Start.InUtc()).TotalSeconds - BreakSeconds) : null;

    /// <summary>As the API writes it.</summary>
    public JsonObject Json(TimeTrackerStandIn service)
    {
        var json = Exported(service);
        json["client_id"] = Client;
        json["break_seconds"] = BreakSeconds;
        json["paused_at"] = null;
        // What runs is longer whenever it is asked for.
        json["duration_formatted"] = End is null ? $"00:00:{service.Asked.Count % 60:00}" : string.Create(CultureInfo.InvariantCulture, $"{Seconds / 3600:00}:{Seconds / 60 % 60:00}:{Seconds % 60:00}");
        json["tag_list"] = new JsonArray([.. (Tags ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => (JsonNode?)t.Trim())]);
        json["paid"] = Paid;
        json["invoice_number"] = null;
        json["is_active"] = End is null;
        json["client"] = Client is { } client ? service.Clients[client].Name : null;
        return json;
    }

    /// <summary>As its exports do.</summary>
    public JsonObject Exported(TimeTrackerStandIn service) => new()
    {
        ["id"] = Id,
        ["user_id"] = service.User,
        ["user"] = service.UserName,
        ["project_id"] = Project,
        ["project"] = Project is { } project ? service.Projects[project].Name : null,
        ["task_id"] = Task is null ? null : 5,
        ["task"] = Task,
        ["start_time"] = Text(Start),
        ["end_time"] = End is { } end ? Text(end) : null,
        ["duration_seconds"] = Seconds,
        ["duration_hours"] = Seconds is { } seconds ? Math.Round(seconds / 3600m, 2) : 0,
        ["notes"] = Notes,
        ["tags"] = Tags,
        ["source"] = Source,
        ["billable"] = Billable,
        ["created_at"] = Text(Start),
        ["updated_at"] = Text(UpdatedAt),
    };

    public static string Text(LocalDateTime time) => LocalDateTimePattern.ExtendedIso.Format(time);
}
