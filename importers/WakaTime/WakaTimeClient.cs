using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Remote;
using Daybook.Importers.WakaTime.Totals;
using NodaTime;

namespace Daybook.Importers.WakaTime;

/// <summary>Asks WakaTime's API, or one that speaks its language. What it answers is checked for being what was asked for, and handed on as it came.</summary>
public sealed class WakaTimeClient(RemoteClient remote, CancellationToken stop)
{
    // What lies before is someone's empty date: nobody had heartbeats then.
    private static readonly LocalDate Earliest = new(2007, 1, 1);

    public static RemoteService Service { get; } = new("wakatime", "api.wakatime.com", "/api/v1", "Authorization", SecretForm.Basic)
    {
        Hosts = ["api.wakatime.com", "wakatime.com"],
        FileHosts = ["wakatime.s3.amazonaws.com"],
        // Fewer than ten a second.
        Pause = TimeSpan.FromMilliseconds(110),
    };

    /// <summary>The account that the key is of.</summary>
    public HeartbeatAccount? Account(out RemoteTrouble? trouble)
    {
        using var document = remote.Object(Paths.User, stop, out _, out trouble);
        if (document is null) return null;
        if (document.RootElement.TryGetProperty("data", out var user) && user.Text("id") is { } id)
            return new HeartbeatAccount(id, user.Text("timezone"), user.Number("timeout"), Flag(user, "writes_only"), Believable(user.Instant("created_at") is { } at ? Model.Micros.ToInstant(at).InUtc().Date : null));
        trouble = remote.Odd("it does not say who the key is of");
        return null;
    }

    /// <summary>A day's heartbeats.</summary>
    public HeartbeatAnswer? Heartbeats(HeartbeatAccount account, LocalDate day, out RemoteTrouble? trouble)
    {
        var path = $"{Paths.Heartbeats}?date={Model.Period.Iso(day)}";
        using var document = Answer(path, out var bytes, out trouble);
        if (document is null) return null;
        var flaw = HeartbeatRows.Flaw(document.RootElement, "data", account.Id, day, day.PlusDays(1), out var count);
        if (flaw is null && count == 0 && (document.RootElement.Text("message") ?? document.RootElement.Text("error")) is not null)
        {
            trouble = remote.Odd($"it has nothing to give of {Model.Period.Iso(day)}, and says why", "The account's plan does not reach back so far.") with { Kind = RemoteKind.Auth, Status = 402 };
            return null;
        }
        trouble = flaw is null ? null : remote.Odd(flaw);
        return flaw is null ? new HeartbeatAnswer(remote.NameOf(path), bytes, count) : null;
    }

    /// <summary>The first day with any time, or null where it does not say.</summary>
    public LocalDate? First(out RemoteTrouble? trouble)
    {
        using var document = Answer(Paths.AllTime, out _, out trouble);
        // Not every server has this; what matters will be asked for in another way.
        if (trouble is { Kind: RemoteKind.NotUnderstood } or { IsNotPermitted: true }) trouble = null;
        return document is not null && document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out var data)
            && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("range", out var range) && range.Text("start_date") is { } text
            ? Believable(TotalDates.Parse(text)) : null;
    }

    /// <summary>The totals of days, both ends included.</summary>
    public HeartbeatAnswer? Summaries(LocalDate first, LocalDate last, out RemoteTrouble? trouble)
    {
        var path = $"{Paths.Summaries}?start={Model.Period.Iso(first)}&end={Model.Period.Iso(last)}";
        using var document = Answer(path, out var bytes, out trouble);
        if (document is null) return null;
        var flaw = "its answer is no list of days";
        if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out var days) && days.ValueKind == JsonValueKind.Array)
        {
            if (days.EnumerateArray().All(d => DateOf(d) is { } date && date >= first && date <= last)) return new HeartbeatAnswer(remote.NameOf(path), bytes, days.GetArrayLength());
            flaw = "it answers with other days than was asked for";
        }
        trouble = remote.Odd(flaw);
        return null;
    }

    /// <summary>The exports of the account, or null and why.</summary>
    public IReadOnlyList<WakaTimeDump>? Dumps(out RemoteTrouble? trouble)
    {
        using var document = Answer(Paths.Dumps, out _, out trouble);
        if (document is null) return null;
        if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out var dumps) && dumps.ValueKind == JsonValueKind.Array)
            return [.. dumps.EnumerateArray().Select(WakaTimeDump.Of).OfType<WakaTimeDump>()];
        trouble = remote.Odd("its answer is no list of exports");
        return null;
    }

    /// <summary>Asks for a new export of all heartbeats.</summary>
    public WakaTimeDump? RequestDump(out RemoteTrouble? trouble)
    {
        if (remote.Ask(new RemoteRequest(HttpMethod.Post, Paths.Dumps, WakaTimeDump.Wish()), stop, out trouble) is not { } answer) return null;
        using var document = JsonValues.Parse(answer.Body, out _);
        if (document is { RootElement.ValueKind: JsonValueKind.Object } && document.RootElement.TryGetProperty("data", out var data) && WakaTimeDump.Of(data) is { } dump) return dump;
        trouble = remote.Odd("it does not say which export was asked for");
        return null;
    }

    /// <summary>As origins call what an account says of itself.</summary>
    public string AccountName => remote.NameOf(Paths.User);

    private static class Paths
    {
        public const string User = "/users/current", Heartbeats = $"{User}/heartbeats", AllTime = $"{User}/all_time_since_today", Summaries = $"{User}/summaries", Dumps = $"{User}/data_dumps";
    }

    /// <summary>As origins call an export; the address that it is fetched from holds a signature.</summary>
    public string NameOf(WakaTimeDump dump) => remote.NameOf($"{Paths.Dumps}/{Uri.EscapeDataString(dump.Id)}");

    private static LocalDate? DateOf(JsonElement day) =>
        day.ValueKind == JsonValueKind.Object && day.TryGetProperty("range", out var range) && range.Text("date") is { } text ? TotalDates.Parse(text) : null;

    private static LocalDate? Believable(LocalDate? date) => date >= Earliest ? date : null;

    private static bool? Flag(JsonElement value, string key) =>
        value.TryGetProperty(key, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.ValueKind == JsonValueKind.True : null;

    private JsonDocument? Answer(string path, out byte[] bytes, out RemoteTrouble? trouble)
    {
        bytes = [];
        if (remote.Ask(RemoteRequest.Get(path), stop, out trouble) is not { } answer) return null;
        bytes = answer.Body;
        if (JsonValues.Parse(bytes, out _) is { } document) return document;
        trouble = remote.Odd("its answer is empty");
        return null;
    }
}
