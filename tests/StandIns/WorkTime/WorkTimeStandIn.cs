using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns.WorkTime;

/// <summary>Answers on this machine as WorkTime's backend does: lists by when their rows were made, the newest first, and tokens that run out and can be changed for new ones.</summary>
internal sealed class WorkTimeStandIn : StandIn
{
    private const int MostOnAPage = 100;

    private readonly List<(long Made, JsonObject Row)> _sessions = [], _activities = [];
    private int _tokens;

    private WorkTimeStandIn() => Token = NewToken();

    /// <summary>What is let in with, until it runs out.</summary>
    public string Token { get; private set; }

    /// <summary>Whether what has run out is still changed.</summary>
    public bool IsRefreshed { get; set; } = true;

    /// <summary>Done before each page, with how many were asked for before.</summary>
    public Action<int> BeforePage { get; set; } = _ => { };

    public IReadOnlyList<JsonObject> Sessions => [.. _sessions.Select(s => s.Row)];

    public static async Task<WorkTimeStandIn> Start()
    {
        var service = new WorkTimeStandIn();
        await service.Open();
        return service;
    }

    /// <summary>The token is known no more, but for being changed.</summary>
    public void RunOut() => Token = NewToken();

    /// <param name="seconds">Null while it runs.</param>
    public JsonObject Session(Instant start, long? seconds, int number = 7)
    {
        var row = new JsonObject
        {
            ["id"] = _sessions.Count + 1,
            ["repo_owner"] = "ada",
            ["repo_name"] = "engine",
            ["pr_number"] = number,
            ["start_time"] = Text(start),
            ["end_time"] = seconds is { } length ? Text(start + Duration.FromSeconds(length)) : null,
            ["duration_seconds"] = seconds,
            ["created_at"] = Text(start),
        };
        _sessions.Add((start.ToUnixTimeSeconds(), row));
        return row;
    }

    public void End(JsonObject session, long seconds)
    {
        session["duration_seconds"] = seconds;
        session["end_time"] = Text(LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm:ss").Parse(session["start_time"]!.GetValue<string>()).Value.InUtc().ToInstant() + Duration.FromSeconds(seconds));
    }

    public void Activity(Instant at, string kind) => _activities.Add((at.ToUnixTimeSeconds(), new JsonObject
    {
        ["activity_id"] = _activities.Count + 1,
        ["user_id"] = 1,
        ["activity_type"] = kind,
        ["repo_owner"] = "ada",
        ["repo_name"] = "engine",
        ["pr_number"] = 7,
        ["created_at"] = Text(at),
        ["updated_at"] = Text(at),
    }));

    protected override void Map(WebApplication web)
    {
        web.MapGet("/health", (HttpContext c) => Write(c, 200, new JsonObject { ["status"] = "healthy" }));
        web.MapPost("/auth/refresh", Refresh);
        web.MapGet("/api/sessions", (HttpContext c) => Page(c, "sessions", _sessions));
        web.MapGet("/api/activities", (HttpContext c) => Page(c, "activities", _activities));
        web.MapGet("/api/stats/daily", (HttpContext c) => Write(c, 200, Sums()));
    }

    protected override Task Guarded(HttpContext context, RequestDelegate next)
    {
        var isOpen = context.Request.Path == "/health" || context.Request.Path == "/auth/refresh";
        return isOpen || context.Request.Headers.Authorization == $"Bearer {Token}" ? next(context) : Refuse(context, 401, "UNAUTHORIZED");
    }

    // The form of a token of the service; its signature is not looked at here.
    private string NewToken() =>
        $"{Part("""{"alg":"HS256","typ":"JWT"}""")}.{Part("""{"userId":41,"githubUserId":"9","exp":1788163200}""")}.{Key}-{++_tokens}";

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private Task Refresh(HttpContext context)
    {
        var isWellSigned = context.Request.Headers.Authorization.ToString().Contains(Key, StringComparison.Ordinal);
        if (!isWellSigned || !IsRefreshed) return Refuse(context, 401, "UNAUTHORIZED");
        Token = NewToken();
        return Write(context, 200, new JsonObject { ["token"] = Token });
    }

    private async Task Page(HttpContext context, string name, List<(long Made, JsonObject Row)> all)
    {
        BeforePage(Asked.Count(a => a.Contains("offset=", StringComparison.Ordinal)) - 1);
        var (limit, offset) = (Math.Min(MostOnAPage, Number(context, "limit", 50)), Number(context, "offset", 0));
        var page = all.OrderByDescending(r => r.Made).ThenByDescending(r => all.IndexOf(r)).Skip(offset).Take(limit).Select(r => (JsonNode?)r.Row.DeepClone()).ToArray();
        await Write(context, 200, new JsonObject { [name] = new JsonArray(page), ["total"] = all.Count, ["limit"] = limit, ["offset"] = offset, ["has_more"] = offset + page.Length < all.Count });
    }

    private JsonObject Sums()
    {
        var days = _sessions.Where(s => s.Row["duration_seconds"] is not null).GroupBy(s => s.Row["end_time"]!.GetValue<string>()[..10]).OrderByDescending(g => g.Key, StringComparer.Ordinal);
        return new JsonObject
        {
            ["stats"] = new JsonArray([.. days.Select((d, i) => (JsonNode?)new JsonObject { ["stat_id"] = i + 1, ["user_id"] = 41, ["date"] = d.Key, ["total_seconds"] = d.Sum(s => s.Row["duration_seconds"]!.GetValue<long>()), ["session_count"] = d.Count() })]),
            ["days"] = 30,
        };
    }

    private static Task Refuse(HttpContext context, int status, string code) => Write(context, status, new JsonObject { ["error"] = "this did not work", ["code"] = code });

    private static int Number(HttpContext context, string name, int standard) => context.Request.Query[name].FirstOrDefault() is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;

    private static string Text(Instant at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
