using Daybook.Importers.Databases;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.Clockify;

/// <summary>
/// Reads what Clockify's API answers, as <c>daybook pull</c> asks for it or as somebody saved it: a page of time entries or of projects, and the
/// person's profile. Its exports are tables, which mappings read.
/// </summary>
public sealed class ClockifyImporter : IImporter
{
    internal const string Entries = "clockify-time-entries", Projects = "clockify-projects", User = "clockify-user";

    private static readonly (string Holds, string[] Keys)[] Lists =
    [
        ("clients or tags", ["id", "name", "workspaceId", "archived"]),
        ("workspaces", ["id", "name", "workspaceSettings"]),
    ];

    public string Name => "clockify";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is not { } json) return null;
        if (!json.IsList) return json.Has("id", "activeWorkspace", "settings") ? new Claim(User, "an object with the keys id, activeWorkspace, settings") : null;
        if (json.Has("id", "workspaceId", "userId", "timeInterval"))
            return new Claim(Entries, "a list of objects with the keys id, workspaceId, userId, timeInterval");
        if (json.Has("id", "name", "workspaceId", "clientName")) return new Claim(Projects, "a list of objects with the keys id, name, workspaceId, clientName");
        foreach (var (holds, keys) in Lists)
            if (json.Has(keys))
                return new Claim("clockify-list", $"a list of objects with the keys {string.Join(", ", keys)}", $"it holds Clockify's {holds}, and no time entries");
        return null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        var kind = Identify(Sniff.Head(file, out var again))?.Kind;
        using var rows = new JsonRows(again);
        AccountSnapshot? account = null;
        foreach (var extracted in kind switch
        {
            User => rows.One(ReadUser),
            Projects => rows.List(row => ProjectRow.Read(row, file.Name)),
            _ => rows.List(row => EntryRow.Read(row, file.Name, reading.Unexpected)),
        }) yield return extracted;
        if (account is not null) yield return new Extracted.Account(account);
        foreach (var extracted in rows.End()) yield return extracted;

        IEnumerable<Extracted> ReadUser(JsonRow row)
        {
            var settings = row.Value.TryGetProperty("settings", out var said) ? said : default;
            // Without its id, by which sources are put in order: a profile must not change whose time counts.
            account = new AccountSnapshot(null, settings.Text("timeZone"), null, null, null, null);
            return [];
        }
    }
}
