using System.Text;
using System.Text.Json;

namespace Daybook.Importers.Databases;

/// <summary>Writes what a fact of the account says: the keys of its kind first, then the row as the source has it.</summary>
internal static class FactJson
{
    /// <param name="keys">Of these, null is left out.</param>
    public static string Of(FoundRow row, params ReadOnlySpan<(string Key, object? Value)> keys) => Of(json => row.Write(json), keys);

    /// <param name="said">Writes the members of the row.</param>
    public static string Of(Action<Utf8JsonWriter> said, params ReadOnlySpan<(string Key, object? Value)> keys)
    {
        using var bytes = new MemoryStream();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        Write(json, keys);
        json.WriteStartObject("said");
        said(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>An object of these keys alone.</summary>
    public static string Bare(params ReadOnlySpan<(string Key, object? Value)> keys)
    {
        using var bytes = new MemoryStream();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        Write(json, keys);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<(string Key, object? Value)> keys)
    {
        foreach (var (key, value) in keys)
        {
            if (value is long number) json.WriteNumber(key, number);
            else if (value is string { Length: > 0 } text) json.WriteString(key, text);
            else if (value is JsonText { Text: var raw })
            {
                json.WritePropertyName(key);
                json.WriteRawValue(raw);
            }
        }
    }
}

/// <summary>A list or an object as it is to be written.</summary>
internal readonly record struct JsonText(string Text);
