using System.Globalization;
using System.Text;
using Daybook.Model;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Manual;

/// <summary>Writes a manual page with the macros of man(7). Text is never taken for a request or an escape.</summary>
internal sealed class Roff
{
    private const int Widest = 78;

    private readonly StringBuilder _page = new();
    private bool _isAfterHeading;

    /// <param name="title">Upper case.</param>
    public Roff Title(string title, LocalDate date, string version)
    {
        // A date has hyphens that nothing escapes, or it is taken for none.
        _page.Append(CultureInfo.InvariantCulture, $".TH \"{Escaped(title)}\" 1 {LocalDatePattern.Iso.Format(date)} \"{Escaped(version)}\" Daybook\n");
        return this;
    }

    public Roff Section(string name) => Heading("SH", name);

    public Roff Subsection(string name) => Heading("SS", name);

    /// <summary>After a heading there is one anyway.</summary>
    public Roff Paragraph() => _isAfterHeading ? this : Request("PP");

    /// <summary>A term, and what follows is indented below it.</summary>
    public Roff Term(params ReadOnlySpan<(string Text, Face Face)> parts)
    {
        Request("TP");
        return Line(parts);
    }

    /// <summary>Text as it stands, indented.</summary>
    public Roff Example(string text)
    {
        Paragraph().Request("RS", "4").Request("EX");
        foreach (var line in text.Split('\n')) Written(Escaped(line));
        return Request("EE").Request("RE");
    }

    public Roff Text(string text) => Line((text, Face.Roman));

    public Roff Line(params ReadOnlySpan<(string Text, Face Face)> parts)
    {
        var line = new StringBuilder();
        foreach (var (text, face) in parts) line.Append(face == Face.Roman ? Escaped(text) : $"\\f{(face == Face.Bold ? 'B' : 'I')}{Escaped(text)}\\fR");
        var rest = line.ToString();
        while (rest.Length > Widest && rest.LastIndexOf(' ', Widest) is > 0 and var cut)
        {
            Written(rest[..cut]);
            rest = rest[(cut + 1)..];
        }
        return Written(rest);
    }

    private Roff Heading(string name, string text)
    {
        Request(name, text);
        _isAfterHeading = true;
        return this;
    }

    private Roff Written(string line)
    {
        _isAfterHeading = false;
        // Such a line would be a request.
        _page.Append(line.Length > 0 && line[0] is '.' or '\'' ? "\\&" : "").Append(line).Append('\n');
        return this;
    }

    public override string ToString() => _page.ToString();

    private Roff Request(string name, params ReadOnlySpan<string> arguments)
    {
        _isAfterHeading = false;
        _page.Append('.').Append(name);
        foreach (var argument in arguments) _page.Append(" \"").Append(Escaped(argument)).Append('"');
        _page.Append('\n');
        return this;
    }

    /// <summary>In ASCII; a hyphen that is typed stays one, so that it can be copied.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in Printable.Line(text).EnumerateRunes())
            escaped.Append(rune.Value switch
            {
                '\\' => "\\(rs",
                '-' => "\\-",
                '"' => "\\(dq",
                '\'' => "\\(aq",
                '`' => "\\(ga",
                '^' => "\\(ha",
                '~' => "\\(ti",
                < 0x80 => rune.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\[u{rune.Value:X4}]"),
            });
        return escaped.ToString();
    }
}

internal enum Face { Roman, Bold, Italic }
