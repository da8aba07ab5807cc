using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Tests.StandIns.WakaTime;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns;

/// <summary>A service that keeps heartbeats by account.</summary>
internal abstract class HeartbeatStandIn : StandIn
{
    public string User { get; set; } = "cccccccc-0000-4000-8000-000000000001";

    public DateTimeZone Zone { get; set; } = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    /// <summary>When the account was made, in UTC.</summary>
    public string? CreatedAt { get; set; } = "2026-01-10T09:00:00Z";

    public List<StandInBeat> Beats { get; } = [];

    /// <summary>Requests for heartbeats, without the account.</summary>
    public IEnumerable<string> Days => Asked.Where(a => a.Contains("heartbeats?", StringComparison.Ordinal));

    /// <summary>So many heartbeats from an instant on, one every minute.</summary>
    public void Add(string start, int count = 1, string project = "lantern")
    {
        var at = InstantPattern.ExtendedIso.Parse(start).Value;
        for (var i = 0; i < count; i++) Beats.Add(new StandInBeat(Beats.Count + 1, at + Duration.FromMinutes(i) + Duration.FromTicks(i * 12_370), $"/home/ada/{project}/main.go", project));
    }

    public LocalDate DateOf(Instant at) => at.InZone(Zone).Date;

    protected IEnumerable<StandInBeat> On(LocalDate date) => Beats.Where(b => DateOf(b.At) == date).OrderBy(b => b.At);

    protected static LocalDate? Date(HttpContext context, string name) =>
        context.Request.Query[name].FirstOrDefault() is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    protected static Task Refuse(HttpContext context, int status, string error) => Write(context, status, new JsonObject { ["error"] = error });

    protected static string Rfc(Instant at) => InstantPattern.General.Format(at);

    /// <summary>A day's length by joining heartbeats that are at most so far apart.</summary>
    protected decimal Total(LocalDate date, int minutes = 15)
    {
        var times = On(date).Select(b => b.At).ToList();
        return times.Zip(times.Skip(1)).Select(p => p.Second - p.First).Where(g => g <= Duration.FromMinutes(minutes)).Sum(g => (decimal)g.TotalSeconds);
    }

    protected static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
