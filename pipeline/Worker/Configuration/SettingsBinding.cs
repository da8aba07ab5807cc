using System.Text.Json;

namespace Daybook.Worker.Configuration;

/// <summary>
/// Makes the records of <see cref="SettingsFile"/> from JSON. Every process does it, and the serializer's code, generic over numbers and
/// truths, would be compiled anew in each: a fifth of what a short command takes.
/// </summary>
internal static class SettingsBinding
{
    /// <exception cref="JsonException">Something is no setting, or cannot be its value; <see cref="SettingsLint"/> says what and where.</exception>
    public static SettingsFile Of(JsonElement root) => (SettingsFile)Made(root, typeof(SettingsFile));

    private static object Made(JsonElement json, Type type)
    {
        if (json.ValueKind != JsonValueKind.Object) throw Unfit(json);
        var members = SettingsMember.Of(type);
        var values = members.Select(m => m.Parameter is { HasDefaultValue: true } given ? given.DefaultValue : null).ToArray();
        var said = new bool[values.Length];
        foreach (var property in json.EnumerateObject())
        {
            var at = members.TakeWhile(m => m.Name != property.Name).Count();
            if (at == members.Count || said[at]) throw Unfit(property.Value);
            if (property.Value.ValueKind == JsonValueKind.Null && !members[at].MayBeNull) throw Unfit(property.Value);
            values[at] = Value(property.Value, members[at].Type);
            said[at] = true;
        }
        for (var i = 0; i < said.Length; i++)
            if (members[i].IsRequired && !said[i]) throw Unfit(json);
        if (members[0].Property is null) return SettingsMember.Maker(type).Invoke(values);
        var made = SettingsMember.Maker(type).Invoke([]);
        for (var i = 0; i < said.Length; i++)
            if (said[i]) members[i].Property!.SetValue(made, values[i]);
        return made;
    }

    private static object? Value(JsonElement json, Type type)
    {
        if (json.ValueKind == JsonValueKind.Null) return null;
        if (SettingsMember.EntryOf(type) is { } entry) return List(json, entry);
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string)) return json.ValueKind == JsonValueKind.String ? json.GetString() : throw Unfit(json);
        if (plain == typeof(bool)) return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : throw Unfit(json);
        if (plain == typeof(int)) return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var whole) ? whole : throw Unfit(json);
        if (plain == typeof(decimal)) return json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var number) ? number : throw Unfit(json);
        return Made(json, plain);
    }

    private static Array List(JsonElement json, Type entry)
    {
        if (json.ValueKind != JsonValueKind.Array) throw Unfit(json);
        var list = Array.CreateInstance(entry, json.GetArrayLength());
        var at = 0;
        foreach (var element in json.EnumerateArray()) list.SetValue(Value(element, entry) ?? throw Unfit(element), at++);
        return list;
    }

    private static JsonException Unfit(JsonElement json) => new($"{json.ValueKind} cannot stand there");
}
