using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Daybook.Model;

/// <summary>Reads files of JSON that a person writes.</summary>
public static class JsonFile
{
    /// <summary>What the file says, or null and what is wrong with it, with the line and byte where the reading stopped.</summary>
    /// <param name="name">Of the file, for the message.</param>
    /// <param name="json">A byte order mark before it is left out.</param>
    /// <param name="hint">What to do about a file that is not as it should be.</param>
    public static T? Read<T>(string name, ReadOnlySpan<byte> json, JsonTypeInfo<T> type, string hint, out Diagnostic? problem) where T : class
    {
        problem = null;
        if (json.StartsWith(Encoding.UTF8.Preamble)) json = json[Encoding.UTF8.Preamble.Length..];
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("the file holds only null");
        }
        catch (JsonException e)
        {
            var place = new Place((int)(e.LineNumber ?? -1) + 1, (int)(e.BytePositionInLine ?? 0) + 1, 0, e.Path);
            // The place is said before the message; behind it, as the parser appends it, it would be said in other words.
            problem = new Diagnostic(name, place, Severity.Error, e.Message.Split(" Path: ")[0].TrimEnd('.'), hint);
            return null;
        }
    }
}
