using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Mapped;

/// <summary>Reads mapping files: those that come with the program and those of a folder the person names.</summary>
public static class Mappings
{
    private const string Resources = "Daybook.Importers.Mapped.";
    private const string SchemaName = "mapping.schema.json";

    /// <summary>Those that come with the program, ordered by kind.</summary>
    public static IReadOnlyList<Mapping> Shipped { get; } = [.. Load()];

    /// <summary>The JSON Schema of mapping files.</summary>
    public static string SchemaText => Text(Resources + SchemaName);

    /// <summary>A mapping, or what is wrong with it.</summary>
    /// <param name="name">Of the file, for the message.</param>
    public static Mapping? Parse(string name, ReadOnlySpan<byte> json, out Diagnostic? problem)
    {
        if (JsonFile.Read(name, json, MappingJson.Default.Mapping, "docs/mapping.md names every key.", out problem) is not { } mapping) return null;
        if (Mistake(mapping) is not { } mistake) return mapping;
        problem = new Diagnostic(name, Place.WholeFile, Severity.Error, mistake, "docs/mapping.md shows one that works.");
        return null;
    }

    private static string? Mistake(Mapping mapping)
    {
        if (string.IsNullOrWhiteSpace(mapping.Source) || string.IsNullOrWhiteSpace(mapping.Kind)) return "'source' and 'kind' must not be empty";
        if (mapping.Recognise.Columns.Count == 0 && mapping.Recognise.Exactly.Count == 0) return "'recognise' names no columns: it would claim every file";
        if (mapping.Zone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null) return $"'{zone}' is not a zone";
        if (mapping.Refuse is not null) return null;
        var hasStart = mapping.Start is { } start && (start.At.Count > 0 || (start.Date.Count > 0 && start.Time.Count > 0));
        var hasEnd = mapping.End is { } end && (end.At.Count > 0 || end.Time.Count > 0);
        if (hasStart && (hasEnd || mapping.Length is not null)) return null;
        return mapping.Date.Count > 0 && mapping.Length is not null ? null : "it says neither when a row starts and ends nor its date and length";
    }

    private static IEnumerable<Mapping> Load()
    {
        var all = typeof(Mappings).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Resources, StringComparison.Ordinal) && n != Resources + SchemaName).Order(StringComparer.Ordinal);
        foreach (var name in all)
            yield return Parse(name, System.Text.Encoding.UTF8.GetBytes(Text(name)), out var problem) ?? throw new InvalidOperationException(problem!.ToString());
    }

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(Mappings).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
