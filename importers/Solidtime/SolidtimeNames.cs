using Daybook.Importers.Tables;

namespace Daybook.Importers.Solidtime;

/// <summary>What the ids in <c>time_entries.csv</c> stand for, from the files beside it; an id that they do not know stands for itself.</summary>
internal sealed class SolidtimeNames
{
    private readonly Dictionary<string, string> _projects, _clientOf, _clients, _tasks, _tags, _members, _currencies;
    private readonly List<string> _missing = [];

    /// <exception cref="IOException">The medium fails.</exception>
    public SolidtimeNames(SourceFile entries)
    {
        _projects = Read(entries, "projects.csv", "name");
        _clientOf = Read(entries, "projects.csv", "client_id");
        _clients = Read(entries, "clients.csv", "name");
        _tasks = Read(entries, "tasks.csv", "name");
        _tags = Read(entries, "tags.csv", "name");
        _members = Read(entries, "members.csv", "email");
        _currencies = Read(entries, "organizations.csv", "currency");
    }

    /// <summary>Files that belong beside it and are not there.</summary>
    public IReadOnlyList<string> Missing => _missing;

    public string? Project(string id) => Of(_projects, id);

    public string? Client(string id) => Of(_clients, id);

    public string? Task(string id) => Of(_tasks, id);

    public string Tag(string id) => Of(_tags, id) ?? id;

    /// <summary>A member's address.</summary>
    public string? Person(string id) => Of(_members, id);

    /// <summary>Id of the project's client, or "".</summary>
    public string ClientOf(string project) => _clientOf.GetValueOrDefault(project, "");

    public string Currency(string organization) => _currencies.GetValueOrDefault(organization, "");

    private static string? Of(Dictionary<string, string> names, string id) =>
        id.Length == 0 ? null : names.TryGetValue(id, out var name) && name.Length > 0 ? name : id;

    private Dictionary<string, string> Read(SourceFile entries, string file, string column)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (entries.Beside(file) is not { } beside)
        {
            if (!_missing.Contains(file)) _missing.Add(file);
            return names;
        }
        using var opened = OpenedTable.Of(beside);
        if (opened.Head is not { } head) return names;
        var (id, name) = (head.Columns.ToList().IndexOf("id"), head.Columns.ToList().IndexOf(column));
        using var table = new TableReader(opened.File, head);
        foreach (var row in table.Rows()) names.TryAdd(row[id], row[name]);
        return names;
    }
}
