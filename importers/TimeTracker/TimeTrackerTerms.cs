using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Remote;
using Daybook.Model;

namespace Daybook.Importers.TimeTracker;

/// <summary>What the service says of an account beside time: projects, time off, holidays, kinds of leave, what is left of it, and the person's hours.</summary>
/// <param name="known">What the ledger has of the same source, of <see cref="Kinds"/>.</param>
/// <param name="skipped">Told of each list that cannot be had.</param>
public sealed class TimeTrackerTerms(TimeTrackerClient client, TimeTrackerAccount account, TimeTrackerNames names, IReadOnlyList<TermFact> known, Action<string> skipped)
{
    private const string Deleted = "is_deleted";
    private const int NotPermitted = 403, NotFound = 404;

    // Another with each sign-in or entry.
    private static readonly string[] OfTheMoment = ["last_login", "total_hours", "status", "avatar_url"];

    public static IReadOnlyList<string> Kinds { get; } = [AccountFact.Absence, AccountFact.Contract, AccountFact.Project, AccountFact.WeekCut];

    /// <summary>Rows that the ledger has and the service has no more.</summary>
    public int Gone { get; private set; }

    /// <summary>One document of all that is said, with what is gone marked as such; null and why where it cannot be had.</summary>
    public byte[]? Read(out RemoteTrouble? trouble)
    {
        if (WithGone(TimeTrackerClient.AllProjects, "projects", AccountFact.Project, "project", names.Projects, out trouble) is not { } projects) return null;
        List<(string, IReadOnlyList<string>)> lists = [("users", [Person()]), ("projects", [.. projects.Select(p => Without(p, TimeTrackerDocument.ProjectSums))])];
        foreach (var (list, path, what) in (ReadOnlySpan<(string, string, string?)>)
        [
            ("leave_types", "/time-off/leave-types?enabled_only=false", null), ("time_off_requests", $"/time-off/requests?user_id={account.User}", "request"),
            ("holidays", "/time-off/holidays?", "holiday"), ("balances", $"/time-off/balances?user_id={account.User}", null),
        ])
        {
            var rows = client.Rows(path, list, out trouble);
            if (trouble is { Status: NotPermitted or NotFound })
            {
                skipped($"its list of {list.Replace('_', ' ')} cannot be had: {trouble.Message}");
                continue;
            }
            if (rows is not null && what is not null) rows = WithGone(path, list, AccountFact.Absence, what, rows, out trouble);
            if (rows is null) return null;
            lists.Add((list, rows));
        }
        trouble = null;
        return TimeTrackerDocument.Of(lists);
    }

    /// <summary>Once a second reading has the same rows, what is missing among them is gone.</summary>
    private IReadOnlyList<string>? WithGone(string path, string list, string kind, string what, IReadOnlyList<string> rows, out RemoteTrouble? trouble)
    {
        trouble = rows.Any(r => IsOfAnother(Of(r))) ? client.Odd("it answers with rows of another user than was asked for") : null;
        if (trouble is not null) return null;
        var ids = Ids(rows);
        List<JsonElement> missing = [.. known.Where(f => f.Kind == kind && f.Identity.StartsWith($"{what}/1|", StringComparison.Ordinal)).Select(f => Of(f.Json))
            .Where(f => f.Text("status") != "deleted").Select(f => f.GetProperty("said")).Where(said => said.Text("id") is { } id && !ids.Contains(id) && !IsOfAnother(said))];
        if (missing.Count == 0) return rows;
        if (client.Rows(path, list, out trouble) is not { } again) return null;
        if (!Ids(again).SetEquals(ids)) return rows;
        Gone += missing.Count;
        return [.. rows, .. missing.Select(said => TimeTrackerDocument.Row(said, key => key != Deleted, (Deleted, true)))];
    }

    /// <summary>The person's hours. What an export said of them and the answer has no word for stays as it was said.</summary>
    private string Person()
    {
        var identity = EntryText.Raw("person", account.User);
        var person = Of(account.Person);
        var kept = Without(account.Person, OfTheMoment);
        if (known.Where(f => f.Identity == identity && f.Kind is AccountFact.Contract or AccountFact.WeekCut).Select(f => Of(f.Json).GetProperty("said")).ToList() is not [var said, ..]) return kept;
        var more = TimeTrackerDocument.Row(said, key => !person.TryGetProperty(key, out _));
        return more == "{}" ? kept : $"{kept[..^1]},{more[1..]}";
    }

    private bool IsOfAnother(JsonElement row) => row.Text("user_id") is { } user && user != account.User;

    private static HashSet<string> Ids(IReadOnlyList<string> rows) => [.. rows.Select(r => Of(r).Text("id")).OfType<string>()];

    private static string Without(string row, IReadOnlyList<string> keys) => TimeTrackerDocument.Row(Of(row), key => !keys.Contains(key));

    private static JsonElement Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
