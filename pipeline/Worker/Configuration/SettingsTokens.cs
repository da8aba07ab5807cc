using System.Text.Json;
using Daybook.Model;

namespace Daybook.Worker.Configuration;

/// <summary>A value of a settings file.</summary>
/// <param name="Path">The names on the way to it, without numbers of entries: <c>Sources.Pull</c>.</param>
/// <param name="Key">Where its name stands; of an entry of a list, the entry itself.</param>
/// <param name="Value">Where it begins itself.</param>
/// <param name="Text">Of a text or a number, else null.</param>
/// <param name="IsEntry">Whether it is an entry of a list.</param>
/// <param name="Within">The index of the value that it stands in, among all of the file; -1 of the whole.</param>
internal sealed record SettingsToken(string Path, Place Key, Place Value, JsonTokenType Kind, string? Text, bool IsEntry, int Within);

/// <summary>Reads where everything of a settings file stands.</summary>
internal static class SettingsTokens
{
    public static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>All values in the order of the file, each behind what it stands in; the first is the whole.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static IReadOnlyList<SettingsToken> Of(ReadOnlySpan<byte> json)
    {
        var tokens = new List<SettingsToken>();
        var open = new Stack<int>();
        var places = new Places(json);
        var reader = new Utf8JsonReader(json, Options);
        (string Name, Place Place)? name = null;
        while (reader.Read())
        {
            var place = places.At((int)reader.TokenStartIndex);
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = (reader.GetString()!, place);
                continue;
            }
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }
            var within = open.TryPeek(out var index) ? index : -1;
            var above = within < 0 ? "" : tokens[within].Path;
            var path = name is null ? above : above.Length == 0 ? name.Value.Name : $"{above}.{name.Value.Name}";
            var text = reader.TokenType switch { JsonTokenType.String => reader.GetString(), JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.ValueSpan), _ => null };
            tokens.Add(new SettingsToken(path, name?.Place ?? place, place, reader.TokenType, text, name is null && within >= 0, within));
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) open.Push(tokens.Count - 1);
            name = null;
        }
        return tokens;
    }

    /// <summary>Lines and bytes in them, counted while going on through the file.</summary>
    private ref struct Places(ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> _json = json;
        private int _counted, _line = 1, _lineStart;

        public Place At(int offset)
        {
            for (; _counted < offset; _counted++)
                if (_json[_counted] == (byte)'\n') (_line, _lineStart) = (_line + 1, _counted + 1);
            return new Place(_line, offset - _lineStart + 1, offset);
        }
    }
}
