using Daybook.Importers.Json;
using Daybook.Importers.Lines;
using Daybook.Importers.Opening;

namespace Daybook.Importers.Klog;

/// <summary>Reads klog's records, as text and as <c>klog json</c> gives them. Times of day are local.</summary>
public sealed class KlogImporter : IImporter
{
    public string Name => "klog";

    public Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is { } json) return Json(json, head);
        var lines = TextLines.OfHead(head);
        var first = lines.FirstOrDefault(l => !string.IsNullOrWhiteSpace(l));
        if (first is null || !KlogTime.IsDate(first)) return null;
        return lines.Find(KlogText.IsEntry) is { } entry
            ? new Claim("klog-text", $"records such as '{first.Trim()}' with entries such as '{Model.Printable.Short(entry.Trim(), 40)}'")
            : null;
    }

    public IEnumerable<Extracted> Read(SourceFile file, Reading reading)
    {
        var started = StartedFile.Of(file, out var head);
        var facts = new KlogFacts(file.Name, reading.Given);
        return JsonHead.Of(head) is not null ? KlogJson.Read(started, facts) : KlogText.Read(started, facts);
    }

    private static Claim? Json(JsonHead json, ReadOnlySpan<byte> head)
    {
        if (json.IsList || !json.Members.TryGetValue("records", out var records)) return null;
        if (records == "null" && json.Has("errors")) return new Claim("klog-json", "keys: records, errors", "klog could not read its own file and lists the errors: correct those first");
        using var window = JsonHead.Window(head);
        var cursor = new JsonCursor(window);
        cursor.Enter('{');
        while (cursor.NextKey() && cursor.Key != "records") cursor.Skip();
        if (!cursor.Enter('[') || !cursor.NextElement() || !cursor.Enter('{')) return null;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (cursor.NextKey())
        {
            keys.Add(cursor.Key);
            cursor.Skip();
        }
        return keys.Contains("date") && keys.Overlaps(["entries", "total_mins", "should_total_mins"])
            ? new Claim("klog-json", $"records with the keys {string.Join(", ", keys.Take(4))}")
            : null;
    }
}
