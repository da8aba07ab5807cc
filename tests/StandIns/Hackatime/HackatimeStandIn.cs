using System.Text.Json.Nodes;
using Daybook.Model;
using Daybook.Tests.StandIns.WakaTime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns.Hackatime;

/// <summary>Answers on this machine as Hackatime does, as far as is known of it: all heartbeats between two instants, both included, in one answer.</summary>
internal sealed class HackatimeStandIn : HeartbeatStandIn
{
    public HackatimeStandIn() => User = "4711";

    public string Address => $"{Root}/api";

    /// <summary>Bytes put into each answer, so that it is long.</summary>
    public int Ballast { get; set; }

    public static async Task<HackatimeStandIn> Start()
    {
        var service = new HackatimeStandIn();
        await service.Open();
        return service;
    }

    protected override void Map(WebApplication web)
    {
        web.MapGet("/api/hackatime/v1/users/current", (HttpContext c) => Write(c, 200, new JsonObject
        {
            ["data"] = new JsonObject { ["id"] = User, ["username"] = "ada", ["timezone"] = Zone.Id, ["created_at"] = CreatedAt, ["plan"] = "free" },
        }));
        web.MapGet("/api/v1/my/heartbeats", (HttpContext c) =>
        {
            var (start, end) = (At(c, "start_time"), At(c, "end_time"));
            var beats = Beats.Where(b => b.At >= start && b.At <= end).OrderBy(b => b.At).ToList();
            return Write(c, 200, new JsonObject
            {
                ["start_time"] = Rfc(start),
                ["end_time"] = Rfc(end),
                ["total_seconds"] = 60 * beats.Count,
                ["heartbeats"] = new JsonArray([.. beats.Select(b => (JsonNode)Json(b))]),
                ["ballast"] = new string('x', beats.Count * Ballast),
            });
        });
    }

    protected override Task Guarded(HttpContext context, RequestDelegate next) =>
        context.Request.Headers.Authorization is [{ } said] && (said == $"Bearer {Key}" || said == $"Basic {KeyInBase64}") ? next(context) : Refuse(context, 401, "Unauthorized");

    private static Instant At(HttpContext context, string name) => InstantPattern.General.Parse(context.Request.Query[name].First()!).Value;

    private JsonObject Json(StandInBeat beat) => new()
    {
        ["id"] = beat.Number,
        ["time"] = StandInBeat.Seconds(Micros.From(beat.At)),
        ["entity"] = beat.Entity,
        ["type"] = "file",
        ["category"] = "coding",
        ["project"] = beat.Project,
        ["language"] = beat.Language,
        ["editor"] = "vscode",
        ["operating_system"] = "Linux",
        ["machine"] = "otter",
        ["branch"] = beat.Branch,
        ["user_agent"] = "wakatime/v1.102.1 (linux-6.8.0-45-generic-x86_64) go1.22.5 vscode/1.93.1 vscode-wakatime/24.6.2",
        ["is_write"] = beat.IsWrite,
        ["line_additions"] = null,
        ["lineno"] = 14,
        ["dependencies"] = new JsonArray("rails"),
        ["source_type"] = "direct_entry",
        ["user_id"] = int.Parse(User, System.Globalization.CultureInfo.InvariantCulture),
        ["ip_address"] = "203.0.113.7",
        ["deleted_at"] = null,
        ["fields_hash"] = $"hash{beat.Number}",
        ["created_at"] = "2026-10-20T07:00:03Z",
        ["updated_at"] = "2026-10-20T07:00:03Z",
        ["ysws_program"] = "none",
    };
}
