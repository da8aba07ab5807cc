using Daybook.Importers.Json;

namespace Daybook.Importers.Toggl;

/// <summary>
/// Knows the files of Toggl Track's export of a workspace, which holds everything but time, to refuse them by their name.
/// Its reports as tables are mappings.
/// </summary>
public sealed class TogglDataImporter : IImporter
{
    private static readonly (string File, string[] Keys)[] Files =
    [
        ("workspace_users.json", ["admin", "email", "group_ids", "labour_cost"]), ("projects_users", ["user_id", "project_id", "manager"]),
        ("projects.json", ["actual_seconds", "auto_estimates", "cid", "color"]), ("tasks", ["project_id", "estimated_seconds", "tracked_seconds"]),
        ("clients.json", ["archived", "creator_id", "name", "wid"]), ("tags.json", ["creator_id", "name", "workspace_id"]),
    ];

    public string Name => "toggl";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is not { IsList: true } json) return null;
        foreach (var (file, keys) in Files)
            if (json.Has(keys))
                return new Claim("toggl-data-export", $"a list with the keys {string.Join(", ", keys)}",
                    $"it is {file} of Toggl Track's data export, which has no time entries: export the detailed report as CSV instead, a year at a time");
        return null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading) => [];
}
