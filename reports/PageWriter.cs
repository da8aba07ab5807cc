namespace Daybook.Reports;

/// <summary>Writes a page in any of its forms. Lines end in LF and the last one is ended.</summary>
public static class PageWriter
{
    /// <param name="words">Of the page's language.</param>
    public static string Write(PageView page, Format format, Words words) => format switch
    {
        Format.Text => PageText.Of(page, words),
        Format.Html => Renderer.Html("Page/page.html.hbs", page),
        Format.Mail => Renderer.Html("Page/mail.html.hbs", page),
        Format.Md => PageMarkdown.Of(page),
        Format.Csv => PageCsv.Of(page),
        _ => PageJson.Of(page),
    };

    /// <summary>
    /// Starts the template engine on another thread by rendering an empty page. A command calls it before it opens the ledger; it need not be awaited.
    /// </summary>
    public static Task Warm(Format format) => Task.Run(() => Write(
        new PageView { Report = "", Period = "", From = "", To = "", Language = "en", Title = "", Person = "", Subject = "", Sections = [], Footer = "", Zone = "", MadeAt = "" },
        format, ReportStyle.English.Words));
}
