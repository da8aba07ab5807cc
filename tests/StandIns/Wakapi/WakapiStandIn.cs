using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Tests.StandIns.WakaTime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Daybook.Tests.StandIns.Wakapi;

/// <summary>
/// Answers on this machine as Wakapi does, as far as is known of it: times in whole seconds, ids that are counted up, user agents spelt out; and a date
/// is taken for midnight in UTC, and then for the day that this instant lies in for the account.
/// </summary>
internal sealed class WakapiStandIn : HeartbeatStandIn
{
    public WakapiStandIn() => User = "ada";

    /// <summary>Whether it says when the first heartbeat was.</summary>
    public bool SaysFirst { get; set; } = true;

    public string Address => $"{Root}/api/compat/wakatime/v1";

    public static async Task<WakapiStandIn> Start()
    {
        var service = new WakapiStandIn();
        await service.Open();
        return service;
    }

    /// <summary>The answer of a day, as it can be saved.</summary>
    public JsonObject Answer(LocalDate date)
    {
        var meant = date.AtMidnight().InUtc().ToInstant().InZone(Zone).Date;
        return new JsonObject
        {
            ["data"] = new JsonArray([.. On(meant).Select(b => (JsonNode)Json(b))]),
            ["end"] = Rfc(Zone.AtStartOfDay(meant.PlusDays(1)).ToInstant() - Duration.FromSeconds(1)),
            ["start"] = Rfc(Zone.AtStartOfDay(meant).ToInstant()),
            ["timezone"] = Zone.Id,
        };
    }

    protected override void Map(WebApplication web)
    {
        const string Me = "/api/compat/wakatime/v1/users/current";
        web.MapGet(Me, (HttpContext c) => Write(c, 200, new JsonObject { ["data"] = new JsonObject { ["id"] = User, ["username"] = User, ["timezone"] = Zone.Id, ["created_at"] = CreatedAt, ["last_heartbeat_at"] = "2026-09-05T08:00:00Z" } }));
        web.MapGet($"{Me}/heartbeats", async (HttpContext c) =>
        {
            if (Date(c, "date") is { } date) await Write(c, 200, Answer(date));
            else
            {
                c.Response.StatusCode = 400;
                await c.Response.WriteAsync("bad date");
            }
        });
        web.MapGet($"{Me}/all_time_since_today", (HttpContext c) => Write(c, 200, new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["total_seconds"] = 1,
                ["range"] = SaysFirst ? new JsonObject { ["start_date"] = Text(DateOf(Beats.Count == 0 ? Instant.FromUtc(1970, 1, 1, 0, 0) : Beats.Min(b => b.At))) } : null,
            },
        }));
    }

    protected override Task Guarded(HttpContext context, RequestDelegate next) =>
        context.Request.Headers.Authorization is [{ } said] && (said == $"Basic {KeyInBase64}" || said == $"Bearer {KeyInBase64}") ? next(context) : Unauthorized(context);

    private static async Task Unauthorized(HttpContext context)
    {
        context.Response.StatusCode = 401;
        await context.Response.WriteAsync("unauthorized");
    }

    private JsonObject Json(StandInBeat beat) => new()
    {
        ["id"] = beat.Number.ToString(CultureInfo.InvariantCulture),
        ["branch"] = beat.Branch ?? "",
        ["category"] = "coding",
        ["entity"] = beat.Entity,
        ["is_write"] = beat.IsWrite,
        ["language"] = beat.Language ?? "",
        ["project"] = beat.Project ?? "",
        ["time"] = beat.At.ToUnixTimeSeconds(),
        ["type"] = "file",
        ["user_id"] = User,
        ["machine_name_id"] = "otter",
        ["user_agent_id"] = "wakatime/v1.102.1 (linux-6.8.0-45-generic-x86_64) go1.22.5 vscode/1.93.1 vscode-wakatime/24.6.2",
        ["lines"] = 0,
        ["lineno"] = 0,
        ["cursorpos"] = 0,
        ["created_at"] = "2026-09-05T08:00:00+02:00",
        ["ai_session"] = "session-1",
    };
}
