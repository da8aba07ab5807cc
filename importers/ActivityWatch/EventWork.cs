using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.ActivityWatch;

/// <summary>What an event says was done.</summary>
internal static class EventWork
{
    /// <summary>Editors write this where no file is open.</summary>
    private const string Unknown = "unknown";

    /// <param name="host">Null where it is not known.</param>
    /// <param name="said">All of the event but its time.</param>
    public static EntryWork Of(BucketKind kind, string? host, JsonElement said)
    {
        var data = said.GetProperty("data");
        return kind switch
        {
            BucketKind.Editor => new EntryWork
            {
                Project = ProjectOf(Known(data, "project")),
                Language = Known(data, "language"),
                Entity = Known(data, "file"),
                Branch = Known(data, "branch"),
                Category = "coding",
                Machine = host,
            },
            BucketKind.Web => new EntryWork { Entity = data.Text("url"), Note = data.Text("title"), Category = "browsing", Machine = host },
            BucketKind.Stopwatch => new EntryWork { Note = data.Text("label"), Machine = host },
            _ => new EntryWork { Entity = data.Text("app"), Note = data.Text("title"), Category = "window", Machine = host },
        };
    }

    /// <summary>What <see cref="Of"/> leaves or cannot read, or null. The project stays where it is the path of a folder.</summary>
    public static string? Extra(BucketKind kind, JsonElement said)
    {
        var data = said.GetProperty("data");
        ReadOnlySpan<string> known = kind switch
        {
            BucketKind.Editor => Known(data, "project") is { } project && ProjectOf(project) != project
                ? ["language", "file", "branch"]
                : ["project", "language", "file", "branch"],
            BucketKind.Web => ["url", "title"],
            BucketKind.Stopwatch => ["label"],
            _ => ["app", "title"],
        };
        var extra = new ExtraJson();
        foreach (var member in data.EnumerateObject())
            if (!known.Contains(member.Name) || data.Text(member.Name) is null) extra.Add(member);
        foreach (var member in said.EnumerateObject())
            if (member.Name != "data") extra.Add(member);
        return extra.ToText();
    }

    /// <summary>The name of the project; some editors give the path of its folder.</summary>
    private static string? ProjectOf(string? said)
    {
        var path = said?.TrimEnd('/', '\\');
        return string.IsNullOrEmpty(path) ? said : EntryText.NullIfEmpty(path[(path.LastIndexOfAny(['/', '\\']) + 1)..].Trim());
    }

    private static string? Known(JsonElement data, string key) =>
        data.Text(key) is { } text && !text.Equals(Unknown, StringComparison.OrdinalIgnoreCase) ? text : null;
}
