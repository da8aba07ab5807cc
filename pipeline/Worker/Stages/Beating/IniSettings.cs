namespace Daybook.Worker.Stages.Beating;

/// <summary>The section <c>[settings]</c> of a file such as <c>~/.wakatime.cfg</c> or <c>~/.eztracker.cfg</c>: keys in any case, each with one value or several on lines of their own.</summary>
public sealed class IniSettings
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null where the file is none, and the line that is neither a section nor a key.</summary>
    /// <param name="line">From 1; 0 where all can be read.</param>
    public static IniSettings? Read(IEnumerable<string> lines, out int line, out string text)
    {
        var read = new IniSettings();
        List<string>? current = null;
        var isSettings = false;
        (line, text) = (0, "");
        foreach (var written in lines)
        {
            line++;
            text = written.Trim();
            if (text.Length == 0 || text[0] is '#' or ';') continue;
            if (text[0] == '[' && text[^1] == ']') (isSettings, current) = (text == "[settings]", null);
            else if (char.IsWhiteSpace(written[0]) && current is not null) current.Add(text);
            else if (text.IndexOf('=') is > 0 and var at)
            {
                current = [.. new[] { text[(at + 1)..].Trim() }.Where(v => v.Length > 0)];
                if (isSettings) read._values[text[..at].Trim()] = current;
            }
            else return null;
        }
        line = 0;
        return read;
    }

    /// <summary>The first value of the first of the keys that has one; null where none has.</summary>
    public string? One(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (_values.GetValueOrDefault(key) is [{ Length: > 0 } value, ..]) return value;
        return null;
    }

    /// <summary>All values of a key.</summary>
    public IReadOnlyList<string> All(string key) => _values.GetValueOrDefault(key) ?? [];
}
