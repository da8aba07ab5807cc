using Daybook.Importers.Json;
using Daybook.Importers.Tables;

namespace Daybook.Importers.Solidtime;

/// <summary>The files of an organization's export, known by their columns.</summary>
internal static class ExportFiles
{
    public const string Entries = "time_entries.csv", Projects = "projects.csv", Clients = "clients.csv", Tasks = "tasks.csv", Tags = "tags.csv",
        Members = "members.csv", Organizations = "organizations.csv";

    private static readonly string[] EntryColumns = ["id", "start", "end", "member_id", "organization_id", "project_id"];

    private static readonly (string Holds, string[] Columns, string[] Without)[] Others =
    [
        ("projects", ["id", "name", "color", "client_id", "organization_id", "is_billable"], []),
        ("clients", ["id", "name", "organization_id", "archived_at"], ["client_id", "project_id"]),
        ("tasks", ["id", "name", "project_id", "organization_id", "done_at"], []),
        ("members", ["id", "user_id", "name", "email", "organization_id", "role"], []),
        ("organizations", ["id", "name", "billable_rate", "currency"], ["organization_id"]),
        ("invitations", ["id", "email", "organization_id", "role"], ["user_id", "name"]),
        ("members of projects", ["id", "billable_rate", "project_id", "member_id"], ["start", "end"]),
    ];

    private static readonly string[] TagColumns = ["id", "name", "organization_id", "created_at", "updated_at"];

    public static Claim? Of(TableHead table)
    {
        bool Has(string[] columns) => columns.All(table.Folded.Contains);
        Claim Seen(string kind, string[] columns, string? refusal) => new(kind, $"columns: {string.Join(", ", columns)}", refusal) { ReadOff = [("delimiter", table.DelimiterName)] };
        if (Has(EntryColumns)) return Seen("solidtime-export", EntryColumns, null);
        foreach (var (holds, columns, without) in Others)
            if (Has(columns) && !without.Any(table.Folded.Contains))
                return Seen("solidtime-names", columns, Refusal(holds)) with { Helps = Entries };
        return table.Folded.SequenceEqual(TagColumns) ? Seen("solidtime-names", TagColumns, Refusal("tags")) with { Helps = Entries } : null;
    }

    /// <summary>What the export says of itself: <c>meta.json</c>.</summary>
    public static Claim? Of(JsonHead json) => !json.IsList && json.Has("id", "version", "organizations", "exported_at")
        ? new Claim("solidtime-meta", "keys: id, version, organizations, exported_at", $"it says when solidtime made an export: import {Entries}, or the zip") { Helps = Entries }
        : null;

    private static string Refusal(string holds) => $"it holds solidtime's {holds}, which give names to {Entries}: import that, or the zip";
}
