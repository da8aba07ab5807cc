using Daybook.Importers.Json;

namespace Daybook.Importers.Clockify;

/// <summary>
/// Reads what Clockify's API answers: a page of time entries, as <c>daybook pull</c> asks for it or as somebody saved it. Its exports are
/// tables, which mappings read.
/// </summary>
public sealed class ClockifyImporter : IImporter
{
    internal const string Entries = "clockify-time-entries";

    private static readonly (string Holds, string[] Keys)[] Lists =
    [
        ("projects", ["id", "name", "workspaceId", "clientName"]),
        ("clients or tags", ["id", "name", "workspaceId", "archived"]),
        ("workspaces", ["id", "name", "workspaceSettings"]),
    ];

    public string Name => "clockify";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is not { IsList: true } json) return null;
        if (json.Has("id", "workspaceId", "userId", "timeInterval"))
            return new Claim(Entries, "a list of objects with the keys id, workspaceId, userId, timeInterval");
        foreach (var (holds, keys) in Lists)
            if (json.Has(keys))
                return new Claim("clockify-list", $"a list of objects with the keys {string.Join(", ", keys)}", $"it holds Clockify's {holds}, and no time entries");
        return null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        using var rows = new JsonRows(file);
        foreach (var extracted in rows.List(row => EntryRow.Read(row, file.Name, reading.Unexpected))) yield return extracted;
        foreach (var extracted in rows.End()) yield return extracted;
    }
}
