namespace Daybook.Importers.Databases;

/// <summary>The versioned text of the fields that an entry is known by where it has no id.</summary>
internal static class RawText
{
    public static string Of(string kind, params ReadOnlySpan<string?> fields)
    {
        var text = $"{kind}/1";
        foreach (var field in fields) text += $"|{field?.Replace("\\", "\\\\").Replace("|", "\\|")}";
        return text;
    }
}
