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
    private const int LeastBarColumns = 10;
    private const int LeastName = 12;
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

    /// <summary>Names, columns, then a bar and a note where there are any; what is marked begins with a star.</summary>
    public TextPage Table(Table table)
    {
        List<Row> rows = [.. table.Rows, .. table.Sum is { } sum ? [sum] : Array.Empty<Row>()];
        var hasHeadings = table.HasHeadings;
        var names = Math.Min(WidestName, Math.Max(Widest(rows.Select(r => r.Name)), hasHeadings ? DisplayWidth.Of(table.Heading) : 0));
        var notes = Widest(rows.Select(r => r.Note));
        var widths = table.Columns.Select((c, i) => Math.Max(Widest(rows.Select(r => r.Cells[i].Text)), hasHeadings ? DisplayWidth.Of(c.Title) : 0)).ToArray();
        // Names give way to figures, and beside them those that stand in columns of their own.
        var over = 2 + names + widths.Sum(w => w + 2) - Columns;
        names -= Math.Clamp(over, 0, Math.Max(0, names - LeastName));
        foreach (var i in Enumerable.Range(0, widths.Length).Where(i => table.Columns[i].Unit.Length == 0).OrderByDescending(i => widths[i]))
            widths[i] -= Math.Clamp(2 + names + widths.Sum(w => w + 2) - Columns, 0, Math.Max(0, widths[i] - Math.Max(LeastName, DisplayWidth.Of(table.Columns[i].Title))));
        // Bars give way to notes as far as they can still be told apart.
        var free = Columns - 2 - names - widths.Sum(w => w + 2) - 2;
        var barColumns = table.HasBars ? Math.Clamp(free - (notes > 0 ? notes + 2 : 0), LeastBarColumns, BarColumns) : 0;
        var left = free - (table.HasBars ? barColumns + 2 : 0);
        if (hasHeadings)
        {
            Start(table.Heading, names, isMarked: false);
            for (var i = 0; i < widths.Length; i++) Cell(table.Columns[i].Title, widths[i]);
            End();
        }
        foreach (var row in rows)
        {
            Start(DisplayWidth.Cut(row.Name, names), names, row.IsMarked);
            for (var i = 0; i < widths.Length; i++) Cell(DisplayWidth.Cut(row.Cells[i].Text, widths[i]), widths[i]);
            var bar = Bar(row.PerMille, barColumns);
            var isNoteBeside = row.Note.Length > 0 && left >= notes;
            if (isNoteBeside) _text.Append("  ").Append(table.HasBars ? bar.PadRight(barColumns) + "  " : "").Append(row.Note);
            else if (bar.Length > 0) _text.Append("  ").Append(bar);
            End();
            if (row.Note.Length > 0 && !isNoteBeside) Wrapped(row.Note, "      ");
        }
        return this;
    }

    /// <summary>Names, and beside each its signs.</summary>
    public TextPage Strips(IReadOnlyList<Strip> strips)
    {
        var names = Math.Min(Columns - 4 - strips.Max(s => s.Signs.Length), Widest(strips.Select(s => s.Name)));
        foreach (var strip in strips)
        {
            Start(DisplayWidth.Cut(strip.Name, names), names, isMarked: false).Append("  ").Append(strip.Signs);
            End();
        }
        return this;
    }

    public TextPage Facts(IReadOnlyList<Fact> facts)
    {
        var (labels, values) = (Math.Min(WidestName, Widest(facts.Select(f => f.Label))), Widest(facts.Select(f => f.Value)));
        foreach (var fact in facts)
        {
            Start(DisplayWidth.Cut(fact.Label, WidestName), labels, isMarked: false).Append("  ").Append(' ', Math.Max(0, values - DisplayWidth.Of(fact.Value))).Append(fact.Value);
            if (fact.Detail.Length > 0) _text.Append("  ").Append(fact.Detail);
            _text.Append('\n');
        }
        return this;
    }

    public override string ToString() => _text.ToString();

    private StringBuilder Start(string name, int columns, bool isMarked) => _text.Append(isMarked ? "* " : "  ").Append(DisplayWidth.PadRight(name, columns));

    private void Cell(string text, int width)
    {
        if (width > 0) _text.Append("  ").Append(' ', width - DisplayWidth.Of(text)).Append(text);
    }

    private void End()
    {
        while (_text.Length > 0 && _text[^1] == ' ') _text.Length--;
        _text.Append('\n');
    }

    /// <summary>To an eighth of a column; the least is one eighth, so that nothing worked looks like nothing.</summary>
    private static string Bar(int perMille, int columns)
    {
        if (perMille == 0) return "";
        var eighths = Math.Max(1, perMille * columns * 8 / 1000);
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : Eighths[eighths % 8]);
    }

    private static int Widest(IEnumerable<string> texts)
    {
        var widest = 0;
        foreach (var text in texts) widest = Math.Max(widest, DisplayWidth.Of(text));
        return widest;
    }
}
