using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Remote;

namespace Daybook.Importers.TimeTracker;

/// <summary>What an account's projects and clients are called and cost, archived ones too: entries name neither the client of their project nor a rate.</summary>
public sealed class TimeTrackerNames
{
    // What the reader of entries takes of a row.
    private static readonly string[] OfProject = ["id", "name", "client_id", "client", "hourly_rate"], OfClient = ["id", "name", "default_hourly_rate"];

    private readonly Dictionary<string, string> _projects, _clients;

    private TimeTrackerNames(IReadOnlyList<string> projects, IReadOnlyList<string> clients) =>
        (Projects, _projects, _clients) = (projects, ById(projects, OfProject), ById(clients, OfClient));

    public static TimeTrackerNames None { get; } = new([], []);

    /// <summary>All projects, as the service has them.</summary>
    public IReadOnlyList<string> Projects { get; }

    /// <param name="skipped">Told of what is switched off there.</param>
    public static TimeTrackerNames? Read(TimeTrackerClient client, Action<string> skipped, out RemoteTrouble? trouble)
    {
        if (client.Projects(out trouble) is not { } projects) return null;
        var clients = client.Rows("/clients?", "clients", out trouble);
        if (trouble is { Reason: TimeTrackerClient.SwitchedOff })
        {
            skipped("its clients are switched off there: what an hour of them costs is not known");
            trouble = null;
        }
        return trouble is null ? new TimeTrackerNames(projects, clients ?? []) : null;
    }

    /// <summary>Whether what these entries are of was kept from us: without it they would lose their clients and what an hour costs.</summary>
    internal bool LackAll(IReadOnlyList<JsonElement> entries) => this != None && Projects.Count == 0 && entries.Any(e => e.Text("project_id") is not null);

    /// <summary>Writes those that entries refer to, for <see cref="DocumentNames"/>.</summary>
    internal void Write(Utf8JsonWriter json, IReadOnlyList<JsonElement> entries)
    {
        var (projects, clients) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var entry in entries)
        {
            if (entry.Text("project_id") is { } project && _projects.TryGetValue(project, out var row))
            {
                projects.Add(row);
                using var document = JsonDocument.Parse(row);
                if (document.RootElement.Text("client_id") is { } own && _clients.TryGetValue(own, out var ofProject)) clients.Add(ofProject);
            }
            if (entry.Text("client_id") is { } id && _clients.TryGetValue(id, out var direct)) clients.Add(direct);
        }
        List(json, "projects", projects);
        List(json, "clients", clients);
    }

    private static void List(Utf8JsonWriter json, string key, IEnumerable<string> rows)
    {
        json.WriteStartArray(key);
        foreach (var row in rows) json.WriteRawValue(row);
        json.WriteEndArray();
    }

    private static Dictionary<string, string> ById(IReadOnlyList<string> rows, string[] keys)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            using var document = JsonDocument.Parse(row);
            if (document.RootElement.Text("id") is { } id) all[id] = TimeTrackerDocument.Row(document.RootElement, keys.Contains);
        }
        return all;
    }
}
