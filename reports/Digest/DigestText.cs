namespace Daybook.Reports;

/// <summary>The digest as plain text, the twin of the HTML.</summary>
internal static class DigestText
{
    public static string Of(DigestView view)
    {
        var page = new TextPage().Title($"{view.Title}  {view.Total}")
            .Paragraph($"{view.Range}, {view.Person}").Paragraph(view.Lead).Gap().Facts(view.Comparisons).Table(view.Days);
        foreach (var table in view.Sums) page.Table(table);
        return page.Gap().Facts(view.Facts).Notes(view.Notes).Gap().Wrapped(view.Footer).ToString();
    }
}
