using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daybook.Model;

namespace Daybook.Importers;

/// <summary>The texts that go with an entry.</summary>
internal static class EntryText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What an entry is known by where it has no id: <c>kind/1|field|field</c>.</summary>
    public static string Raw(string kind, params ReadOnlySpan<string?> fields)
    {
        var raw = new StringBuilder(kind).Append("/1");
        foreach (var field in fields) raw.Append('|').Append(field?.Replace("\\", "\\\\").Replace("|", "\\|"));
        return raw.ToString();
    }

    /// <summary>A JSON object of the pairs that say something; a key that comes more than once has a list. Null where none do.</summary>
    public static string? Extra(IEnumerable<(string Key, string? Value)> pairs)
    {
        var groups = pairs.Where(p => !string.IsNullOrEmpty(p.Value)).GroupBy(p => p.Key, p => p.Value!, StringComparer.Ordinal).ToList();
        if (groups.Count == 0) return null;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            foreach (var group in groups)
            {
                json.WritePropertyName(group.Key);
                var values = group.ToList();
                if (values.Count > 1) json.WriteStartArray();
                foreach (var value in values) json.WriteStringValue(value);
                if (values.Count > 1) json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>Says that a file of local times cannot be read before their zone is known.</summary>
    public static Extracted.Refused NoZone(string file, Place place) => new(new Diagnostic(file, place, Severity.Error, "its times are local and nobody has said of which zone",
        "Nothing of the file was taken in; say it: --zone Europe/Berlin, or Zones in the configuration."));
}
