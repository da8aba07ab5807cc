using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Daybook.Tests.StandIns.WakaTime;

/// <summary>
/// Answers on this machine as WakaTime does, as far as is known of it: heartbeats and totals by day of the account's zone, of the last days
/// only where the plan is free; exports of everything, which take their time, are fetched from elsewhere without a key, and of which there is one at a time.
/// </summary>
internal sealed class WakaTimeStandIn : HeartbeatStandIn
{
    private int _dumps;

    public Instant Now { get; set; } = Instant.FromUtc(2026, 9, 5, 8, 0);

    /// <summary>How many days the plan gives heartbeats and totals of; null for all.</summary>
    public int? PlanDays { get; set; }

    /// <summary>Totals are given of all days.</summary>
    public bool GivesAllTotals { get; set; }

    /// <summary>How a day that the plan does not have is refused: 402, 403, or 200 with an empty list and a message.</summary>
    public int PlanStatus { get; set; } = 402;

    public List<StandInDump> Dumps { get; } = [];

    /// <summary>How often a new export is looked for before it is ready.</summary>
    public int Looks { get; set; } = 1;

    /// <summary>Refuses to make or show any export; null where it does.</summary>
    public int? DumpStatus { get; set; }

    /// <summary>The address at which an export is said to lie.</summary>
    public Func<StandInDump, string>? AddressOf { get; set; }

    /// <summary>What is fetched in place of an export.</summary>
    public Func<byte[], byte[]> Fetched { get; set; } = b => b;

    /// <summary>Signatures of the addresses, which nobody may keep.</summary>
    public const string Signature = "CANARY-signature";

    public string Address => $"{Root}/api/v1";

    public static async Task<WakaTimeStandIn> Start()
    {
        var service = new WakaTimeStandIn();
        await service.Open();
        return service;
    }

    /// <summary>Asks for an export as a person does on the service's page.</summary>
    public StandInDump MakeDump(string type = "heartbeats", int looks = 0)
    {
        var dump = new StandInDump($"dump-{++_dumps}", type, Now, Encoding.UTF8.GetBytes(Export().ToJsonString()), looks);
        Dumps.Insert(0, dump);
        return dump;
    }

    /// <summary>An export of all heartbeats, as it is fetched.</summary>
    public JsonObject Export()
    {
        var (first, last) = (Beats.Count == 0 ? DateOf(Now) : DateOf(Beats.Min(b => b.At)), DateOf(Now));
        var days = new JsonArray();
        for (var date = first; date <= last; date = date.PlusDays(1))
            days.Add(new JsonObject { ["date"] = Text(date), ["heartbeats"] = new JsonArray([.. On(date).Select(b => (JsonNode)b.Json(User))]) });
        return new JsonObject
        {
            ["days"] = days,
            ["range"] = new JsonObject { ["start"] = Zone.AtStartOfDay(first).ToInstant().ToUnixTimeSeconds(), ["end"] = Zone.AtStartOfDay(last.PlusDays(1)).ToInstant().ToUnixTimeSeconds() - 1 },
            ["user"] = UserJson(),
        };
    }

    private JsonObject UserJson() => new()
    {
        ["id"] = User,
        ["username"] = "ada",
        ["email"] = "ada@example.org",
        ["timezone"] = Zone.Id,
        ["timeout"] = 15,
        ["writes_only"] = false,
        ["plan"] = PlanDays is null ? "premium" : "free",
        ["created_at"] = CreatedAt,
        ["last_heartbeat_at"] = Beats.Count == 0 ? null : Rfc(Beats.Max(b => b.At)),
    };

    protected override void Map(WebApplication web)
    {
        const string Me = "/api/v1/users/current";
        web.MapGet(Me, (HttpContext c) => Write(c, 200, new JsonObject { ["data"] = UserJson() }));
        web.MapGet($"{Me}/heartbeats", Heartbeats);
        web.MapGet($"{Me}/summaries", Summaries);
        web.MapGet($"{Me}/all_time_since_today", (HttpContext c) => Write(c, 200, new JsonObject
        {
            ["data"] = new JsonObject { ["total_seconds"] = 1, ["is_up_to_date"] = true, ["range"] = new JsonObject { ["start_date"] = Text(Beats.Count == 0 ? DateOf(Now) : DateOf(Beats.Min(b => b.At))), ["end_date"] = Text(DateOf(Now)) } },
        }));
        web.MapGet($"{Me}/data_dumps", ListDumps);
        web.MapPost($"{Me}/data_dumps", AskForDump);
        web.MapGet("/exports/{id}", Fetch);
    }

