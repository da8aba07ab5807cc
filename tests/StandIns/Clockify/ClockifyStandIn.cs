using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns.Clockify;

/// <summary>
/// Answers on this machine as Clockify does, as far as has been seen of it: it keeps what it is told, reads the ends of a window as clock times of the
/// account's zone, gives the newest entries first, and knows no key that makes a request safe to repeat.
/// </summary>
internal sealed class ClockifyStandIn() : EntryStandIn(DateTimeZone.Utc)
{
    private int _ids;

    public string Workspace { get; set; } = "64a687e29ae1f428e7ebe303";
    public string User { get; set; } = "5a0ab5acb07987125438b60f";
    public string UserName { get; set; } = "Ada Example";

    public List<StandInEntry> Entries { get; } = [];
    public Dictionary<string, (string Name, string? Client, bool IsArchived)> Projects { get; } = [];
    public Dictionary<string, string> Clients { get; } = [];
    public Dictionary<string, string> Tasks { get; } = [];
    public Dictionary<string, string> Tags { get; } = [];

    /// <summary>Whether lists say that they are at their end.</summary>
    public bool SaysLastPage { get; set; } = true;

    public static async Task<ClockifyStandIn> Start()
    {
        var service = new ClockifyStandIn();
        await service.Open();
        return service;
    }

    public override IReadOnlyList<KeptEntry> Kept => [.. Entries.Select(e => new KeptEntry(e.Id, e.Start, e.End, e.ProjectId is { } project ? Projects[project].Name : null, e.Description))];

    public override object? Whole(string id) => Entries.Find(e => e.Id == id);

    public override void Put(KeptEntry entry)
    {
        if (Whole(entry.Id) is null) Entries.Add(new StandInEntry(entry.Id, entry.Start, entry.End));
        Change(entry.Id, e => e with { Start = entry.Start, End = entry.End, ProjectId = entry.Project is { } project ? Project(project) : null, Description = entry.Text });
    }

    public override void Remove(string id) => Entries.RemoveAll(e => e.Id == id);

    public override void Clear() => Entries.Clear();

    public override string ProjectId(string name) => Project(name);

    public override void SwitchAccount() => User = "5a0ab5acb07987125438b999";

    protected override string NewEntryId() => NewId();

    /// <summary>An id as the service makes them.</summary>
    public string NewId() => $"65a0{++_ids:x20}";

    public StandInEntry Add(string start, string? end, string? project = null, string description = "")
    {
        var entry = new StandInEntry(NewId(), InstantPattern.General.Parse(start).Value, end is null ? null : InstantPattern.General.Parse(end).Value)
        {
            ProjectId = project is null ? null : Project(project),
            Description = description,
        };
        Entries.Add(entry);
        return entry;
    }

    public void Change(string id, Func<StandInEntry, StandInEntry> change)
    {
        var at = Entries.FindIndex(e => e.Id == id);
        Entries[at] = change(Entries[at]);
    }

    /// <summary>The id of the project of this name, made where there is none.</summary>
    public string Project(string name, string? client = null)
    {
        if (Projects.FirstOrDefault(p => p.Value.Name == name) is { Key: { } known }) return known;
        string? clientId = null;
        if (client is not null) Clients[clientId = NewId()] = client;
        var id = NewId();
        Projects[id] = (name, clientId, false);
        return id;
    }

    public JsonObject ProjectJson(string id) => new()
    {
        ["id"] = id,
        ["name"] = Projects[id].Name,
        ["clientId"] = Projects[id].Client ?? "",
        ["clientName"] = Projects[id].Client is { } client ? Clients[client] : "",
        ["workspaceId"] = Workspace,
        ["archived"] = Projects[id].IsArchived,
        ["billable"] = true,
        ["color"] = "#03A9F4",
    };

    /// <summary>The service's own reading of an end of a window: the text is an instant, and its clock time is then meant in the account's zone.</summary>
    public Instant Misread(string text) => InstantPattern.General.Parse(text).Value.InUtc().LocalDateTime.InZone(Zone, NodaTime.TimeZones.Resolvers.LenientResolver).ToInstant();

    protected override void Map(WebApplication web) => Routes.Map(web, this);

    protected override Task Guarded(HttpContext context, RequestDelegate next)
    {
        var keys = context.Request.Headers["X-Api-Key"];
        if (keys.Count != 1) return Refuse(context, 401, 1000, "Multiple or none auth tokens present");
        return keys[0] == Key ? next(context) : Refuse(context, 401, 4003, "Api key does not exist");
    }

    public static Task Refuse(HttpContext context, int status, int code, string message) => Write(context, status, new JsonObject { ["message"] = message, ["code"] = code });

    public static int Number(HttpContext context, string name, int standard) =>
        context.Request.Query[name].FirstOrDefault() is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;
}
