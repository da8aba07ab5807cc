using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Writes pages in any of their forms. Lines end in LF and the last one is ended.</summary>
/// <param name="words">Of the pages' language.</param>
/// <param name="templates">Of the HTML forms.</param>
/// <param name="warn">Told where a person's own template cannot be used, and the shipped one is.</param>
public sealed class PageWriter(Words words, TemplateFolder templates, Action<Diagnostic> warn)
{
    /// <summary>With the shipped templates.</summary>
    public PageWriter(Words words) : this(words, TemplateFolder.Shipped, _ => { }) { }

    public string Write(PageView page, Format format) => format switch
    {
        Format.Text => PageText.Of(page, words),
        Format.Html => Html(page, "page"),
        Format.Mail => Html(page, "mail"),
        Format.Md => PageMarkdown.Of(page),
        Format.Csv => PageCsv.Of(page),
        _ => PageJson.Of(page),
    };

    /// <summary>
    /// Starts the template engine on another thread by rendering an empty page. A command calls it before it opens the ledger; it need not be awaited.
    /// </summary>
    public static Task Warm(Format format) => Task.Run(() => new PageWriter(ReportStyle.English.Words).Write(
        new PageView { Report = "", Period = "", From = "", To = "", Language = "en", Title = "", Person = "", Subject = "", Sections = [], Footer = "", Zone = "", MadeAt = "" },
        format));

    private string Html(PageView page, string form)
    {
        var name = templates.NameFor(page.Report, form);
        if (templates.Own.Count == 0) return templates.Renderer.Html(name, page);
        var found = templates.FlawsOf(name);
        try
        {
            if (found.Count == 0) return templates.Renderer.Html(name, page);
        }
        catch (TemplateException e)
        {
            found = [new Diagnostic(templates.PathOf(name) ?? name, Place.WholeFile, Severity.Error, e.Why, null)];
        }
        warn(found[0] with { Severity = Severity.Warning, Hint = $"{found[0].Hint} The shipped template is used in its place. daybook template lint says all that is wrong.".Trim() });
        return TemplateFolder.Shipped.Renderer.Html($"{form}.html", page);
    }
}
