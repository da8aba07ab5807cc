using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Daybook.Tests.StandIns.Wotra;

/// <summary>
/// Answers on this machine as Wotra's server does, as far as its readme and history tell: a log of changes with a growing version, of which the oldest
/// are pruned, and lists of what there is.
/// </summary>
internal sealed class WotraStandIn : StandIn
{
    private static readonly string[] Tables = ["entries", "closed_days", "closed_weeks", "settings_history", "balance_adjustments"];

    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> _tables = Tables.ToDictionary(t => t, _ => new SortedDictionary<string, JsonObject>(StringComparer.Ordinal));
    private readonly List<(long Version, string Table, string Id, string Op, JsonObject Payload)> _log = [];
    private long _version, _pruned;

    /// <summary>Versions before the log came have only lists.</summary>
    public bool HasLog { get; set; } = true;

    /// <summary>Whether somebody who begins anew is told all there is, whatever was pruned.</summary>
    public bool AnswersFromNothing { get; set; } = true;

    /// <summary>Or only what of its log was not pruned: nothing documented says which.</summary>
    public bool TellsOnlyItsLog { get; set; }

    /// <summary>How many changes it tells of in one answer, whatever the log has.</summary>
    public int MostChanges { get; set; } = int.MaxValue;

    /// <summary>Whether the log says of what was deleted what it was.</summary>
    public bool HasSnapshots { get; set; } = true;

    public static async Task<WotraStandIn> Start()
    {
        var service = new WotraStandIn();
        await service.Open();
        return service;
    }

    /// <summary>What there is of a table that is not deleted.</summary>
    public IEnumerable<JsonObject> Rows(string table) => _tables[table].Values.Where(r => r["deleted_at"] is null);

    /// <param name="start">Milliseconds since the epoch.</param>
    /// <param name="end">Null while it runs.</param>
    public void Entry(string id, string day, long start, long? end, long changed, string note = "") => Put("entries", id, new JsonObject
    {
        ["id"] = id,
        ["start_time"] = start,
        ["end_time"] = end,
        ["auto_stopped"] = false,
        ["note"] = note,
        ["day_key"] = day,
        ["updated_at"] = changed,
        ["deleted_at"] = null,
    });

    public void DeleteEntry(string id, long at)
    {
        var row = _tables["entries"][id];
        row["deleted_at"] = at;
        Log("entries", id, "delete", row);
    }

    public void CloseDay(string day, long worked, long at, string kind = "work") => Put("closed_days", day, new JsonObject { ["day_key"] = day, ["worked_ms"] = worked, ["kind"] = kind, ["closed_at"] = at });

    public void Reopen(string day)
    {
        if (_tables["closed_days"].Remove(day, out var row)) Log("closed_days", day, "delete", row);
    }

    public void ReopenWeek(string week)
    {
        if (_tables["closed_weeks"].Remove(week, out var row)) Log("closed_weeks", week, "delete", row);
    }

    public void CloseWeek(string week, long expected, long worked, long at) =>
        Put("closed_weeks", week, new JsonObject { ["week_key"] = week, ["expected_ms"] = expected, ["worked_ms"] = worked, ["delta_ms"] = worked - expected, ["closed_at"] = at });

    public void Setting(string id, string from, int hours, long at) => Put("settings_history", id, new JsonObject { ["id"] = id, ["effective_from"] = from, ["hours_per_week"] = hours, ["updated_at"] = at });

    public void Adjust(string id, long delta, long at) =>
        Put("balance_adjustments", id, new JsonObject { ["id"] = id, ["delta_ms"] = delta, ["note"] = "a correction", ["effective_at"] = at, ["created_at"] = at, ["updated_at"] = at });

    /// <summary>Where there is one.</summary>
    public void DropAdjustment(string id)
    {
        if (_tables["balance_adjustments"].Remove(id, out var row)) Log("balance_adjustments", id, "delete", row);
    }

    /// <summary>Forgets all of the log, as after thirty days.</summary>
    public void Prune()
    {
        _log.Clear();
        _pruned = _version;
    }

    /// <summary>Counts from the beginning again, as after its database was put back.</summary>
    public void CountAnew()
    {
        _log.Clear();
        _version = _pruned = 0;
    }

    protected override void Map(WebApplication web)
    {
        web.MapGet("/healthz", (HttpContext c) => c.Response.WriteAsync("ok"));
        web.MapGet("/api/sync/pull", Pull);
        web.MapGet("/api/entries", (HttpContext c) => Write(c, 200, List("entries", r => IsWithin(c, r["day_key"]!.GetValue<string>()))));
        web.MapGet("/api/days", (HttpContext c) => Write(c, 200, List("closed_days", r => IsWithin(c, r["day_key"]!.GetValue<string>()))));
        web.MapGet("/api/weeks", (HttpContext c) => Write(c, 200, List("closed_weeks", r => IsWithin(c, r["week_key"]!.GetValue<string>()))));
        web.MapGet("/api/settings/history", (HttpContext c) => Write(c, 200, List("settings_history", _ => true)));
        web.MapGet("/api/balance/adjustments", (HttpContext c) => Write(c, 200, List("balance_adjustments", _ => true)));
    }

    protected override Task Guarded(HttpContext context, RequestDelegate next) =>
        context.Request.Path == "/healthz" || context.Request.Headers.Authorization == $"Bearer {Key}" ? next(context) : Write(context, 401, new JsonObject { ["error"] = "unauthorized" });

    private Task Pull(HttpContext context)
    {
        if (!HasLog) return Write(context, 404, new JsonObject { ["error"] = "not found" });
        var since = long.Parse(context.Request.Query["since"]!, CultureInfo.InvariantCulture);
        if (since < _pruned && !(since == 0 && (AnswersFromNothing || TellsOnlyItsLog))) return Write(context, 410, new JsonObject { ["error"] = "sync stale" });
        var changes = since == 0 && !TellsOnlyItsLog
            ? Tables.SelectMany(t => _tables[t].Select(r => (Version: _version, Table: t, Id: r.Key, Op: r.Value["deleted_at"] is null ? "upsert" : "delete", Payload: r.Value)))
            : _log.Where(l => l.Version > since);
        return Write(context, 200, new JsonObject
        {
            ["changes"] = new JsonArray([.. changes.Take(MostChanges).Select(c => (JsonNode?)new JsonObject { ["entity"] = c.Table, ["entity_id"] = c.Id, ["op"] = c.Op, ["version"] = c.Version, ["payload"] = HasSnapshots || c.Op != "delete" ? c.Payload.DeepClone() : null })]),
            ["version"] = _version,
        });
    }

    // What is deleted stands in no list.
    private JsonArray List(string table, Func<JsonObject, bool> isMeant) => new([.. Rows(table).Where(isMeant).Select(r => r.DeepClone())]);

    private static bool IsWithin(HttpContext context, string key) =>
        string.CompareOrdinal(key, context.Request.Query["from"]) >= 0 && string.CompareOrdinal(key, context.Request.Query["to"]) <= 0;

    private void Put(string table, string id, JsonObject row)
    {
        _tables[table][id] = row;
        Log(table, id, "upsert", row);
    }

    private void Log(string table, string id, string op, JsonObject row) => _log.Add((++_version, table, id, op, row.DeepClone().AsObject()));
}
