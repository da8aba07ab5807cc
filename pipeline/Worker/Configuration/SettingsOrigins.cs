using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Model;

namespace Daybook.Worker.Configuration;

/// <summary>A value that holds, and who said it.</summary>
/// <param name="Path">With numbers of entries: <c>Sources[0].Name</c>.</param>
/// <param name="Origin">A place in the file, a variable, an option, or the program itself.</param>
internal sealed record SettingsOrigin(string Path, string Value, string Origin);

/// <summary>What holds of the settings, and where each value comes from.</summary>
internal static class SettingsOrigins
{
    /// <summary>That a value is the program's own.</summary>
    public const string Standard = "default";

    /// <summary>The commented file with every key and its default, as it is shipped.</summary>
    public static string Sample => Shipped("appsettings.sample.json");

    /// <summary>The JSON Schema of the settings, as it is shipped.</summary>
    public static string Schema => Shipped("appsettings.schema.json");

    /// <summary>In the order of the keys. Settings that nobody says and that have no default are left out.</summary>
    public static IEnumerable<SettingsOrigin> Of(SettingsDocument document, (string Path, string Where)? ledger)
    {
        var (standard, file) = (Leaves(SettingsTokens.Of(Encoding.UTF8.GetBytes(Sample)), _ => Standard), Leaves(document.Tokens, t => $"{Printable.Line(document.Name)}:{t.Value.Line}"));
        foreach (var key in Units(SettingsKey.Root))
        {
            if (key.Path == nameof(SettingsFile.Ledger) && ledger is { } said) yield return new SettingsOrigin(key.Path, said.Path, said.Where);
            else if (document.LaidOver.LastOrDefault(s => s.Key.Path == key.Path || key.Path.StartsWith($"{s.Key.Path}.", StringComparison.Ordinal)) is { } variable)
                foreach (var leaf in OfVariable(variable, key)) yield return leaf;
            else
                foreach (var leaf in file[key.Path].DefaultIfEmpty(null).SelectMany(l => l is null ? standard[key.Path] : [l])) yield return leaf;
        }
    }

    /// <summary>Keys that one layer says as a whole: plain values, and lists.</summary>
    private static IEnumerable<SettingsKey> Units(SettingsKey key) => key.Keys.SelectMany(k => k is { Shape: SettingsShape.Object, IsList: false } ? Units(k) : [k]);

    private static IEnumerable<SettingsOrigin> OfVariable(EnvironmentSetting variable, SettingsKey key)
    {
        var root = new JsonObject();
        variable.LayOver(root);
        return Leaves(SettingsTokens.Of(Encoding.UTF8.GetBytes(root.ToJsonString())), _ => variable.Variable)[key.Path];
    }

    private static ILookup<string, SettingsOrigin> Leaves(IReadOnlyList<SettingsToken> tokens, Func<SettingsToken, string> origin)
    {
        var units = Units(SettingsKey.Root).Select(k => k.Path).ToHashSet(StringComparer.Ordinal);
        var (shown, entries) = (new string[tokens.Count], new int[tokens.Count]);
        var leaves = new List<(string Unit, SettingsOrigin Leaf)>();
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            shown[i] = token.Within < 0 ? "" : token.IsEntry ? $"{shown[token.Within]}[{entries[token.Within]++}]"
                : $"{shown[token.Within]}{(shown[token.Within].Length == 0 ? "" : ".")}{token.Path[(token.Path.LastIndexOf('.') + 1)..]}";
            var isEmpty = token.Kind is JsonTokenType.StartArray or JsonTokenType.StartObject && (i + 1 == tokens.Count || tokens[i + 1].Within != i);
            if (token.Kind is JsonTokenType.StartArray or JsonTokenType.StartObject && !(isEmpty && token.Kind == JsonTokenType.StartArray)) continue;
            var unit = token.Path;
            while (unit.Length > 0 && !units.Contains(unit)) unit = unit[..Math.Max(0, unit.LastIndexOf('.'))];
            leaves.Add((unit, new SettingsOrigin(shown[i], token.Text ?? Word(token.Kind), origin(token))));
        }
        return leaves.ToLookup(l => l.Unit, l => l.Leaf, StringComparer.Ordinal);
    }

    private static string Shipped(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Word(JsonTokenType kind) => kind switch { JsonTokenType.True => "true", JsonTokenType.False => "false", JsonTokenType.StartArray => "[]", _ => "null" };
}
