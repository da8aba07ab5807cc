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
        if (IniSettings.Read(lines, out var number, out var text) is not { } values) return Wrong(name, number, $"'{Printable.Short(Printable.Line(text), 60)}' is neither a section nor a key with a value", out problem);
        var hidden = values.One("hidefilenames", "hide_file_names") is { } hide && bool.TryParse(hide, out var all) ? all ? [".*"] : [] : values.All("hidefilenames");
        var lacksKey = (values.One("server_url") ?? environment("EZTRACKER_SERVER_URL")) is { Length: > 0 } && (values.One("api_key", "apikey", "api_key_vault_cmd") ?? environment("API_KEY")) is not { Length: > 0 };
        try
        {
            return new EztrackerConfiguration(Patterns(values.All("ignore")), Patterns(hidden), lacksKey);
        }
        catch (ArgumentException e)
        {
            return Wrong(name, 0, e.Message, out problem);
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
