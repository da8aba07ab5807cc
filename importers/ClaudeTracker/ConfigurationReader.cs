using System.Text;
using Daybook.Importers.Databases;
using Daybook.Importers.Lines;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.ClaudeTracker;

/// <summary>
/// Reads claude-tracker's <c>config.toml</c>: which folder's time belongs to which project, and how a day is spread. Of TOML
/// it knows what that file needs: tables, and keys whose value is a text or a whole number on one line.
/// </summary>
internal sealed class ConfigurationReader(string file)
{
    private const string Sync = "sync", Mapping = "sync.project_mapping", Timeout = "idle_timeout_minutes";
    private const string Hint = "A text stands between quotes on one line, a number is whole, and a table has a line of its own: [sync.project_mapping].";

    private static readonly string[] Clocks = ["work_day_start", "work_day_end"];

    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly List<(string Folder, string Project, Place Place)> _mapping = [];
    private Place? _first;

    public IEnumerable<Extracted> Read(SourceFile source)
    {
        using var lines = new TextLines(source);
        var table = "";
        foreach (var line in lines.All())
        {
            var text = line.Text.Trim();
            if (text.Length == 0 || text[0] == '#') continue;
            if (Line(line, text, ref table) is { } flaw)
                foreach (var rejected in RowOutcome.Bad(flaw).At(file, line.Place, line.Text)) yield return rejected;
        }
        foreach (var fact in Facts()) yield return fact;
        foreach (var extracted in lines.End()) yield return extracted;
    }

    private Flaw? Line(TextLine line, string text, ref string table)
    {
        if (line.IsGarbled) return TextLine.Garbled;
        if (text[0] == '[')
        {
            var end = text.IndexOf(']');
            if (end < 0 || text[1] == '[') return new Flaw("the line names no table", Hint);
            table = text[1..end].Trim();
            return null;
        }
        var at = 0;
        if (Word(text, ref at) is not { Length: > 0 } key || at >= text.Length || text[at] != '=') return new Flaw("the line gives no key a value", Hint);
        at++;
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        if (Word(text, ref at) is not { } value || (at < text.Length && text[at] != '#')) return new Flaw($"the value of '{Printable.Short(key, 60)}' cannot be read", Hint);
        return Take(table, key, value, line.Place);
    }

    private Flaw? Take(string table, string key, string value, Place place)
    {
        if (table == Mapping)
        {
            _mapping.Add((key, value, place));
            return null;
        }
        if (key == Timeout && (!int.TryParse(value, out var minutes) || minutes is < 1 or > 1440)) return new Flaw($"'{Printable.Short(value, 60)}' is not a number of minutes");
        if (table == Sync && Clocks.Contains(key) && !ClockText.TryParse(value, out _)) return new Flaw($"'{Printable.Short(value, 60)}' is not a time of day");
        if (table is not (Sync or "")) return null;
        _settings[key] = value;
        _first ??= place;
        return null;
    }

    private IEnumerable<Extracted.Fact> Facts()
    {
        var workspace = _settings.GetValueOrDefault("workspace_id");
        foreach (var (folder, project, place) in _mapping)
            yield return new(new AccountFact(AccountFact.Mapping, EntryText.Raw("folder", folder), null, null,
                FactJson.Of(json => json.WriteString(folder, project), ("folder", folder), ("workspace", workspace), ("project", project)), place));
        if (_first is { } first)
            yield return new(new AccountFact(AccountFact.Allocation, "settings", null, null,
                FactJson.Of(json =>
                {
                    foreach (var (key, value) in _settings) json.WriteString(key, value);
                },
                    ("workspace", workspace), ("work_day_start", _settings.GetValueOrDefault(Clocks[0])), ("work_day_end", _settings.GetValueOrDefault(Clocks[1])),
                    ("other_project", _settings.GetValueOrDefault("other_project_id")),
                    ("idle_timeout_us", _settings.TryGetValue(Timeout, out var minutes) ? int.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture) * Micros.PerMinute : null)), first));
    }

    /// <summary>The bare or quoted word at a position, which moves past it and the space behind; null where none can be read.</summary>
    private static string? Word(string text, ref int at)
    {
        var word = new StringBuilder();
        if (at < text.Length && text[at] is '"' or '\'')
        {
            var quote = text[at++];
            for (; at < text.Length && text[at] != quote; at++)
            {
                if (text[at] != '\\' || quote == '\'') word.Append(text[at]);
                else if (at + 1 < text.Length && text[at + 1] is '"' or '\\') word.Append(text[++at]);
                else return null;
            }
            if (at >= text.Length) return null;
            at++;
        }
        else
        {
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-')) word.Append(text[at++]);
            if (word.Length == 0) return null;
        }
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return word.ToString();
    }
}
