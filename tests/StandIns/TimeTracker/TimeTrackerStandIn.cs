using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns.TimeTracker;

/// <summary>
/// Answers on this machine as TimeTracker does, as far as is known of it: naive times of one zone, a key in either of two headers, so many requests a minute,
/// lists in pages of at most a hundred, dates that it cannot read passed over, no two entries at once, and a key that makes a POST safe to repeat.
/// </summary>
internal sealed class TimeTrackerStandIn() : EntryStandIn(DateTimeZoneProviders.Tzdb["Europe/Rome"])
{
    private int _ids, _sinceLimit;

    public Instant Now { get; set; } = Instant.FromUtc(2026, 9, 5, 8, 0);
    public int User { get; set; } = 7;
    public string UserName { get; set; } = "ada";

    public List<TrackedEntry> Entries { get; } = [];
    public Dictionary<int, (string Name, int? Client, string Status, decimal? Rate)> Projects { get; } = [];
    public Dictionary<int, (string Name, string? Rate)> Clients { get; } = [];
    public List<JsonObject> Requests { get; } = [];
    public List<JsonObject> Holidays { get; } = [];

    /// <summary>Projects are worth more with every asking: their sums are made anew.</summary>
    public int Sums { get; private set; }

    /// <summary>Headers that the key may stand in.</summary>
    public List<string> KeyHeaders { get; } = ["Authorization", "X-API-Key"];

    /// <summary>Paths that are refused, with what is answered.</summary>
    public Dictionary<string, (int Status, JsonObject Said)> Refused { get; } = [];

    /// <summary>After so many requests one is refused; null for no limit.</summary>
    public int? PerMinute { get; set; }

    /// <summary>Local days of a closed timesheet.</summary>
    public HashSet<LocalDate> Closed { get; } = [];

    /// <summary>What was answered to posts with a key, and when.</summary>
    public Dictionary<string, (JsonObject Said, Instant At)> Keys { get; } = [];

    public LocalDateTime Clock => Now.InZone(Zone).LocalDateTime;

    public static async Task<TimeTrackerStandIn> Start()
    {
        var service = new TimeTrackerStandIn();
        await service.Open();
        return service;
    }

    public override IReadOnlyList<KeptEntry> Kept =>
        [.. Entries.Select(e => new KeptEntry(Id(e.Id), At(e.Start), e.End is { } end ? At(end) : null, e.Project is { } project ? Projects[project].Name : null, e.Notes ?? ""))];

    public override object? Whole(string id) => Entries.Find(e => Id(e.Id) == id);

    public override void Put(KeptEntry entry)
    {
        var id = int.Parse(entry.Id, CultureInfo.InvariantCulture);
        if (Whole(entry.Id) is null) Entries.Add(Written(new TrackedEntry(id, default, null) { UpdatedAt = entry.Start.InZone(Zone).LocalDateTime }, entry));
        else Change(id, e => Written(e, entry));
    }

    public override void Remove(string id) => Entries.RemoveAll(e => Id(e.Id) == id);

    public override void Clear()
    {
        Entries.Clear();
        Keys.Clear();
    }

    public override string ProjectId(string name) => Id(Project(name));

    public override void SwitchAccount() => User = 8;

    protected override string NewEntryId() => Id(NewId());

    public int NewId() => ++_ids;

    /// <summary>Some databases give the numbers of what was deleted last anew.</summary>
    public void NewIds(int from) => _ids = from - 1;

    /// <param name="start">What a clock there shows: <c>2026-09-01T10:00:00</c>.</param>
    public TrackedEntry Add(string start, string? end, string? project = "Website", string? notes = null)
    {
        var entry = new TrackedEntry(NewId(), Local(start), end is null ? null : Local(end)) { Project = project is null ? null : Project(project), Notes = notes, UpdatedAt = Local(start) };
        Entries.Add(entry);
        return entry;
    }

    /// <summary>As somebody does who edits it there.</summary>
    public void Change(int id, Func<TrackedEntry, TrackedEntry> change)
    {
        var at = Entries.FindIndex(e => e.Id == id);
        Entries[at] = change(Entries[at]) with { UpdatedAt = Clock };
    }

    /// <summary>The id of the project of this name, made where there is none.</summary>
    public int Project(string name, string? client = null, string status = "active", decimal? rate = null)
    {
        if (Projects.FirstOrDefault(p => p.Value.Name == name) is { Key: not 0 and var known }) return known;
        int? of = null;
        if (client is not null) Clients[(of = NewId()).Value] = (client, "100.00");
        var id = NewId();
        Projects[id] = (name, of, status, rate);
        return id;
    }

