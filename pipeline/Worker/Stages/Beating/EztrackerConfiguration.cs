using System.Text.RegularExpressions;
using Daybook.Model;

namespace Daybook.Worker.Stages.Beating;

/// <summary>What <c>~/.eztracker.cfg</c> says of heartbeats.</summary>
/// <param name="Ignored">Paths that leave no heartbeat.</param>
/// <param name="Hidden">Paths whose names are kept to oneself.</param>
/// <param name="LacksKey">A server is named, and no key to it.</param>
public sealed record EztrackerConfiguration(IReadOnlyList<Regex> Ignored, IReadOnlyList<Regex> Hidden, bool LacksKey)
{
    public static EztrackerConfiguration None { get; } = new([], [], false);

    /// <summary>Null where the file is none that can be understood, and what is wrong: nobody knows then what it wanted to be ignored.</summary>
    /// <param name="environment">Variables that stand for what the file does not say.</param>
    public static EztrackerConfiguration? Read(string name, IEnumerable<string> lines, Func<string, string?> environment, out Diagnostic? problem)
    {
        problem = null;
        var values = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        List<string>? current = null;
        var isSettings = false;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var text = line.Trim();
            if (text.Length == 0 || text[0] is '#' or ';') continue;
            if (text[0] == '[' && text[^1] == ']') (isSettings, current) = (text == "[settings]", null);
            else if (char.IsWhiteSpace(line[0]) && current is not null) current.Add(text);
            else if (text.IndexOf('=') is > 0 and var at) Keep(text[..at].Trim(), text[(at + 1)..].Trim());
            else return Wrong(name, number, $"'{Printable.Short(Printable.Line(text), 60)}' is neither a section nor a key with a value", out problem);
        }
        string? One(params ReadOnlySpan<string> keys)
        {
            foreach (var key in keys)
                if (values.GetValueOrDefault(key) is [{ Length: > 0 } value, ..]) return value;
            return null;
        }
        var hidden = One("hidefilenames", "hide_file_names") is { } hide && bool.TryParse(hide, out var all) ? all ? [".*"] : [] : values.GetValueOrDefault("hidefilenames") ?? [];
        var lacksKey = (One("server_url") ?? environment("EZTRACKER_SERVER_URL")) is { Length: > 0 } && (One("api_key", "apikey", "api_key_vault_cmd") ?? environment("API_KEY")) is not { Length: > 0 };
        try
        {
            return new EztrackerConfiguration(Patterns(values.GetValueOrDefault("ignore") ?? []), Patterns(hidden), lacksKey);
        }
        catch (ArgumentException e)
        {
            return Wrong(name, 0, e.Message, out problem);
        }

        void Keep(string key, string value)
        {
            current = [.. new[] { value }.Where(v => v.Length > 0)];
            if (isSettings) values[key] = current;
        }
    }

    private static List<Regex> Patterns(IEnumerable<string> texts) =>
        [.. texts.Where(t => t.Length > 0).Select(t => new Regex(t, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase))];

    private static EztrackerConfiguration? Wrong(string name, int line, string what, out Diagnostic problem)
    {
        problem = new Diagnostic(name, new Place(line, 1, 0, null), Severity.Error, what, "Nothing was written: what it says may have to be ignored or hidden.");
        return null;
    }
}
