using System.Text;
using System.Text.Json;

namespace Daybook.Worker;

/// <summary>JSON on one line, for machines.</summary>
internal static class WrittenJson
{
    /// <param name="write">Writes the one value that it is.</param>
    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) write(json);
        return bytes.ToArray();
    }

    /// <summary>One object.</summary>
    public static string Object(Action<Utf8JsonWriter> members) => Encoding.UTF8.GetString(Bytes(json =>
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    }));

    /// <summary>An array of objects, one for each of these.</summary>
    public static string Array<T>(IEnumerable<T> each, Action<Utf8JsonWriter, T> members) => Encoding.UTF8.GetString(Bytes(json =>
    {
        json.WriteStartArray();
        foreach (var one in each)
        {
            json.WriteStartObject();
            members(json, one);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }));
}