    protected override Task Guarded(HttpContext context, RequestDelegate next)
    {
        var said = context.Request.Headers.Authorization;
        // What the address is signed for takes no other word.
        if (context.Request.Path.StartsWithSegments("/exports", StringComparison.Ordinal)) return said.Count == 0 && context.Request.Query["Signature"] == Signature ? next(context) : Refuse(context, 403, "AccessDenied");
        return said.Count == 1 && said[0] == $"Basic {KeyInBase64}" ? next(context) : Refuse(context, 401, "Unauthorized");
    }

    private bool IsOutside(LocalDate date) => PlanDays is { } days && date <= DateOf(Now).PlusDays(-days);

    private Task Heartbeats(HttpContext context)
    {
        if (Date(context, "date") is not { } date) return Refuse(context, 400, "date is required");
        if (IsOutside(date) && PlanStatus != 200) return Refuse(context, PlanStatus, "This date is outside your plan's history");
        var json = new JsonObject
        {
            ["data"] = new JsonArray([.. (IsOutside(date) ? [] : On(date)).Select(b => (JsonNode)b.Json(User))]),
            ["start"] = Rfc(Zone.AtStartOfDay(date).ToInstant()),
            ["end"] = Rfc(Zone.AtStartOfDay(date.PlusDays(1)).ToInstant() - Duration.FromSeconds(1)),
            ["timezone"] = Zone.Id,
        };
        if (IsOutside(date)) json["message"] = "This date is outside your plan's history";
        return Write(context, 200, json);
    }

    private Task Summaries(HttpContext context)
    {
        if (Date(context, "start") is not { } start || Date(context, "end") is not { } end) return Refuse(context, 400, "start and end are required");
        if (IsOutside(start) && !GivesAllTotals) return Refuse(context, 402, "This date is outside your plan's history");
        var days = new JsonArray();
        for (var date = start; date <= end; date = date.PlusDays(1))
            days.Add(new JsonObject
            {
                ["grand_total"] = new JsonObject { ["total_seconds"] = Total(date), ["text"] = "some" },
                ["projects"] = new JsonArray(new JsonObject { ["name"] = "lantern", ["total_seconds"] = Total(date), ["color"] = null }),
                ["range"] = new JsonObject { ["date"] = Text(date), ["timezone"] = Zone.Id },
                ["something_new"] = 1,
            });
        return Write(context, 200, new JsonObject { ["data"] = days, ["start"] = "x", ["end"] = "y" });
    }

    private Task ListDumps(HttpContext context)
    {
        if (DumpStatus is { } status) return Refuse(context, status, "not for you");
        var list = new JsonArray([.. Dumps.Where(d => d.Expires > Now).Select(d => (JsonNode)d.Json(AddressOf?.Invoke(d) ?? $"{Root}/exports/{d.Id}?Signature={Signature}&Expires=1689447276"))]);
        for (var i = 0; i < Dumps.Count; i++) Dumps[i] = Dumps[i] with { Looks = Math.Max(0, Dumps[i].Looks - 1) };
        return Write(context, 200, new JsonObject { ["data"] = list, ["total"] = list.Count, ["total_pages"] = 1 });
    }

    private async Task AskForDump(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        if (DumpStatus is { } status) await Refuse(context, status, "not for you");
        else if (body?["type"]?.GetValue<string>() is not ("heartbeats" or "daily")) await Refuse(context, 400, "type is required");
        else if (Dumps.Exists(d => d.Expires > Now && !d.HasFailed)) await Refuse(context, 400, "Wait for your current export to expire before creating another.");
        else await Write(context, 201, new JsonObject { ["data"] = MakeDump(looks: Looks).Json("") });
    }

    private async Task Fetch(HttpContext context, string id)
    {
        if (Dumps.Find(d => d.Id == id) is not { } dump) { await Refuse(context, 404, "NoSuchKey"); return; }
        var bytes = Fetched(dump.Content);
        context.Response.ContentType = "application/octet-stream";
        context.Response.Headers.ContentLength = bytes.Length;
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{bytes.Length}\"");
        await context.Response.Body.WriteAsync(bytes);
    }
}
