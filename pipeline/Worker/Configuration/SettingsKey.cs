using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Daybook.Worker.Configuration;

/// <summary>What stands behind a key of the settings.</summary>
internal enum SettingsShape { Text, Whole, Number, Truth, Object }

/// <summary>A key that settings may have, as <see cref="SettingsFile"/> says.</summary>
/// <param name="Path">Its name behind those it stands in: <c>Sources.Pull.Host</c>. Empty for the whole file.</param>
/// <param name="Shape">Of its value; of a list, of each entry.</param>
/// <param name="MayBeNull">Whether <c>null</c> is as good as leaving it out.</param>
/// <param name="Keys">Those that stand in it, or in each entry.</param>
internal sealed record SettingsKey(string Path, SettingsShape Shape, bool IsList, bool IsRequired, bool MayBeNull, IReadOnlyList<SettingsKey> Keys)
{
    /// <summary>The settings as a whole.</summary>
    public static SettingsKey Root { get; } = Of("", SettingsJson.Default.SettingsFile, isRequired: false, mayBeNull: false);

    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The key of this name in this one, or null.</summary>
    public SettingsKey? In(string name) => Keys.FirstOrDefault(k => k.Name == name);

    /// <summary>This key and all below it.</summary>
    public IEnumerable<SettingsKey> All => Keys.SelectMany(k => k.All).Prepend(this);

    /// <summary>How its value is spoken of.</summary>
    public string Spoken => IsList ? "a list, in [ and ]" : Shape switch
    {
        SettingsShape.Object => "an object, in { and }",
        SettingsShape.Whole => "a whole number",
        SettingsShape.Number => "a number",
        SettingsShape.Truth => "true or false",
        _ => "a text, in quotes",
    };

    /// <param name="isEntry">Whether it is an entry of the list, in place of the list.</param>
    public bool Takes(JsonTokenType token, bool isEntry) => token switch
    {
        JsonTokenType.StartArray => IsList && !isEntry,
        _ when IsList && !isEntry => false,
        JsonTokenType.StartObject => Shape == SettingsShape.Object,
        JsonTokenType.String => Shape == SettingsShape.Text,
        JsonTokenType.Number => Shape is SettingsShape.Whole or SettingsShape.Number,
        JsonTokenType.True or JsonTokenType.False => Shape == SettingsShape.Truth,
        _ => false,
    };

    private static SettingsKey Of(string path, JsonTypeInfo type, bool isRequired, bool mayBeNull)
    {
        var isList = type.Kind == JsonTypeInfoKind.Enumerable;
        var entry = isList ? SettingsJson.Default.GetTypeInfo(type.ElementType!)! : type;
        var value = Nullable.GetUnderlyingType(entry.Type) ?? entry.Type;
        var shape = entry.Kind == JsonTypeInfoKind.Object ? SettingsShape.Object
            : value == typeof(bool) ? SettingsShape.Truth
            : value == typeof(int) ? SettingsShape.Whole
            : value == typeof(decimal) ? SettingsShape.Number
            : SettingsShape.Text;
        var keys = shape == SettingsShape.Object
            ? entry.Properties.Select(p => Of(path.Length == 0 ? p.Name : $"{path}.{p.Name}", SettingsJson.Default.GetTypeInfo(p.PropertyType)!,
                p.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false }, p.AssociatedParameter is { } given ? given.IsNullable : p.IsSetNullable)).ToList()
            : [];
        return new SettingsKey(path, shape, isList, isRequired, mayBeNull, keys);
    }
}
