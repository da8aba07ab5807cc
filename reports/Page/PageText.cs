namespace Daybook.Reports;

/// <summary>The page as plain text.</summary>
internal static class PageText
{
    public static string Of(PageView view, Words words)
    {
        var page = new TextPage().Title(view.Total.Length == 0 ? view.Title : $"{view.Title}  {view.Total}");
        page.Paragraph(view.Range.Length > 0 ? $"{view.Range}, {view.Person}" : view.Person);
        if (view.Lead.Length > 0) page.Wrapped(view.Lead, "");
        foreach (var section in view.Sections.Where(s => !s.IsEmpty))
        {
            page.Gap();
            // The title of a table with headings stands among them.
            var isTitled = section is { HasTable: true, Table: { HasHeadings: true, Heading: "" } } && section.Facts.Count == 0;
            if (section.Title.Length > 0 && !isTitled) page.Paragraph(section.Title);
            if (section.Facts.Count > 0) page.Facts(section.Facts);
            if (section.HasTable) page.Table(isTitled ? section.Table! with { Heading = section.Title } : section.Table!);
            else if (section.Chart is { } chart && section.Facts.Count == 0) page.Wrapped(chart.Text, "  ");
            if (section.Chart is { Strips.Count: > 0 } drawn) page.Strips(drawn.Strips);
            foreach (var note in section.Notes)
            {
                page.Wrapped(note.Text, "  ");
                if (note.Command.Length > 0) page.Paragraph($"      {note.Command}");
            }
        }
        return page.Gap().Wrapped(view.Footer, "").ToString();
    }
}
