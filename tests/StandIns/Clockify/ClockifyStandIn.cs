using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns.Clockify;

/// <summary>What the service does in place of its answer; calling on lets it answer.</summary>
internal delegate Task Fault(HttpContext context, Func<Task> answer);

/// <summary>
/// Answers on this machine as Clockify does, as far as has been seen of it: it keeps what it is told, reads the ends of a window as clock times of the
/// account's zone, gives the newest entries first, and knows no key that makes a request safe to repeat.
/// </summary>
internal sealed class ClockifyStandIn : IAsyncDisposable
{
    public const string Key = "CANARY-key-of-the-stand-in-4711";

    private readonly WebApplication _web;
    private int _ids;

    private ClockifyStandIn(WebApplication web) => _web = web;

    public string Workspace { get; set; } = "64a687e29ae1f428e7ebe303";
    public string User { get; set; } = "5a0ab5acb07987125438b60f";
    public string UserName { get; set; } = "Ada Example";
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    public List<StandInEntry> Entries { get; } = [];
    public Dictionary<string, (string Name, string? Client, bool IsArchived)> Projects { get; } = [];
    public Dictionary<string, string> Clients { get; } = [];
    public Dictionary<string, string> Tasks { get; } = [];
    public Dictionary<string, string> Tags { get; } = [];

    /// <summary>Taken by the next requests, one each.</summary>
    public ConcurrentQueue<Fault> Faults { get; } = [];

    /// <summary>Done before each page of entries, with how many were asked for before.</summary>
    public Action<int> BeforePage { get; set; } = _ => { };

    /// <summary>Whether lists say that they are at their end.</summary>
    public bool SaysLastPage { get; set; } = true;

    /// <summary>What was asked, as <c>GET /path?query</c>, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public IEnumerable<string> Pages => Asked.Where(a => a.StartsWith("GET ", StringComparison.Ordinal) && a.Contains("/time-entries?", StringComparison.Ordinal));

    public string Address => $"{_web.Urls.First()}/api/v1";

    public static async Task<ClockifyStandIn> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(o => o.Listen(System.Net.IPAddress.Loopback, 0));
        var web = builder.Build();
        var service = new ClockifyStandIn(web);
        web.Use(service.Guard);
        Routes.Map(web, service);
        await web.StartAsync();
        return service;
    }

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

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task Guard(HttpContext context, RequestDelegate next)
    {
        Asked.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        async Task Answer()
        {
            var keys = context.Request.Headers["X-Api-Key"];
            if (keys.Count != 1) await Refuse(context, 401, 1000, "Multiple or none auth tokens present");
            else if (keys[0] != Key) await Refuse(context, 401, 4003, "Api key does not exist");
            else await next(context);
        }
        if (Faults.TryDequeue(out var fault)) await fault(context, Answer);
        else await Answer();
    }

    public static Task Refuse(HttpContext context, int status, int code, string message) => Write(context, status, new JsonObject { ["message"] = message, ["code"] = code });

    public static async Task Write(HttpContext context, int status, JsonNode json)
    {
        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }

    public static int Number(HttpContext context, string name, int standard) =>
        context.Request.Query[name].FirstOrDefault() is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;
}
