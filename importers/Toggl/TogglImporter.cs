using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.Toggl;

/// <summary>
/// Knows the JSON files of a workspace's export from Toggl Track, to say what they are: no entries are in it. Those come as
/// tables, which mappings read.
/// </summary>
public sealed class TogglImporter : IImporter
{
    private static readonly (string Holds, string[] Keys)[] Lists =
    [
        ("projects", ["id", "name", "auto_estimates", "template"]),
        ("tasks", ["id", "name", "project_id", "tracked_seconds", "estimated_seconds"]),
        ("members of projects", ["id", "project_id", "user_id", "manager", "labour_cost"]),
        ("members", ["id", "uid", "email", "role", "working_hours_in_minutes"]),
        ("clients", ["id", "name", "archived", "creator_id", "wid"]),
        ("tags", ["id", "name", "creator_id", "workspace_id"]),
    ];

    public string Name => "toggl";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is not { IsList: true } json) return null;
        foreach (var (holds, keys) in Lists)
            if (json.Has(keys))
                return new Claim("toggl-workspace", $"a list of objects with the keys {string.Join(", ", keys)}",
                    $"it holds Toggl Track's {holds}, whose export of a workspace has no time entries: export the Detailed report as CSV, a year at a time");
        return null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading) =>
        [new Extracted.Refused(new Diagnostic(file.Name, Place.WholeFile, Severity.Error, "it holds no time entries"))];
}