    public JsonObject Person() => new()
    {
        ["id"] = User,
        ["username"] = UserName,
        ["email"] = "ada@example.org",
        ["full_name"] = "Ada Example",
        ["last_login"] = TrackedEntry.Text(Clock),
        ["total_hours"] = ++Sums,
        ["timezone"] = "Europe/Vienna",
        ["standard_hours_per_day"] = 7.7m,
        ["overtime_include_weekends"] = true,
    };

    public JsonObject ProjectJson(int id, bool isExport)
    {
        var (name, client, status, rate) = Projects[id];
        var json = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["client_id"] = client,
            ["client"] = client is { } of ? Clients[of].Name : null,
            ["description"] = "",
            ["billable"] = true,
            ["hourly_rate"] = rate,
            ["billing_ref"] = null,
            ["code"] = null,
            ["status"] = status,
            ["estimated_hours"] = null,
            ["budget_amount"] = null,
            ["created_at"] = "2026-01-01T00:00:00",
        };
        if (isExport) return json;
        json["updated_at"] = "2026-01-01T00:00:00";
        json["total_hours"] = ++Sums;
        json["custom_fields"] = new JsonObject { ["erp"] = "K-17" };
        json["is_archived"] = status == "archived";
        return json;
    }

    /// <summary>All of a person's data, as the service exports it.</summary>
    public string AllData() => new JsonObject
    {
        ["export_info"] = new JsonObject { ["user_id"] = User, ["username"] = UserName, ["export_date"] = "2026-09-05T07:00:00", ["export_type"] = "GDPR Full Data Export" },
        ["user_profile"] = new JsonObject { ["id"] = User, ["username"] = UserName, ["timezone"] = "Europe/Vienna", ["week_start_day"] = 1 },
        ["time_entries"] = new JsonArray([.. Entries.Select(e => (JsonNode?)e.Exported(this))]),
        ["projects"] = new JsonArray([.. Projects.Keys.Select(p => (JsonNode?)ProjectJson(p, isExport: true))]),
    }.ToJsonString();

    public static LocalDateTime Local(string text) => LocalDateTimePattern.ExtendedIso.Parse(text).Value;

    public static Task Refuse(HttpContext context, int status, string message, string code = "error") =>
        Write(context, status, new JsonObject { ["success"] = false, ["error"] = message, ["message"] = message, ["error_code"] = code });

    private TrackedEntry Written(TrackedEntry entry, KeptEntry said) => entry with
    {
        Start = said.Start.InZone(Zone).LocalDateTime,
        End = said.End?.InZone(Zone).LocalDateTime,
        Project = said.Project is { } project ? Project(project) : null,
        Notes = said.Text.Length == 0 ? null : said.Text,
    };

    /// <summary>The instant that a clock there shows once and no more.</summary>
    private Instant At(LocalDateTime time) => Zone.AtStrictly(time).ToInstant();

    private static string Id(int id) => id.ToString(CultureInfo.InvariantCulture);

    protected override void Map(WebApplication web)
    {
        Lists.Map(web, this);
        Writes.Map(web, this);
        web.MapFallback(async (HttpContext c) => await Faulty.Answers("<!doctype html><title>404 Not Found</title><h1>Not Found</h1>", "text/html", status: 404)(c, () => Task.CompletedTask));
    }

    protected override Task Guarded(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == "/api/v1/info") return next(context);
        string? Sent(string header) => KeyHeaders.Contains(header) ? context.Request.Headers[header].FirstOrDefault() : null;
        var sent = Sent("Authorization") is { } text && text.Split(' ') is ["Bearer" or "Token", var token] ? token : Sent("X-API-Key");
        if (sent is null) return Refuse(context, 401, "API token must be provided in Authorization header or X-API-Key header", "unauthorized");
        if (sent != Key) return Refuse(context, 401, "Token not found", "unauthorized");
        if (PerMinute is { } most && ++_sinceLimit > most)
        {
            _sinceLimit = 0;
            context.Response.Headers.RetryAfter = "17";
            return Refuse(context, 429, "Too many requests for this API token. Try again later.", "rate_limited");
        }
        return Refused.TryGetValue(context.Request.Path.Value!["/api/v1".Length..], out var refused) ? Write(context, refused.Status, refused.Said.DeepClone()) : next(context);
    }
}
