using System.Text.Json;
using Daybook.Model;
using Daybook.Reports;

namespace Daybook.Worker.Configuration;

/// <summary>Finds what of a settings file is no setting: every key that there is not, every value that its key cannot have, each with its place.</summary>
/// <param name="name">The file's, for messages.</param>
internal sealed class SettingsLint(string name, IReadOnlyList<SettingsToken> tokens)
{
    /// <summary>In the order of the file.</summary>
    public IEnumerable<Diagnostic> Problems()
    {
        var known = new SettingsKey?[tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            // What stands in something unknown is not complained of again.
            if (token.Within >= 0 && known[token.Within] is null) continue;
            var above = token.Within < 0 ? null : known[token.Within];
            known[i] = above is null ? SettingsKey.Root : token.IsEntry ? above : above.In(NameOf(token));
            if (known[i] is not { } key)
            {
                yield return Unknown(token, above!);
                continue;
            }
            if (!token.IsEntry && token.Within >= 0 && FirstOf(i) is { } first)
                yield return Wrong(token.Key, $"'{key.Path}' stands here twice, first in line {first.Key.Line}", "Leave one out.");
            if (Flaw(token, key) is { } flaw)
            {
                known[i] = null;
                yield return flaw;
            }
            else
            {
                foreach (var missing in Missing(i, key)) yield return missing;
            }
        }
    }

    /// <summary>Where a setting stands; in the entry, where one of its values is quoted in the message.</summary>
    /// <param name="path">As messages name it; what is below it is looked through as well.</param>
    public static Place PlaceOf(IReadOnlyList<SettingsToken> tokens, string path, string message)
    {
        var below = tokens.Where(t => t.Path == path || t.Path.StartsWith($"{path}.", StringComparison.Ordinal)).ToList();
        var quoted = below.Find(t => t.Text is { Length: > 0 } text && (message.Contains($"'{text}'", StringComparison.Ordinal) || (t.Kind == JsonTokenType.Number && message.Split(' ').Contains(text))));
        return quoted?.Value ?? below.FirstOrDefault()?.Key ?? Place.WholeFile;
    }

    private static string NameOf(SettingsToken token) => token.Path[(token.Path.LastIndexOf('.') + 1)..];

    private SettingsToken? FirstOf(int index)
    {
        for (var i = tokens[index].Within + 1; i < index; i++)
            if (tokens[i].Within == tokens[index].Within && tokens[i].Path == tokens[index].Path) return tokens[i];
        return null;
    }

    private Diagnostic Unknown(SettingsToken token, SettingsKey above)
    {
        var said = NameOf(token);
        var elsewhere = SettingsKey.Root.All.Where(k => string.Equals(k.Name, said, StringComparison.OrdinalIgnoreCase) && k.Path != token.Path).Select(k => k.Path).ToList();
        var hint = above.Keys.Any(k => string.Equals(k.Name, said, StringComparison.OrdinalIgnoreCase)) || elsewhere.Count == 0 ? Nearest.Hint(said, above.Keys.Select(k => k.Name)) : $"There is {string.Join(", ", elsewhere)}.";
        return Wrong(token.Key, above.Path.Length == 0 ? $"there is no setting '{said}'" : $"'{above.Path}' has no '{said}'", hint);
    }

    private Diagnostic? Flaw(SettingsToken token, SettingsKey key)
    {
        var whose = key.Path.Length == 0 ? "the file" : token.IsEntry ? $"an entry of '{key.Path}'" : $"'{key.Path}'";
        if (token.Kind == JsonTokenType.Null)
            return key.MayBeNull && !token.IsEntry ? null : Wrong(token.Value, $"{whose} is null", "Leave it out.");
        if (!key.Takes(token.Kind, token.IsEntry))
            return Wrong(token.Value, $"{whose} should be {(token.IsEntry ? (key with { IsList = false }).Spoken : key.Spoken)}", key.IsList && !token.IsEntry ? "Put what stands here into [ and ]." : null);
        if (key.Shape == SettingsShape.Whole && token.Kind == JsonTokenType.Number && !int.TryParse(token.Text, System.Globalization.CultureInfo.InvariantCulture, out _))
            return Wrong(token.Value, $"{whose} should be {key.Spoken}, not {token.Text}", null);
        if (token.Kind == JsonTokenType.String && SettingWords.Of(key.Path) is { } words && !words.Contains(token.Text, StringComparer.OrdinalIgnoreCase))
            return Wrong(token.Value, $"'{token.Text}' is nothing that {whose} can be", Nearest.Hint(token.Text!, words));
        return null;
    }

    private IEnumerable<Diagnostic> Missing(int index, SettingsKey key)
    {
        if (tokens[index].Kind != JsonTokenType.StartObject) yield break;
        foreach (var needed in key.Keys.Where(k => k.IsRequired))
            if (!tokens.Any(t => t.Within == index && t.Path == needed.Path))
                yield return Wrong(tokens[index].Value, $"'{needed.Path}' is missing here", $"It is {needed.Spoken}: docs/settings.md.");
    }

    private Diagnostic Wrong(Place place, string what, string? hint) => new(name, place, Severity.Error, what, hint);
}
