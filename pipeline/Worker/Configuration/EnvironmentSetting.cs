using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Model;
using Daybook.Reports;

namespace Daybook.Worker.Configuration;

/// <summary>A setting that a variable of the environment says, such as <c>DAYBOOK__MAIL__HOST</c>: it wins over the file.</summary>
/// <param name="Variable">Its name.</param>
/// <param name="Json">What it says: a text is taken as it stands, all else is JSON.</param>
internal sealed record EnvironmentSetting(string Variable, SettingsKey Key, JsonNode? Json)
{
    /// <summary>What the names of such variables begin with.</summary>
    public const string Prefix = "DAYBOOK__";

    private const string Between = "__";

    /// <exception cref="SettingsException">There is no such setting, or it cannot be this.</exception>
    public static EnvironmentSetting Of(string variable, string value)
    {
        var key = SettingsKey.Root;
        foreach (var part in variable[Prefix.Length..].Split(Between))
        {
            if (key.IsList) throw Wrong(variable, $"'{key.Path}' is a list", $"Set {Name(key)} as a whole, written as JSON.");
            key = key.Keys.FirstOrDefault(k => string.Equals(k.Name, part, StringComparison.OrdinalIgnoreCase)) ?? throw Wrong(variable, $"there is no setting '{part}' here", Nearest.Hint(part, key.Keys.Select(k => k.Name)));
        }
        var setting = new EnvironmentSetting(variable, key, Parsed(variable, key, value));
        var root = new JsonObject();
        setting.LayOver(root);
        var flaw = new SettingsLint(variable, SettingsTokens.Of(Encoding.UTF8.GetBytes(root.ToJsonString()))).Problems().FirstOrDefault(p => !p.Message.EndsWith("is missing here", StringComparison.Ordinal));
        return flaw is null ? setting : throw new SettingsException(flaw with { Place = Place.WholeFile });
    }

    /// <summary>The variable's name for a setting.</summary>
    public static string Name(SettingsKey key) => $"{Prefix}{key.Path.Replace(".", Between, StringComparison.Ordinal).ToUpperInvariant()}";

    /// <summary>Puts it into the settings in place of what they say.</summary>
    public void LayOver(JsonObject settings)
    {
        var parts = Key.Path.Split('.');
        foreach (var part in parts[..^1])
        {
            if (settings[part] is not JsonObject inner) settings[part] = inner = [];
            settings = inner;
        }
        settings[parts[^1]] = Json?.DeepClone();
    }

    private static JsonNode? Parsed(string variable, SettingsKey key, string value)
    {
        if (key is { Shape: SettingsShape.Text, IsList: false }) return JsonValue.Create(value);
        try
        {
            return JsonNode.Parse(value, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            throw Wrong(variable, $"'{key.Path}' should be {key.Spoken}", key.IsList || key.Shape == SettingsShape.Object ? "Write it as JSON, as it stands in the file." : null);
        }
    }

    private static SettingsException Wrong(string variable, string what, string? hint) => new(new Diagnostic(variable, Place.WholeFile, Severity.Error, what, hint));
}
