using System.Text;

namespace Daybook.Reports;

/// <summary>
/// Lays out views as plain text: aligned columns, bars of block characters, at most 78 columns wide. It is code and
/// not a template because columns are measured, and because a text must be ready before a template engine has started.
/// </summary>
internal sealed class TextPage
{
    private const int Columns = 78;
    private const int WidestName = 34;
    private const int BarColumns = 24;
    private const string Eighths = " ▏▎▍▌▋▊▉";

    private readonly StringBuilder _text = new();

    /// <summary>A heading underlined over its whole width.</summary>
    public TextPage Title(string text) => Paragraph(text).Paragraph(new string('=', DisplayWidth.Of(text)));

    public TextPage Paragraph(string text)
    {
        _text.Append(text).Append('\n');
        return this;
    }

    /// <summary>Broken at spaces; every line begins with the indent.</summary>
    public TextPage Wrapped(string text, string indent = "")
    {
        var column = 0;
        foreach (var word in text.Split(' '))
        {
            var width = DisplayWidth.Of(word);
            var begins = column == 0 || column + 1 + width > Columns;
            if (begins && column > 0) Gap();
            _text.Append(begins ? indent : " ").Append(word);
            column = begins ? indent.Length + width : column + 1 + width;
        }
        return Gap();
    }

    public TextPage Gap() => Paragraph("");

    public TextPage Table(LineTable table)
    {
        Gap().Paragraph(table.Title);
        var names = Math.Min(WidestName, Widest(table.Lines.Select(l => l.Name)));
        var (hours, shares) = (Widest(table.Lines.Select(l => l.Hours)), Widest(table.Lines.Select(l => l.Share)));
        foreach (var line in table.Lines)
        {
            Start(DisplayWidth.Cut(line.Name, WidestName), names).Append(line.Hours.PadLeft(hours));
            if (shares > 0) _text.Append("  ").Append(line.Share.PadLeft(shares));
            var bar = Bar(line.PerMille);
            if (line.Note.Length > 0) _text.Append("  ").Append(bar.PadRight(BarColumns)).Append("  ").Append(line.Note);
            else if (bar.Length > 0) _text.Append("  ").Append(bar);
            _text.Append('\n');
        }
        return this;
    }

    public TextPage Facts(IReadOnlyList<Fact> facts)
    {
        var (labels, values) = (Widest(facts.Select(f => f.Label)), Widest(facts.Select(f => f.Value)));
        foreach (var fact in facts)
        {
            Start(fact.Label, labels).Append(fact.Value.PadLeft(values));
            if (fact.Detail.Length > 0) _text.Append("  ").Append(fact.Detail);
            _text.Append('\n');
        }
        return this;
    }

    public TextPage Notes(IReadOnlyList<string> notes)
    {
        if (notes.Count == 0) return this;
        Gap().Paragraph("Notes");
        foreach (var note in notes) Wrapped(note, "  ");
        return this;
    }

    public override string ToString() => _text.ToString();

    private StringBuilder Start(string name, int columns) => _text.Append("  ").Append(DisplayWidth.PadRight(name, columns)).Append("  ");

    /// <summary>To an eighth of a column; the least is one eighth, so that nothing worked looks like nothing.</summary>
    private static string Bar(int perMille)
    {
        if (perMille == 0) return "";
        var eighths = Math.Max(1, perMille * BarColumns * 8 / 1000);
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : Eighths[eighths % 8]);
    }

    private static int Widest(IEnumerable<string> texts) => texts.Select(DisplayWidth.Of).Append(0).Max();
}
