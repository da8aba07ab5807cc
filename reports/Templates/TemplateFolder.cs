using System.Collections.Concurrent;
using System.Text;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>
/// The templates there are: those in a person's own folder, and the shipped ones wherever it has none of the name. Names come without the ending
/// <c>.hbs</c>: those of whole pages end in <c>.html</c>, all others are partials.
/// </summary>
public sealed class TemplateFolder
{
    private const string Ending = ".hbs";
    private const int LongestTemplate = 1 << 18;

    private readonly string? _folder;
    private readonly Dictionary<string, string> _own;
    private readonly Lazy<Renderer> _renderer;
    private readonly ConcurrentDictionary<string, IReadOnlyList<Diagnostic>> _found = new(StringComparer.Ordinal);

    /// <param name="folder">The person's own; null for the shipped ones alone.</param>
    public TemplateFolder(string? folder)
    {
        _folder = folder;
        _renderer = new Lazy<Renderer>(() => new Renderer(this));
        _own = folder is null || !Directory.Exists(folder) ? []
            : Directory.EnumerateFiles(folder, $"*{Ending}").ToDictionary(f => Path.GetFileName(f)[..^Ending.Length], f => f, StringComparer.Ordinal);
    }

    public static TemplateFolder Shipped { get; } = new(null);

    /// <summary>Made once: whoever changes a file asks a new folder.</summary>
    internal Renderer Renderer => _renderer.Value;

    /// <summary>What is wrong with a template of these, looked for once.</summary>
    internal IReadOnlyList<Diagnostic> FlawsOf(string name) => _found.GetOrAdd(name, n => TemplateLint.Of(this, n));

    /// <summary>Where a person's own lie; null where they have none.</summary>
    public string? Folder => _folder;

    public IReadOnlyList<string> Own => [.. _own.Keys.Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> AllShipped { get; } =
        [.. typeof(TemplateFolder).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(Ending, StringComparison.Ordinal)).Select(n => Path.GetFileName(n)[..^Ending.Length]).Order(StringComparer.Ordinal)];

    /// <summary>Own and shipped.</summary>
    public IEnumerable<string> Partials => Own.Concat(AllShipped).Distinct(StringComparer.Ordinal).Where(n => !IsPage(n));

    /// <summary>Of a report's page in a form: the person's own for the report, or for all reports, or the shipped one.</summary>
    /// <param name="form"><c>page</c> or <c>mail</c>.</param>
    public string NameFor(string report, string form) => _own.ContainsKey($"{report}.{form}.html") ? $"{report}.{form}.html" : $"{form}.html";

    public bool Has(string name) => _own.ContainsKey(name) || AllShipped.Contains(name);

    public bool IsOwn(string name) => _own.ContainsKey(name);

    public static bool IsPage(string name) => name.EndsWith(".html", StringComparison.Ordinal);

    /// <summary>Of the file; null for a shipped one.</summary>
    public string? PathOf(string name) => _own.GetValueOrDefault(name);

    /// <summary>The text, or null and why there is none.</summary>
    public string? Read(string name, out string? problem)
    {
        problem = null;
        if (PathOf(name) is not { } path) return ReadShipped(name) ?? Not($"there is no template '{name}'", out problem);
        try
        {
            return new FileInfo(path).Length > LongestTemplate ? Not($"the template is longer than {LongestTemplate >> 10} KiB", out problem) : File.ReadAllText(path, Encoding.UTF8).ReplaceLineEndings("\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Not(e.Message, out problem);
        }
    }

    public static string? ReadShipped(string name)
    {
        using var stream = typeof(TemplateFolder).Assembly.GetManifestResourceStream($"Page/{name}{Ending}");
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string? Not(string why, out string? problem)
    {
        problem = why;
        return null;
    }
}
