using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daybook.Store;

/// <summary>Tags as the ledger keeps them: a JSON array of texts.</summary>
internal static class EntryTags
{
    public static string ToJson(IReadOnlyList<string> tags) => JsonSerializer.Serialize([.. tags], TagsJson.Default.StringArray);
}

[JsonSerializable(typeof(string[]))]
internal sealed partial class TagsJson : JsonSerializerContext;
