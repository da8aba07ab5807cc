using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Daybook.Tests.StandIns.Clockify;

/// <summary>What of the service's paths is answered.</summary>
internal static class Routes
{
    private const int MostOnAPage = 5000;

    public static void Map(WebApplication web, ClockifyStandIn service)
    {
        const string Workspace = "/api/v1/workspaces/{w}", Entry = $"{Workspace}/time-entries/{{id}}";
        web.MapGet("/api/v1/user", (HttpContext c) => ClockifyStandIn.Write(c, 200, new JsonObject
        {
            ["id"] = service.User,
            ["email"] = "ada@example.org",
            ["name"] = service.UserName,
            ["activeWorkspace"] = service.Workspace,
            ["defaultWorkspace"] = service.Workspace,
            ["settings"] = new JsonObject { ["timeZone"] = service.Zone.Id },
        }));
        web.MapGet(Workspace, (HttpContext c, string w) => In(c, service, w, () => ClockifyStandIn.Write(c, 200, new JsonObject { ["id"] = w, ["name"] = "Example" })));
        web.MapGet($"{Workspace}/projects", (HttpContext c, string w) => In(c, service, w, () => Page(c, service, [.. service.Projects.Keys.Select(service.ProjectJson)])));
        web.MapGet($"{Workspace}/clients", (HttpContext c, string w) => In(c, service, w, () => Page(c, service, Named(service.Clients))));
        web.MapGet($"{Workspace}/tags", (HttpContext c, string w) => In(c, service, w, () => Page(c, service, Named(service.Tags))));
        web.MapGet($"{Workspace}/user/{{u}}/time-entries", (HttpContext c, string w, string u) => In(c, service, w, () => u == service.User ? Entries(c, service) : Foreign(c, "User")));
        web.MapGet(Entry, (HttpContext c, string w, string id) => In(c, service, w, () =>
            service.Entries.Find(e => e.Id == id) is { } found ? ClockifyStandIn.Write(c, 200, found.Json(service, IsHydrated(c))) : Foreign(c, "Time entry")));
        web.MapPost($"{Workspace}/time-entries", (HttpContext c, string w) => In(c, service, w, () => Put(c, service, null)));
        web.MapPut(Entry, (HttpContext c, string w, string id) => In(c, service, w, () => Put(c, service, id)));
        web.MapDelete(Entry, (HttpContext c, string w, string id) => In(c, service, w, () => Delete(c, service, id)));
    }

    private static Task In(HttpContext context, ClockifyStandIn service, string workspace, Func<Task> answer) =>
        workspace == service.Workspace ? answer() : ClockifyStandIn.Refuse(context, 403, 501, "Access Denied");

    private static Task Foreign(HttpContext context, string what) => ClockifyStandIn.Refuse(context, 400, 501, $"{what} doesn't belong to Workspace");

    private static bool IsHydrated(HttpContext context) => context.Request.Query["hydrated"] == "true";

    private static JsonObject[] Named(Dictionary<string, string> names) => [.. names.Select(n => new JsonObject { ["id"] = n.Key, ["name"] = n.Value, ["archived"] = false })];

    /// <summary>The filter is on an entry's start; the newest comes first, what lies ahead before all.</summary>
    private static Task Entries(HttpContext context, ClockifyStandIn service)
    {
        service.BeforePage(service.Pages.Count() - 1);
        var query = context.Request.Query;
        var from = query["start"].FirstOrDefault() is { } start ? service.Misread(start) : Instant.MinValue;
        var to = query["end"].FirstOrDefault() is { } end ? service.Misread(end) : Instant.MaxValue;
        return Page(context, service, [.. service.Entries.Where(e => e.Start >= from && e.Start < to).OrderByDescending(e => e.Start).ThenBy(e => e.Id, StringComparer.Ordinal)
            .Select(e => e.Json(service, IsHydrated(context)))]);
    }

    private static async Task Page(HttpContext context, ClockifyStandIn service, JsonObject[] all)
    {
        var (page, size) = (ClockifyStandIn.Number(context, "page", 1), ClockifyStandIn.Number(context, "page-size", 50));
        if (size is < 1 or > MostOnAPage) await ClockifyStandIn.Refuse(context, 400, 501, "You entered invalid value for field: [page-size]");
        else
        {
            if (service.SaysLastPage) context.Response.Headers["Last-Page"] = page * (long)size >= all.Length ? "true" : "false";
            await ClockifyStandIn.Write(context, 200, new JsonArray([.. all.Skip((page - 1) * size).Take(size)]));
        }
    }

    /// <summary>Makes an entry, or replaces one wholly: what is not said again is gone.</summary>
    private static async Task Put(HttpContext context, ClockifyStandIn service, string? id)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        if (id is not null && !service.Entries.Exists(e => e.Id == id)) await Foreign(context, "Time entry");
        else if (id is not null && service.Entries.Exists(e => e.Id == id && e.IsLocked)) await ClockifyStandIn.Refuse(context, 400, 501, "Time entry is locked");
        else if (Bodies.Flaw(body, id is null) is { } flaw) await ClockifyStandIn.Refuse(context, 400, 501, flaw);
        else if (body!["projectId"]?.GetValue<string>() is { } project && !service.Projects.ContainsKey(project)) await Foreign(context, "Project");
        else
        {
            var entry = new StandInEntry(id ?? service.NewId(), Bodies.At(body["start"]!), body["end"] is { } end ? Bodies.At(end) : null)
            {
                Description = body["description"]?.GetValue<string>() ?? "",
                ProjectId = body["projectId"]?.GetValue<string>(),
                TaskId = body["taskId"]?.GetValue<string>(),
                TagIds = [.. body["tagIds"]?.AsArray().Select(t => t!.GetValue<string>()) ?? []],
                Billable = body["billable"]?.GetValue<bool>() ?? false,
                Type = body["type"]?.GetValue<string>() ?? "REGULAR",
                CustomFields = [.. body["customFields"]?.AsArray().Select(f => (f!["customFieldId"]!.GetValue<string>(), f["value"]?.ToJsonString() ?? "null")) ?? []],
            };
            if (id is null) service.Entries.Add(entry);
            else service.Change(id, _ => entry);
            await ClockifyStandIn.Write(context, id is null ? 201 : 200, entry.Json(service, isHydrated: false));
        }
    }

    private static async Task Delete(HttpContext context, ClockifyStandIn service, string id)
    {
        if (service.Entries.Exists(e => e.Id == id && e.IsLocked)) await ClockifyStandIn.Refuse(context, 400, 501, "Time entry is locked");
        else if (service.Entries.RemoveAll(e => e.Id == id) == 0) await Foreign(context, "Time entry");
        else context.Response.StatusCode = 204;
    }
}
