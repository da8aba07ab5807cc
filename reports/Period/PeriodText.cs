namespace Daybook.Reports;

/// <summary>The page as plain text.</summary>
internal static class PeriodText
{
    public static string Of(PeriodView view)
    {
        var page = new TextPage().Title($"{view.Title}  {view.Total}");
        page.Paragraph(view.Range.Length > 0 ? $"{view.Range}, {view.Person}" : view.Person);
        page.Gap().Facts(view.Facts);
        foreach (var table in view.Parts.Concat(view.Sums)) page.Table(table);
        if (view.Controls.Count > 0)
            page.Gap().Paragraph("Control figures").Facts([.. view.Controls.Select(Control)]);
        return page.Notes(view.Notes).Gap().Wrapped(view.Footer).ToString();
    }

    private static Fact Control(ControlLine line) =>
        new($"{line.Date}  {line.Source}", line.Difference, $"given {line.Given}, counted {line.Counted}");
}
