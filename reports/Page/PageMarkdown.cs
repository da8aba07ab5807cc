using System.Text;

namespace Daybook.Reports;

/// <summary>The page as Markdown. Whatever a name holds, it makes no markup: signs that could are escaped.</summary>
internal static class PageMarkdown
{
    private const string Signs = "\\`*_{}[]<>()#+-.!|~&=:@/\"'$^";

    public static string Of(PageView view)
    {
        var text = new StringBuilder();
        Line(text, $"# {Plain(view.Title)}{(view.Total.Length > 0 ? $": {Plain(view.Total)}" : "")}");
        Paragraph(text, Plain(view.Range.Length > 0 ? $"{view.Range}, {view.Person}" : view.Person));
        if (view.Lead.Length > 0) Paragraph(text, Plain(view.Lead));
        foreach (var section in view.Sections.Where(s => !s.IsEmpty))
        {
            if (section.Title.Length > 0) Paragraph(text, $"## {Plain(section.Title)}");
            if (section.Facts.Count > 0) Facts(text, section.Facts);
            if (section.HasTable) Table(text, section.Table!);
            else if (section.Chart is { } chart) Paragraph(text, Plain(chart.Text));
            if (section.Notes.Count > 0) text.Append('\n');
            foreach (var note in section.Notes) Line(text, $"- {Plain(note.Text)}{(note.Command.Length > 0 ? $" `{note.Command.Replace('`', '\'')}`" : "")}");
        }
        Paragraph(text, Plain(view.Footer));
        return text.ToString();
    }

    private static void Facts(StringBuilder text, IReadOnlyList<Fact> facts)
    {
        text.Append('\n');
        foreach (var fact in facts) Line(text, $"- {Plain(fact.Label)}: **{Plain(fact.Value)}**{(fact.Detail.Length > 0 ? $", {Plain(fact.Detail)}" : "")}");
    }

    private static void Table(StringBuilder text, Table table)
    {
        text.Append('\n');
        var hasNotes = table.Rows.Any(r => r.Note.Length > 0);
        Line(text, $"| {Plain(table.Heading)} |{string.Concat(table.Columns.Select(c => $" {Plain(c.Title)} |"))}{(hasNotes ? " |" : "")}");
        Line(text, $"| --- |{string.Concat(table.Columns.Select(_ => " ---: |"))}{(hasNotes ? " --- |" : "")}");
        foreach (var row in table.Rows) Row(row, "");
        if (table.Sum is { } sum) Row(sum, "**");

        void Row(Row row, string mark) => Line(text,
            $"| {mark}{Plain(row.Name)}{mark} |{string.Concat(row.Cells.Select(c => $" {Plain(c.Text)} |"))}{(hasNotes ? $" {Plain(row.Note)} |" : "")}");
    }

    private static void Paragraph(StringBuilder text, string line) => Line(text.Append('\n'), line);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    /// <summary>As CommonMark 2.4 says: any sign of ASCII may have a backslash before it. Those that can do nothing within a line are left readable.</summary>
    private static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAny("\\`*_{}[]<>()#|~&!@$^\"'") < 0 && !StartsList(text)) return text;
        var plain = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (Signs.Contains(text[i], StringComparison.Ordinal) && (i == 0 || text[i] is not ('.' or '-' or '+' or ':' or '/' or '='))) plain.Append('\\');
            plain.Append(text[i]);
        }
        return plain.ToString();
    }

    private static bool StartsList(string text) => text.Length > 0 && text[0] is '-' or '+' or '=' or ':';
}
