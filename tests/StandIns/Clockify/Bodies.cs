using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns.Clockify;

/// <summary>What the vendor's description says of the body of a time entry: nothing else is taken.</summary>
internal static class Bodies
{
    private const int LongestDescription = 3000;

    private static readonly Dictionary<string, JsonValueKind> Keys = new()
    {
        ["billable"] = JsonValueKind.True,
        ["customFields"] = JsonValueKind.Array,
        ["description"] = JsonValueKind.String,
        ["end"] = JsonValueKind.String,
        ["projectId"] = JsonValueKind.String,
        ["start"] = JsonValueKind.String,
        ["tagIds"] = JsonValueKind.Array,
        ["taskId"] = JsonValueKind.String,
        ["type"] = JsonValueKind.String,
    };

    /// <summary>Only an entry that is made has them.</summary>
    private const string CustomAttributes = "customAttributes";

    /// <summary>What is wrong with a body, or null.</summary>
    public static string? Flaw(JsonNode? body, bool isNew)
    {
        if (body is not JsonObject json) return "the body is no object";
        foreach (var (key, value) in json)
        {
            if (isNew && key == CustomAttributes) continue;
            if (!Keys.TryGetValue(key, out var kind)) return $"{key} is not known";
            var said = value?.GetValueKind() ?? JsonValueKind.Null;
            if ((said == JsonValueKind.False ? JsonValueKind.True : said) != kind) return $"You entered invalid value for field: [{key}]";
        }
        if (json["start"] is null) return "start is required";
        if (new[] { "start", "end" }.Any(k => json[k] is { } at && !InstantPattern.General.Parse(at.GetValue<string>()).Success)) return "not a date-time";
        if (json["end"] is { } end && At(end) < At(json["start"]!)) return "end is before start";
        if (json["description"]?.GetValue<string>().Length > LongestDescription) return "description is too long";
        if (json["type"]?.GetValue<string>() is not (null or "REGULAR" or "BREAK")) return "You entered invalid value for field: [type]";
        if ((json["tagIds"]?.AsArray() ?? []).Any(t => t?.GetValueKind() != JsonValueKind.String)) return "You entered invalid value for field: [tagIds]";
        return (json["customFields"]?.AsArray() ?? []).Any(f => f is not JsonObject field || field["customFieldId"]?.GetValueKind() != JsonValueKind.String || field.Any(k => k.Key is not ("customFieldId" or "sourceType" or "value")))
            ? "You entered invalid value for field: [customFields]" : null;
    }

    public static Instant At(JsonNode text) => InstantPattern.General.Parse(text.GetValue<string>()).Value;
}
