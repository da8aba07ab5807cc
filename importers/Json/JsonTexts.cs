using System.Text.Json;

namespace Daybook.Importers.Json;

/// <summary>Lists and remaining members of a row.</summary>
internal static class JsonTexts
{
    /// <summary>The texts of a list that are not empty, in file order.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement value, string key) =>
        value.TryGetProperty(key, out var list) ? list.Texts() : [];

    public static IReadOnlyList<string> Texts(this JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array) return [];
        var texts = new List<string>();
        foreach (var item in list.EnumerateArray())
            if (item.AsText() is { Length: > 0 } text) texts.Add(text.Trim());
        texts.RemoveAll(t => t.Length == 0);
        return texts;
    }

    /// <summary>A text, or null where something else stands.</summary>
    public static string? AsText(this JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString() is { } text && !text.Contains('\0') ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    /// <summary>All members but the named ones, or null.</summary>
    /// <param name="unexpected">Meets them, where the format has no others than those named.</param>
    public static string? Others(this JsonElement value, UnexpectedKeys? unexpected, params ReadOnlySpan<string> known)
    {
        var extra = new ExtraJson(null, unexpected);
        foreach (var member in value.EnumerateObject())
            if (!known.Contains(member.Name)) extra.Add(member);
        return extra.ToText();
    }
}
