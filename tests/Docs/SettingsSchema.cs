using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Daybook.Worker.Configuration;

namespace Daybook.Tests.Docs;

/// <summary>Makes the JSON Schema of the settings from the record that reads them and from its doc comments.</summary>
internal static partial class SettingsSchema
{
    private static readonly JsonSerializerOptions Shown = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON Schema, draft 2020-12; ends with a line feed.</summary>
    public static string Text()
    {
        var comments = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "daybook.xml")).Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal);
        var root = Object(SettingsKey.Root, typeof(SettingsFile), comments);
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "Settings of Daybook");
        return $"{root.ToJsonString(Shown)}\n";
    }

    private static JsonObject Object(SettingsKey key, Type type, Dictionary<string, XElement> comments)
    {
        var properties = new JsonObject();
        foreach (var below in key.Keys)
        {
            var property = type.GetProperty(below.Name) ?? type.GetProperty("Schema")!;
            var value = Value(below, Inner(property.PropertyType), comments);
            if (Comment(type, property.Name, comments) is { Length: > 0 } comment) value.Insert(0, "description", comment);
            properties[below.Name] = value;
        }
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (key.Keys.Any(k => k.IsRequired)) schema["required"] = new JsonArray([.. key.Keys.Where(k => k.IsRequired).Select(k => JsonValue.Create(k.Name))]);
        return schema;
    }

    private static JsonObject Value(SettingsKey key, Type type, Dictionary<string, XElement> comments)
    {
        if (key.IsList) return new JsonObject { ["type"] = "array", ["items"] = Value(key with { IsList = false }, type, comments) };
        if (key.Shape == SettingsShape.Object) return Object(key, type, comments);
        var value = new JsonObject
        {
            ["type"] = key.Shape switch { SettingsShape.Whole => "integer", SettingsShape.Number => "number", SettingsShape.Truth => "boolean", _ => "string" },
        };
        if (SettingWords.Of(key.Path) is { } words) value["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w))]);
        return value;
    }

    private static Type Inner(Type type) => type.IsGenericType ? type.GetGenericArguments()[0] : type;

    private static string? Comment(Type type, string property, Dictionary<string, XElement> comments)
    {
        var name = type.FullName!.Replace('+', '.');
        var said = comments.GetValueOrDefault($"P:{name}.{property}")?.Element("summary")
            ?? comments.Where(c => c.Key.StartsWith($"M:{name}.#ctor(", StringComparison.Ordinal) || c.Key == $"T:{name}")
                .SelectMany(c => c.Value.Elements("param")).FirstOrDefault(p => p.Attribute("name")!.Value == property);
        return said is null ? null : Spaces().Replace(string.Concat(said.Nodes().Select(Plain)), " ").Trim();
    }

    /// <summary>Names are spoken of as they stand in the file.</summary>
    private static string Plain(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
        XElement { Name.LocalName: "paramref" } named => named.Attribute("name")!.Value,
        XElement element => element.Value,
        _ => $"{node}",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
