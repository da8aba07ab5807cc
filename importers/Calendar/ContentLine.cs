using System.Text;
using Daybook.Importers.Lines;

namespace Daybook.Importers.Calendar;

/// <summary>One property of a calendar, its folded lines joined: <c>NAME;PARAMETER=value:value</c>.</summary>
/// <param name="Name">In upper case.</param>
/// <param name="Value">As it stands in the file, escapes and all.</param>
/// <param name="First">The line it begins in.</param>
internal sealed record ContentLine(string Name, IReadOnlyDictionary<string, string> Parameters, string Value, TextLine First)
{
    /// <summary>Null where the line is no property.</summary>
    public static ContentLine? Of(string text, TextLine first)
    {
        var end = text.AsSpan().IndexOfAny(':', ';');
        if (end <= 0 || !text.AsSpan(0, end).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')) return null;
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = end;
        while (at < text.Length && text[at] == ';')
        {
            var start = at + 1;
            var isQuoted = false;
            for (at = start; at < text.Length && (isQuoted || text[at] is not (';' or ':')); at++)
                if (text[at] == '"') isQuoted = !isQuoted;
            var equals = text.IndexOf('=', start, at - start);
            if (equals > start) parameters.TryAdd(text[start..equals], text[(equals + 1)..at].Trim('"'));
        }
        return at < text.Length ? new ContentLine(text[..end].ToUpperInvariant(), parameters, text[(at + 1)..], first) : null;
    }

    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);

    /// <summary>The value as text.</summary>
    public string Text => string.Join(',', Texts(','));

    /// <summary>The value as a list of texts, none empty.</summary>
    public IReadOnlyList<string> List => [.. Texts(',').Select(t => t.Trim()).Where(t => t.Length > 0)];

    private List<string> Texts(char separator)
    {
        var texts = new List<string>();
        var text = new StringBuilder();
        for (var i = 0; i < Value.Length; i++)
        {
            if (Value[i] == '\\' && i + 1 < Value.Length) text.Append(Value[++i] is 'n' or 'N' ? '\n' : Value[i]);
            else if (Value[i] != separator) text.Append(Value[i]);
            else
            {
                texts.Add(text.ToString());
                text.Clear();
            }
        }
        texts.Add(text.ToString());
        return texts;
    }
}
