using System.Text;
using Daybook.Model;

namespace Daybook.Rules;

/// <summary>Reads packs of limits. One rule that does not hold refuses the file: a pack with a gap would be believed.</summary>
public static class LimitFiles
{
    internal const string Manual = "docs/limits.md names every key.";

    /// <summary>The pack, or what is wrong with the file.</summary>
    /// <param name="name">Of the file, for the message.</param>
    public static LimitPack? Parse(string name, string json, out Diagnostic? problem)
    {
        var bytes = Encoding.UTF8.GetBytes(json.StartsWith('\uFEFF') ? json[1..] : json);
        if (JsonFile.Read(name, bytes, LimitJson.Default.LimitFile, Manual, out problem) is not { } file) return null;
        var rules = new List<LimitRule>();
        var flaw = MistakeOf(file);
        for (var i = 0; flaw is null && i < file.Rules.Count; i++)
        {
            if (file.Rules[i] is not { } entry) flaw = new("rules", "'null' is no rule", Manual, i);
            else if (rules.Exists(r => r.Id == entry.Id)) flaw = new("id", $"'{entry.Id}' stands there twice", "Each rule has an id of its own.", i);
            else if (new LimitEntryReader(entry).Read(out var mistake) is { } rule) rules.Add(rule);
            else flaw = mistake! with { Index = i };
        }
        if (flaw is null) return new LimitPack(file.Code, file.Name, [.. file.Notes.Select(n => n!)], rules);
        problem = new Diagnostic(name, JsonPlaces.Of(bytes, "rules", flaw.Key, flaw.Index), Severity.Error, flaw.Message, flaw.Hint);
        return null;
    }

    private static LimitFlaw? MistakeOf(LimitFile file)
    {
        if (string.IsNullOrWhiteSpace(file.Code)) return new("code", "the pack has no code", "EU, or that of a country.");
        if (string.IsNullOrWhiteSpace(file.Name)) return new("name", "the pack has no name", Manual);
        if (file.Notes.Any(string.IsNullOrWhiteSpace)) return new("notes", "a note is empty", Manual);
        return file.Rules.Count == 0 ? new("rules", "there are no rules", "A file says at least one.") : null;
    }
}

/// <summary>What is wrong with a key of a file, or of one of its rules.</summary>
/// <param name="Index">Of the rule, or -1.</param>
internal sealed record LimitFlaw(string Key, string Message, string Hint, int Index = -1);
