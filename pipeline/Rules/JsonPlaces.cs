using System.Text.Json;
using Daybook.Model;

namespace Daybook.Rules;

/// <summary>Finds the line of what is wrong in a file of rules; asked only when something is.</summary>
internal static class JsonPlaces
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Where the key stands, else where the entry begins.</summary>
    /// <param name="list">The key whose value is the list of entries.</param>
    /// <param name="index">Of the entry the key is in, or -1 for a key of the file.</param>
    public static Place Of(ReadOnlySpan<byte> json, string list, string key, int index)
    {
        var reader = new Utf8JsonReader(json, Options);
        long? found = null;
        var at = -1;
        var isAmongEntries = false;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
            {
                isAmongEntries = reader.ValueTextEquals(list);
                if (index < 0 && reader.ValueTextEquals(key)) found = reader.TokenStartIndex;
            }
            else if (isAmongEntries && reader.CurrentDepth == 2 && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null && ++at == index) found = reader.TokenStartIndex;
            else if (isAmongEntries && reader.CurrentDepth == 3 && reader.TokenType == JsonTokenType.PropertyName && at == index && reader.ValueTextEquals(key)) found = reader.TokenStartIndex;
        }
        var pointer = index < 0 ? $"/{key}" : $"/{list}/{index}/{key}";
        if (found is not { } offset) return Place.WholeFile with { Pointer = pointer };
        var before = json[..(int)offset];
        return new Place(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), offset, pointer);
    }
}
