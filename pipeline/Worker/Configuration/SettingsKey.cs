using System.Text.Json;

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
    public static SettingsKey Root { get; } = Of("", typeof(SettingsFile), isRequired: false, mayBeNull: false);

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

    private static SettingsKey Of(string path, Type type, bool isRequired, bool mayBeNull)
    {
        var entry = SettingsMember.EntryOf(type);
        var value = Nullable.GetUnderlyingType(entry ?? type) ?? entry ?? type;
        var shape = value == typeof(string) ? SettingsShape.Text
            : value == typeof(bool) ? SettingsShape.Truth
            : value == typeof(int) ? SettingsShape.Whole
            : value == typeof(decimal) ? SettingsShape.Number
            : SettingsShape.Object;
        var keys = shape == SettingsShape.Object
            ? SettingsMember.Of(value).Select(m => Of(path.Length == 0 ? m.Name : $"{path}.{m.Name}", m.Type, m.IsRequired, m.MayBeNull)).ToList()
            : [];
        return new SettingsKey(path, shape, entry is not null, isRequired, mayBeNull, keys);
    }
}
