using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.WakaTime;

/// <summary>Reads a row of the answers that give names to the ids of machines and user agents.</summary>
internal static class LabelReader
{
    public static AgentLabel? Read(JsonElement item, out Flaw? flaw)
    {
        flaw = null;
        var value = item.Text("value") ?? item.Text("name");
        if (item.Text("id") is { } id && value is not null)
            return IsUserAgent([.. item.EnumerateObject().Select(m => m.Name)]) || value.Contains("wakatime/", StringComparison.Ordinal)
                ? UserAgent.Label(id, value, item.Text("editor"), item.Text("os"))
                : new(id, value, null, null);
        flaw = new("a label should have an id and a value");
        return null;
    }

    /// <param name="keys">Of a row.</param>
    public static bool IsUserAgent(IReadOnlyCollection<string> keys) => keys.Any(k => k is "editor" or "os" or "is_browser_extension");
}
