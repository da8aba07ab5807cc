using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;


namespace Daybook.Importers.Json;

/// <summary>Whole values read at once where speed does not matter.</summary>
internal static class JsonValues
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>The value as a document, or null and what is wrong with it.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> value, out string? problem)
    {
        problem = "it is not valid UTF-8";
        if (!Utf8.IsValid(value.Span)) return null;
        try
        {
            problem = null;
            return JsonDocument.Parse(value, Strict);
        }
        catch (InvalidOperationException)
        {
            problem = "a key of it holds half a surrogate pair, which is no character";
            return null;
        }
        catch (JsonException e)
        {
            // A key that stands twice is found without its line.
            problem = NotValid(e);
            return null;
        }
    }

    private static string NotValid(JsonException e) => e.LineNumber is { } line ? $"it is not valid JSON or is nested too deep, at line {line + 1} of it" : "it has a key twice";

    /// <summary>What is wrong with bytes as JSON, or null; whether keys stand twice is not looked at.</summary>
    public static string? Problem(ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(value)) return "it is not valid UTF-8";
        try
        {
            var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
            while (reader.Read())
            {
            }
            return null;
        }
        catch (JsonException e)
        {
            return NotValid(e);
        }
    }

    /// <summary>The text at the position, passed over; null, and nothing passed, when something else stands there.</summary>
    public static string? TakeText(this JsonCursor cursor)
    {
        if (cursor.Peek() != '"' || cursor.Measure(1 << 16, out var extent) != Measured.Whole) return null;
        using var document = Parse(cursor.Window.Ahead(extent.Length), out _);
        if (document is null || !document.RootElement.TryText(out var text)) return null;
        cursor.Pass(extent.Length);
        return text;
    }

    /// <summary>A text; a number as it is written. Null, an empty text and a missing key are all nothing.</summary>
    public static string? Text(this JsonElement value, string key) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(key, out var member) && member.TryText(out var text) && text.Length > 0
            ? text
            : null;

    public static int? Number(this JsonElement value, string key) =>
        value.Text(key) is { } text && DecimalMicros.TryParse(Encoding.UTF8.GetBytes(text), out var micros)
            && micros / 1_000_000 is >= int.MinValue and <= int.MaxValue
            ? (int)(micros / 1_000_000)
            : null;

    /// <summary>Millionths of a decimal number, given as one or as text.</summary>
    public static long? Micros(this JsonElement value, string key) =>
        value.Text(key) is { } text && DecimalMicros.TryParse(Encoding.UTF8.GetBytes(text), out var micros) ? micros : null;

    /// <summary>RFC 3339 text as microseconds since the epoch.</summary>
    public static long? Instant(this JsonElement value, string key) =>
        value.Text(key) is { } text && NodaTime.Text.OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } parsed
            ? Model.Micros.From(parsed.Value.ToInstant())
            : null;

    /// <summary>The members collected, or null when there are none.</summary>
    public static string? ToText(this ExtraJson extra) => extra.Finish() is { IsEmpty: false } json ? Encoding.UTF8.GetString(json) : null;

    public static byte[] Quote(JsonProperty member) => [(byte)'"', .. JsonMarshal.GetRawUtf8PropertyName(member), (byte)'"'];

    internal static bool TryText(this JsonElement value, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (value.ValueKind == JsonValueKind.Number) text = value.GetRawText();
        if (value.ValueKind != JsonValueKind.String) return text is not null;
        try
        {
            text = value.GetString()!;
            return !text.Contains('\0');
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return false;
        }
    }
}
