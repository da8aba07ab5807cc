using System.Globalization;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Remote;
using Daybook.Importers.Tables;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.TimeTracker;

/// <summary>Whose entries are asked for.</summary>
/// <param name="User">Their id, a whole number.</param>
/// <param name="Zone">That the server's times are local to.</param>
/// <param name="Person">What the service says of them, an object.</param>
public sealed record TimeTrackerAccount(string User, DateTimeZone Zone, string Person);

/// <summary>Asks TimeTracker's API. What it answers is checked for being what was asked for.</summary>
public sealed class TimeTrackerClient(RemoteClient remote, CancellationToken stop)
{
    /// <summary>What a list that an administrator has switched off is refused with.</summary>
    public const string SwitchedOff = "module_disabled";

    internal const string AllProjects = "/projects?status=all";

    private const int MostRows = 100, MostPages = 1000;

    /// <summary>Everyone's own server. It takes the key in either of two headers; some gateways pass only one on.</summary>
    public static RemoteService Service { get; } = new("timetracker", null, "/api/v1", "Authorization", SecretForm.Bearer)
    {
        OtherHeader = "X-API-Key",
        StandardPage = MostRows,
        LargestPage = MostRows,
    };

    /// <summary>The account that the key is of.</summary>
    public TimeTrackerAccount? Account(out RemoteTrouble? trouble)
    {
        if (remote.Object("/info", stop, out _, out trouble) is not { } info) return null;
        using var server = info;
        var named = server.RootElement.Text("timezone");
        if (DocumentNames.ZoneOf(named) is not { } zone)
        {
            trouble = remote.Odd($"it does not say which zone its times are of{(named is null ? "" : $": '{Printable.Short(named, 40)}' is none")}");
            return null;
        }
        if (remote.Object("/users/me", stop, out _, out trouble) is not { } me) return null;
        using var person = me;
        if (person.RootElement.TryGetProperty("user", out var user) && user.Number("id") is { } id)
            return new TimeTrackerAccount(id.ToString(CultureInfo.InvariantCulture), zone, user.GetRawText());
        trouble = remote.Odd("it does not say who the key is of");
        return null;
    }

    /// <summary>All rows of a list, each an object as the answer has it; read to its last page where it has pages.</summary>
    /// <param name="path">With a query, if only an empty one.</param>
    /// <param name="key">The member of the answer that the rows stand in.</param>
    public IReadOnlyList<string>? Rows(string path, string key, out RemoteTrouble? trouble)
    {
        var all = new List<string>();
        var before = "";
        for (var page = 1; page <= MostPages; page++)
        {
            if (remote.Object($"{path}&{Paged(page, MostRows)}", stop, out _, out trouble) is not { } answer) return null;
            using var document = answer;
            if (ListIn(document, key, page, out trouble) is not { } rows) return null;
            var first = rows is [var row, ..] ? row.GetRawText() : "";
            if (page > 1 && first.Length > 0 && first == before) break;
            before = first;
            all.AddRange(rows.Select(r => r.GetRawText()));
            if (HasNext(document, rows.Count, MostRows) != true) return all;
        }
        trouble = remote.Odd($"its list of {key} has no end");
        return null;
    }

    /// <summary>All projects, archived ones too.</summary>
    public IReadOnlyList<string>? Projects(out RemoteTrouble? trouble) => Rows(AllProjects, "projects", out trouble);

    /// <summary>Entries of the account that start on local days of the server.</summary>
    /// <param name="from">First day, or null.</param>
    /// <param name="until">Last day, or null.</param>
    public RemotePage? Entries(TimeTrackerAccount account, TimeTrackerNames names, LocalDate? from, LocalDate? until, int page, int size, out RemoteTrouble? trouble)
    {
        var span = $"{(from is { } first ? $"&start_date={Model.Period.Iso(first)}" : "")}{(until is { } last ? $"&end_date={Model.Period.Iso(last)}" : "")}";
        var path = $"/time-entries?user_id={account.User}&include_active=true{span}&{Paged(page, size)}";
        if (remote.Object(path, stop, out _, out trouble) is not { } answer) return null;
        using var document = answer;
        if (ListIn(document, "time_entries", page, out trouble) is not { } rows) return null;
        if (names.LackAll(rows))
        {
            trouble = remote.Odd("it lists no project at all, and answers with entries of some");
            return null;
        }
        var starts = new List<(string, long)>();
        foreach (var row in rows)
        {
            trouble = Check(row, account, from, until, out var id, out var start);
            if (trouble is not null) return null;
            starts.Add((id, start));
        }
        var isLast = HasNext(document, rows.Count, size) != true;
        if (rows.Count == 0 && !isLast) trouble = remote.Odd("a page in the middle is empty");
        return trouble is null ? new RemotePage(remote.NameOf(path), TimeTrackerDocument.OfEntries(account.Zone, rows, names), starts, isLast) : null;
    }

    internal RemoteTrouble Odd(string what) => remote.Odd(what);

    private List<JsonElement>? ListIn(JsonDocument answer, string key, int page, out RemoteTrouble? trouble)
    {
        trouble = remote.Odd($"its answer is no list of {key}");
        if (!answer.RootElement.TryGetProperty(key, out var list) || list.ValueKind != JsonValueKind.Array) return null;
        List<JsonElement> rows = [.. list.EnumerateArray()];
        if (rows.Any(r => r.ValueKind != JsonValueKind.Object)) return null;
        trouble = answer.RootElement.TryGetProperty("pagination", out var paging) && paging.Number("page") is { } given && given != page ? remote.Odd("it answers with another page than was asked for") : null;
        return trouble is null ? rows : null;
    }

    /// <summary>What the answer says, else whether the page is full; null where there are no pages.</summary>
    private static bool? HasNext(JsonDocument answer, int count, int size)
    {
        if (!answer.RootElement.TryGetProperty("pagination", out var paging)) return null;
        return paging.TryGetProperty("has_next", out var next) && next.ValueKind is JsonValueKind.True or JsonValueKind.False ? next.ValueKind == JsonValueKind.True : count >= size;
    }

    /// <summary>What is wrong with an entry as an answer to what was asked, or null: the server passes over dates that it cannot read, and then gives all it has.</summary>
    private RemoteTrouble? Check(JsonElement row, TimeTrackerAccount account, LocalDate? from, LocalDate? until, out string id, out long start)
    {
        (id, start) = (row.Text("id") ?? "", 0);
        if (id.Length == 0) return remote.Odd("it answers with an entry that has no id");
        if (row.Text("user_id") != account.User) return remote.Odd("it answers with entries of another user than was asked for");
        if (row.Text("start_time") is not { } text || !MomentText.TryParse(text, null, out var moment)) return remote.Odd("it answers with an entry whose start cannot be read");
        if (moment.OffsetMicros is null && (moment.Date < from || moment.Date > until)) return remote.Odd("it answers with entries of other days than were asked for");
        start = moment.Instant ?? Micros.From(account.Zone.AtLeniently(moment.Local).ToInstant());
        return null;
    }

    private static string Paged(int page, int size) => string.Create(CultureInfo.InvariantCulture, $"page={page}&per_page={size}");
}
