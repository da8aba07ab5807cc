using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns.TimeTracker;

/// <summary>What the service takes.</summary>
internal static class Writes
{
    private const int LongestNotes = 5000, LongestKey = 128;

    private static readonly Duration KeysAreKept = Duration.FromHours(24), SameVersion = Duration.FromSeconds(2);

    public static void Map(WebApplication web, TimeTrackerStandIn service)
    {
        const string Entries = "/api/v1/time-entries", Entry = $"{Entries}/{{id:int}}";
        web.MapPost(Entries, (HttpContext c) => Post(c, service));
        web.MapPut(Entry, (HttpContext c, int id) => Put(c, service, id));
        web.MapDelete(Entry, (HttpContext c, int id) => Delete(c, service, id));
    }

    private static async Task Post(HttpContext context, TimeTrackerStandIn service)
    {
        var key = context.Request.Headers["Idempotency-Key"].FirstOrDefault() is { Length: > 0 and <= LongestKey } text ? text : null;
        if (key is not null && service.Keys.TryGetValue(key, out var known) && service.Now - known.At < KeysAreKept)
        {
            await StandIn.Write(context, 201, known.Said.DeepClone());
            return;
        }
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        if (body["project_id"]?.GetValue<int>() is not { } project || !service.Projects.ContainsKey(project)) await TimeTrackerStandIn.Refuse(context, 400, "Invalid project");
        else if (Time(body, "start_time") is not { } start || Time(body, "end_time") is not { } end || end <= start) await TimeTrackerStandIn.Refuse(context, 400, "End time must be after start time");
        else if (body["notes"]?.GetValue<string>() is { Length: > LongestNotes }) await TimeTrackerStandIn.Refuse(context, 400, "Validation failed", "validation_error");
        else if (IsClosed(service, start, end)) await TimeTrackerStandIn.Refuse(context, 400, "Timesheet period is closed for the selected date range");
        else if (Overlaps(service, null, start, end)) await TimeTrackerStandIn.Refuse(context, 400, "This time overlaps with an existing entry. Please choose a different time range or edit the existing entry.");
        else
        {
            var entry = new TrackedEntry(service.NewId(), start, end)
            {
                Project = project,
                Notes = body["notes"]?.GetValue<string>().Trim(),
                Billable = body["billable"]?.GetValue<bool>() ?? true,
                UpdatedAt = service.Clock,
            };
            service.Entries.Add(entry);
            var said = new JsonObject { ["message"] = "Time entry created successfully", ["time_entry"] = entry.Json(service) };
            if (key is not null) service.Keys[key] = ((JsonObject)said.DeepClone(), service.Now);
            await StandIn.Write(context, 201, said);
        }
    }

    /// <summary>Only what is said is changed.</summary>
    private static async Task Put(HttpContext context, TimeTrackerStandIn service, int id)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        if (service.Entries.Find(e => e.Id == id) is not { } entry)
        {
            await TimeTrackerStandIn.Refuse(context, 400, "Time entry not found");
            return;
        }
        var (start, end) = (Time(body, "start_time") ?? entry.Start, Time(body, "end_time") ?? entry.End);
        if (Time(body, "if_updated_at") is { } seen && Apart(entry.UpdatedAt, seen) > SameVersion) await TimeTrackerStandIn.Refuse(context, 409, "Time entry was modified on the server. Refresh and try again.", "conflict");
        else if (IsClosed(service, entry.Start, entry.End ?? entry.Start)) await TimeTrackerStandIn.Refuse(context, 400, "Timesheet period is closed for this entry");
        else if (body["project_id"]?.GetValue<int>() is { } project && !service.Projects.ContainsKey(project)) await TimeTrackerStandIn.Refuse(context, 400, "Invalid project");
        else if (end is { } until && Overlaps(service, id, start, until)) await TimeTrackerStandIn.Refuse(context, 400, "This time overlaps with an existing entry. Please choose a different time range.");
        else
        {
            service.Change(id, e => e with { Start = start, End = end, Project = body["project_id"]?.GetValue<int>() ?? e.Project, Notes = body["notes"]?.GetValue<string>() ?? e.Notes });
            await StandIn.Write(context, 200, new JsonObject { ["message"] = "Time entry updated successfully", ["time_entry"] = service.Entries.Find(e => e.Id == id)!.Json(service) });
        }
    }

    private static async Task Delete(HttpContext context, TimeTrackerStandIn service, int id)
    {
        if (service.Entries.Find(e => e.Id == id) is not { } entry) await TimeTrackerStandIn.Refuse(context, 400, "Time entry not found");
        else if (IsClosed(service, entry.Start, entry.End ?? entry.Start)) await TimeTrackerStandIn.Refuse(context, 400, "Timesheet period is closed for this entry");
        else
        {
            service.Entries.Remove(entry);
            await StandIn.Write(context, 200, new JsonObject { ["message"] = "Time entry deleted successfully" });
        }
    }

    private static bool Overlaps(TimeTrackerStandIn service, int? but, LocalDateTime start, LocalDateTime end) => service.Entries.Exists(e => e.Id != but && e.End is { } until && e.Start < end && until > start);

    private static bool IsClosed(TimeTrackerStandIn service, LocalDateTime start, LocalDateTime end) => service.Closed.Any(d => d >= start.Date && d <= end.Date);

    private static Duration Apart(LocalDateTime one, LocalDateTime other) => one > other ? one.InUtc() - other.InUtc() : other.InUtc() - one.InUtc();

    /// <summary>A text with an offset is turned into what the server's clock shows; what cannot be read is refused by the framework, here as if it were not there.</summary>
    private static LocalDateTime? Time(JsonObject body, string key) =>
        body[key]?.GetValue<string>() is { } text && LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true } time ? time.Value : null;
}
