using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns.TimeTracker;

/// <summary>What the service tells.</summary>
internal static class Lists
{
    private const int MostOnAPage = 100;

    public static void Map(WebApplication web, TimeTrackerStandIn service)
    {
        const string Root = "/api/v1";
        web.MapGet($"{Root}/info", (HttpContext c) => StandIn.Write(c, 200, new JsonObject { ["api_version"] = "v1", ["app_version"] = "5.10.0", ["timezone"] = service.Zone.Id, ["enabled_modules"] = new JsonArray("clients") }));
        web.MapGet($"{Root}/users/me", (HttpContext c) => StandIn.Write(c, 200, new JsonObject { ["user"] = service.Person(), ["enabled_modules"] = new JsonArray("clients") }));
        web.MapGet($"{Root}/projects", (HttpContext c) => Paged(c, "projects", [.. service.Projects.OrderBy(p => p.Value.Name, StringComparer.Ordinal)
            .Where(p => (c.Request.Query["status"].FirstOrDefault() ?? "active") is var status && (status == "all" || p.Value.Status == status)).Select(p => service.ProjectJson(p.Key, isExport: false))]));
        web.MapGet($"{Root}/clients", (HttpContext c) => Paged(c, "clients", [.. service.Clients.OrderBy(p => p.Value.Name, StringComparer.Ordinal)
            .Select(p => new JsonObject { ["id"] = p.Key, ["name"] = p.Value.Name, ["default_hourly_rate"] = p.Value.Rate, ["status"] = "active" })]));
        web.MapGet($"{Root}/time-off/leave-types", (HttpContext c) => Whole(c, "leave_types", [
            new JsonObject { ["id"] = 1, ["name"] = "Vacation", ["code"] = "vacation", ["is_paid"] = true, ["annual_allowance_hours"] = 192.5m, ["accrual_hours_per_month"] = null, ["enabled"] = true }]));
        web.MapGet($"{Root}/time-off/requests", (HttpContext c) => Whole(c, "time_off_requests", [.. service.Requests.Select(r => (JsonObject)r.DeepClone())]));
        web.MapGet($"{Root}/time-off/holidays", (HttpContext c) => Whole(c, "holidays", [.. service.Holidays.Select(r => (JsonObject)r.DeepClone())]));
        web.MapGet($"{Root}/time-off/balances", (HttpContext c) => Whole(c, "balances", [
            new JsonObject { ["leave_type_id"] = 1, ["leave_type_code"] = "vacation", ["leave_type_name"] = "Vacation", ["allowance_hours"] = 192.5m, ["used_hours"] = 8, ["remaining_hours"] = 184.5m }]));
        web.MapGet($"{Root}/time-entries", (HttpContext c) => Entries(c, service));
        web.MapGet($"{Root}/time-entries/{{id:int}}", (HttpContext c, int id) => service.Entries.Find(e => e.Id == id) is { } found
            ? StandIn.Write(c, 200, new JsonObject { ["time_entry"] = found.Json(service) }) : StandIn.Write(c, 404, new JsonObject { ["error"] = "Resource not found" }));
    }

    /// <summary>The filter is on what the clock showed at an entry's start; a date that cannot be read is as if it were not there.</summary>
    private static Task Entries(HttpContext context, TimeTrackerStandIn service)
    {
        service.BeforePage(service.Pages.Count() - 1);
        var query = context.Request.Query;
        if (query["user_id"].FirstOrDefault() is { } user && user != service.User.ToString(CultureInfo.InvariantCulture)) return TimeTrackerStandIn.Refuse(context, 403, "Access denied", "forbidden");
        var from = DateOf(query["start_date"])?.AtMidnight();
        var to = DateOf(query["end_date"])?.PlusDays(1).AtMidnight();
        var isActive = query["include_active"] == "true";
        return Paged(context, "time_entries", [.. service.Entries.Where(e => (from is null || e.Start >= from) && (to is null || e.Start < to) && (isActive || e.End is not null))
            .OrderByDescending(e => e.Start).Select(e => e.Json(service))]);
    }

    private static LocalDate? DateOf(string? text) => text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : null;

    private static Task Whole(HttpContext context, string key, JsonObject[] rows) => StandIn.Write(context, 200, new JsonObject { [key] = new JsonArray([.. rows]) });

    private static Task Paged(HttpContext context, string key, JsonObject[] rows)
    {
        var (page, size) = (Number(context, "page", 1), Math.Min(Number(context, "per_page", 50), MostOnAPage));
        var pages = (rows.Length + size - 1) / size;
        return StandIn.Write(context, 200, new JsonObject
        {
            [key] = new JsonArray([.. rows.Skip((page - 1) * size).Take(size)]),
            ["pagination"] = new JsonObject { ["page"] = page, ["per_page"] = size, ["total"] = rows.Length, ["pages"] = pages, ["has_next"] = page < pages, ["has_prev"] = page > 1 },
        });
    }

    private static int Number(HttpContext context, string name, int standard) =>
        context.Request.Query[name].FirstOrDefault() is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : standard;
}
