using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Model;

namespace Daybook.Worker.Configuration;

/// <summary>What the settings file says, with the settings of the environment laid over it.</summary>
internal sealed class SettingsDocument
{
    private static readonly JsonDocumentOptions AsRead = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    // Null where there is no file.
    private readonly byte[]? _bytes;
    private IReadOnlyList<SettingsToken>? _tokens;

    private SettingsDocument(string name, string folder, byte[]? bytes, IReadOnlyList<EnvironmentSetting> laidOver)
    {
        (Name, Folder, _bytes, LaidOver) = (name, folder, bytes, laidOver);
    }

    /// <summary>The file's, for messages.</summary>
    public string Name { get; }

    /// <summary>What paths are relative to.</summary>
    public string Folder { get; }

    public bool HasFile => _bytes is not null;

    /// <summary>Settings of the environment, by name of the variable.</summary>
    public IReadOnlyList<EnvironmentSetting> LaidOver { get; }

    /// <summary>Everything that the file says, each with its place; empty where it is no JSON.</summary>
    public IReadOnlyList<SettingsToken> Tokens => _tokens ??= Read(out _);

    /// <param name="path">The file, or null for none.</param>
    /// <param name="folder">What paths are relative to when there is no file.</param>
    /// <param name="variables">Of the environment; those that are no settings are passed over.</param>
    /// <exception cref="SettingsException">The file cannot be opened, or a variable says what cannot be.</exception>
    public static SettingsDocument Of(string? path, string folder, IReadOnlyCollection<KeyValuePair<string, string>> variables)
    {
        List<EnvironmentSetting> laidOver = variables.Count == 0 ? [] : [.. variables.Where(v => v.Key.StartsWith(EnvironmentSetting.Prefix, StringComparison.Ordinal))
            .OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => EnvironmentSetting.Of(v.Key, v.Value))];
        if (path is null) return new SettingsDocument("appsettings.json", folder, null, laidOver);
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
            return new SettingsDocument(path, Path.GetDirectoryName(Path.GetFullPath(path))!, bytes, laidOver);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(new Diagnostic(path, Place.WholeFile, Severity.Error, e.Message, "Name another file with --config."));
        }
    }

    /// <exception cref="SettingsException">The first thing that is wrong with it.</exception>
    public SettingsFile Parsed()
    {
        if (_bytes is null && LaidOver.Count == 0) return new SettingsFile();
        try
        {
            using var json = JsonDocument.Parse(LaidOver.Count == 0 ? _bytes! : Merged(), AsRead);
            return SettingsBinding.Of(json.RootElement);
        }
        catch (JsonException e)
        {
            throw new SettingsException(Problems().FirstOrDefault() ?? Said(e));
        }
    }

    /// <summary>All that is wrong with the file itself, in its order: what is no JSON, no setting, or nothing that a setting can be.</summary>
    public IReadOnlyList<Diagnostic> Problems()
    {
        _tokens = Read(out var problem);
        return problem is not null ? [problem] : [.. new SettingsLint(Name, _tokens).Problems()];
    }

    /// <summary>What is wrong with a setting, at its place: in the file, or the variable that says it.</summary>
    /// <param name="path">As messages name it: <c>Closing.Unlocked</c>.</param>
    public SettingsException Wrong(string path, string what, string hint) => new(LaidOver.FirstOrDefault(s => s.Key.Path == path || s.Key.Path.StartsWith($"{path}.", StringComparison.Ordinal) && Says(s, what)) is { } variable
        ? new Diagnostic(variable.Variable, Place.WholeFile, Severity.Error, $"{path}: {what}", hint)
        : new Diagnostic(Name, SettingsLint.PlaceOf(Tokens, path, what), Severity.Error, $"{path}: {what}", hint));

    private static bool Says(EnvironmentSetting setting, string what) => setting.Json is JsonValue value && what.Contains($"{value}", StringComparison.Ordinal);

    private byte[] Merged()
    {
        var settings = _bytes is null ? [] : JsonNode.Parse(_bytes, documentOptions: AsRead) as JsonObject ?? throw new JsonException("the file should hold one object");
        foreach (var setting in LaidOver) setting.LayOver(settings);
        return Encoding.UTF8.GetBytes(settings.ToJsonString());
    }

    private IReadOnlyList<SettingsToken> Read(out Diagnostic? problem)
    {
        problem = null;
        if (_bytes is null) return [];
        if (_bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            problem = new Diagnostic(Name, new Place(1, 1, 0), Severity.Error, "the file is empty", "'daybook init' writes one, and {} is one that says nothing.");
            return [];
        }
        try
        {
            return SettingsTokens.Of(_bytes);
        }
        catch (JsonException e)
        {
            problem = Said(e);
            return [];
        }
    }

    private Diagnostic Said(JsonException e) => new(Name, new Place((int)(e.LineNumber ?? -1) + 1, (int)(e.BytePositionInLine ?? 0) + 1, 0), Severity.Error,
        e.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.'), "Look for a missing comma, quote or bracket here or just before; appsettings.sample.json names every key and its default.");
}
