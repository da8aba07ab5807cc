using System.Globalization;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Remote;
using Daybook.Model;
using NodaTime;
using NodaTime.Calendars;

namespace Daybook.Importers.Wotra;

/// <summary>An answer of Wotra's, with what a pull has to know of it.</summary>
/// <param name="Name">The request it answers.</param>
/// <param name="Version">That the next pull asks from; null where it says none.</param>
/// <param name="Rows">How many it has.</param>
/// <param name="Deleted">Ids of entries whose last change in it is that they were deleted.</param>
/// <param name="Ids">Of all entries in it that were not; of a list of something else, what the ledger knows its rows by.</param>
public sealed record WotraAnswer(string Name, byte[] Bytes, long? Version, int Rows, IReadOnlyList<string> Deleted, IReadOnlyList<string> Ids)
{
    /// <summary>What was known by facts and is in this list no more, as identities. Where it has rows that nobody can read, nothing can be said to be.</summary>
    public IReadOnlyList<string> Gone(IEnumerable<TermFact> known) =>
        Ids.Count < Rows ? [] : [.. known.Where(f => !WotraTable.IsTakenBack(f) && !Ids.Contains(f.Identity)).Select(f => f.Identity)];
}

/// <summary>Asks a Wotra server, which is somebody's own.</summary>
public sealed class WotraClient(RemoteClient remote, CancellationToken stop)
{
    private const int Gone = 410, NotFound = 404, NotAllowed = 405;
    private static readonly string[] Versions = ["version", "last_version", "latest_version", "current_version"];

    public static RemoteService Service { get; } = new("wotra", null, "", "Authorization", SecretForm.Bearer);

    /// <summary>Why the server is not there, or null.</summary>
    public RemoteTrouble? Health()
    {
        remote.Ask(RemoteRequest.Get("/healthz") with { TakesAnyBody = true }, stop, out var trouble);
        return trouble;
    }

    /// <summary>What was changed since a version; null where it cannot be had.</summary>
    /// <param name="since">0 for all there is.</param>
    /// <param name="isRefused">The server no longer knows what came after that version, or has no log.</param>
    public WotraAnswer? Changes(long since, out bool isRefused, out RemoteTrouble? trouble)
    {
        var answer = Ask(string.Create(CultureInfo.InvariantCulture, $"/api/sync/pull?since={since}"), out trouble);
        isRefused = trouble?.Status is Gone or NotFound or NotAllowed;
        if (isRefused) trouble = null;
        return answer;
    }

    /// <summary>Entries of days.</summary>
    /// <param name="to">The last day.</param>
    public WotraAnswer? Entries(LocalDate from, LocalDate to, out RemoteTrouble? trouble) => Ask($"/api/entries?{Span(from, to)}", out trouble);

    /// <summary>All lists beside that of entries, one after the other, each with what the table is called; where one fails, it is the last.</summary>
    public IEnumerable<(string Table, WotraAnswer? Answer, RemoteTrouble? Trouble)> Lists(LocalDate from, LocalDate to)
    {
        foreach (var table in WotraTable.Lists)
        {
            var answer = List(table, from, to, out var trouble);
            // Corrections and the history of settings came later than the other lists.
            if (trouble?.Status == NotFound) continue;
            yield return (table, answer, trouble);
            if (trouble is not null) yield break;
        }
    }

    public WotraAnswer? List(string table, LocalDate from, LocalDate to, out RemoteTrouble? trouble) => Ask(table switch
    {
        WotraJson.Days => $"/api/days?{Span(from, to)}",
        WotraJson.Weeks => $"/api/weeks?from={Week(from)}&to={Week(to)}",
        WotraJson.Settings => "/api/settings/history",
        _ => "/api/balance/adjustments",
    }, out trouble);

    private WotraAnswer? Ask(string path, out RemoteTrouble? trouble)
    {
        if (remote.Ask(RemoteRequest.Get(path), stop, out trouble) is not { } answer) return null;
        var name = remote.NameOf(path);
        using var document = JsonValues.Parse(answer.Body, out _);
        switch (document?.RootElement.ValueKind)
        {
            // What an empty list is in the language that the server is written in.
            case JsonValueKind.Null:
                return new WotraAnswer(name, answer.Body, null, 0, [], []);
            case JsonValueKind.Array:
                return Of(name, answer.Body, document.RootElement, null);
            case JsonValueKind.Object when document.RootElement.EnumerateObject().FirstOrDefault(m => m.Value.ValueKind == JsonValueKind.Array) is { Value.ValueKind: JsonValueKind.Array } list:
                return Of(name, answer.Body, list.Value, Version(document.RootElement));
            case JsonValueKind.Object when Version(document.RootElement) is { } version:
                return new WotraAnswer(name, answer.Body, version, 0, [], []);
        }
        trouble = remote.Odd("its answer is not what was asked for");
        return null;
    }

    private static WotraAnswer Of(string name, byte[] bytes, JsonElement rows, long? version)
    {
        var isThere = new Dictionary<string, bool>(StringComparer.Ordinal);
        long? read = null;
        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Object) continue;
            var isChange = WotraJson.IsChange(row);
            if (isChange && row.TryGetProperty("version", out var own) && own.TryGetInt64(out var number)) read = Math.Max(read ?? number, number);
            if (!isChange && WotraTable.IdentityOf(row) is { } known) isThere[known] = true;
            if (isChange && row.Text("entity") == WotraJson.Entries && row.Text("entity_id") is { } id) isThere[id] = row.Text("op") != "delete";
        }
        // What a log says beside its rows may be how far it goes, and not how far they do.
        return new WotraAnswer(name, bytes, read ?? version, rows.GetArrayLength(), [.. isThere.Where(i => !i.Value).Select(i => i.Key)], [.. isThere.Where(i => i.Value).Select(i => i.Key)]);
    }

    private static long? Version(JsonElement answer) => Versions.Select(v => answer.TryGetProperty(v, out var said) && said.ValueKind == JsonValueKind.Number && said.TryGetInt64(out var number) ? number : (long?)null).FirstOrDefault(v => v is not null);

    private static string Span(LocalDate from, LocalDate to) => $"from={Model.Period.Iso(from)}&to={Model.Period.Iso(to)}";

    private static string Week(LocalDate date) => string.Create(CultureInfo.InvariantCulture, $"{WeekYearRules.Iso.GetWeekYear(date):0000}-W{WeekYearRules.Iso.GetWeekOfWeekYear(date):00}");
}
