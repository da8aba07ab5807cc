namespace Daybook.Reports;

/// <summary>The page as plain text: one set of columns for all tables.</summary>
internal static class AccountText
{
    private static readonly string[] Columns = ["planned", "should", "worked", "credited", "adjusted", "difference", "balance"];

    public static string Of(AccountView view)
    {
        var page = new TextPage().Title(view.Closing.Length == 0 ? view.Title : $"{view.Title}  {view.Closing}");
        page.Paragraph($"{view.Range}, {view.Person}").Gap().Facts(view.Facts);
        List<AccountLine> lines = [.. view.Tables.SelectMany(t => t.Lines.Append(t.Sum))];
        if (view.Total is not null) lines.Add(view.Total);
        var names = Math.Max(Widest(lines.Select(l => l.Name)), Widest(view.Tables.Select(t => t.Name)));
        var widths = Columns.Select((column, i) => Math.Max(column.Length, Widest(lines.Select(l => Cells(l)[i])))).ToArray();
        foreach (var table in view.Tables)
        {
            page.Gap().Paragraph(Row(" ", table.Name, Columns));
            foreach (var line in table.Lines) Line(line);
            Line(table.Sum);
        }
        if (view.Total is not null)
        {
            page.Gap();
            Line(view.Total);
        }
        Late(page, view.Late);
        return page.Notes(view.Notes).Gap().Wrapped(view.Footer).ToString();

        void Line(AccountLine line)
        {
            page.Paragraph(Row(line.IsMarked ? "*" : " ", line.Name, Cells(line)));
            if (line.Note.Length > 0) page.Wrapped(line.Note, "      ");
        }

        string Row(string mark, string name, string[] cells) =>
            $"{mark} {name.PadRight(names)}{string.Concat(cells.Select((cell, i) => $"  {cell.PadLeft(widths[i])}"))}";
    }

    private static void Late(TextPage page, IReadOnlyList<LateLine> late)
    {
        if (late.Count == 0) return;
        page.Gap().Paragraph("Late");
        foreach (var line in late)
        {
            page.Paragraph($"  {line.Date}  {(line.Closed == AccountReport.Nothing ? "" : $"closed with {line.Closed}, ")}since then {line.Late}");
            page.Wrapped($"{line.Sources}: {line.Treatment}", "      ");
        }
    }

    private static string[] Cells(AccountLine line) =>
        [line.Planned, line.Should, line.Worked, line.Credited, line.Adjusted, line.Difference, line.Balance];

    private static int Widest(IEnumerable<string> texts) => texts.Select(t => t.Length).DefaultIfEmpty(0).Max();
}
