using System.Globalization;
using System.Text.Json;

namespace Daybook.Reports;

/// <summary>
/// What a report says in one language: the texts of <c>Language/en</c> or <c>de</c> by their keys. A new language is a new folder of files with the
/// same keys.
/// </summary>
public sealed class Words
{
    private static readonly string[] Files = ["reports", "money", "reminders"];

    private readonly Dictionary<string, string> _texts;
    private readonly Dictionary<string, string[]> _lists;

    internal Words(Dictionary<string, string> texts, Dictionary<string, string[]> lists) => (_texts, _lists) = (texts, lists);

    public static IReadOnlyList<string> Languages { get; } = ["en", "de"];

    /// <summary>As HTML names it: <c>en</c>.</summary>
    public string Language => this["language"];

    /// <exception cref="KeyNotFoundException">No text has the key.</exception>
    public string this[string key] => _texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"no text of {_texts["language"]} is called '{key}'");

    internal IReadOnlyDictionary<string, string> Texts => _texts;

    internal IReadOnlyDictionary<string, string[]> Lists => _lists;

    /// <exception cref="ArgumentException">It is none of <see cref="Languages"/>.</exception>
    public static Words Of(string language)
    {
        if (!Languages.Contains(language)) throw new ArgumentException($"there are no texts in '{language}'", nameof(language));
        var words = new Words(new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        foreach (var file in Files)
        {
            using var stream = typeof(Words).Assembly.GetManifestResourceStream($"Language/{language}/{file}.json")!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            words.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
        return words;
    }

    /// <summary>The text with its places filled.</summary>
    public string Say(string key, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>As <see cref="Say"/>, in the form for one or for more.</summary>
    public string Count(string key, long count, params ReadOnlySpan<object?> values) =>
        Say(count == 1 && _texts.ContainsKey($"{key}.one") ? $"{key}.one" : $"{key}.other", values.Length == 0 ? [count] : values);

    public string At(string key, int index) => _lists[key][index];

    /// <summary>An object of texts and lists of texts.</summary>
    private void Read(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.StartArray)
            {
                _texts.Add(key, json.GetString()!);
                continue;
            }
            var items = new List<string>();
            while (json.Read() && json.TokenType == JsonTokenType.String) items.Add(json.GetString()!);
            _lists.Add(key, [.. items]);
        }
    }
}
