using System.Globalization;
using System.Text.Json;

namespace Daybook.Worker.Stages.Beating;

/// <summary>What a plugin says of one heartbeat; null for what it does not say.</summary>
/// <param name="Time">Seconds since the epoch as they were given.</param>
public sealed record Beat(string Entity, string Time)
{
    /// <summary>Seconds since the heartbeat before, by the plugin's own count; 0 for none.</summary>
    public string? Duration { get; init; }
    public string? Type { get; init; }
    public bool IsWrite { get; init; }
    public string? Plugin { get; init; }
    public string? Language { get; init; }
    public string? Category { get; init; }
    public string? Project { get; init; }

    /// <summary>What the editor believes, where nothing better is known.</summary>
    public string? AlternateProject { get; init; }
    public string? Branch { get; init; }
    public int? LineNumber { get; init; }
    public int? CursorPosition { get; init; }
    public int? Lines { get; init; }

    public bool IsFile => Type is null or "file";

    /// <summary>Reads one of the objects of <c>--extra-heartbeats</c>, which EZTRACKER and WakaTime name alike but for the time; null where it has no entity or no time.</summary>
    public static Beat? Of(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object) return null;
        string? Text(params ReadOnlySpan<string> keys)
        {
            foreach (var key in keys)
                if (item.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number && (value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()) is { Length: > 0 } text) return text;
            return null;
        }
        int? Number(string key) => int.TryParse(Text(key), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (Text("entity") is not { } entity || Text("time", "timestamp") is not { } time) return null;
        return new Beat(entity, time)
        {
            Duration = Text("duration"),
            Type = Text("type", "entity_type"),
            IsWrite = item.TryGetProperty("is_write", out var write) && (write.ValueKind == JsonValueKind.True || write.ValueKind == JsonValueKind.String && write.GetString() == "true"),
            Plugin = Text("plugin", "user_agent"),
            Language = Text("language", "alternate_language"),
            Category = Text("category"),
            Project = Text("project"),
            AlternateProject = Text("alternate_project"),
            Branch = Text("branch", "alternate_branch"),
            LineNumber = Number("lineno"),
            CursorPosition = Number("cursorpos"),
            Lines = Number("lines"),
        };
    }

    /// <summary>The line of the spool; null where the time is none.</summary>
    public byte[]? ToLine()
    {
        if (!TryNumber(Time, out var seconds) || seconds < 1) return null;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("entity", Entity);
            json.WriteString("type", Type ?? "file");
            var hasLength = TryNumber(Duration, out var length) && length > 0;
            // 'time' and 'duration' together are what WakaTime calls a duration, which is time on its own.
            json.WritePropertyName(hasLength ? "timestamp" : "time");
            json.WriteRawValue(seconds.ToString(CultureInfo.InvariantCulture));
            if (hasLength) json.WriteNumber("duration", length);
            Write(json, "project", Project);
            Write(json, "branch", Branch);
            Write(json, "language", Language);
            Write(json, "category", Category);
            json.WriteBoolean("is_write", IsWrite);
            if (LineNumber is { } line) json.WriteNumber("lineno", line);
            if (CursorPosition is { } cursor) json.WriteNumber("cursorpos", cursor);
            if (Lines is { } lines) json.WriteNumber("lines", lines);
            Write(json, hasLength ? "plugin" : "user_agent", Plugin);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string key, string? value)
    {
        if (value is { Length: > 0 }) json.WriteString(key, value);
    }

    private static bool TryNumber(string? text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number < 100_000_000_000m;
}
