using Daybook.Model;
using Daybook.Reports;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>How a page stands to the one that was approved of.</summary>
public enum TemplateOutcome { Same, Changed, New, Accepted }

/// <summary>Looks over and tries templates of a person's own, on invented time.</summary>
public static class TemplateStage
{
    /// <summary>Within the folder of templates: the pages that were approved of.</summary>
    public const string Approved = "approved";

    /// <summary>What is wrong with any of the person's own, whether a page calls it or not.</summary>
    public static IReadOnlyList<Diagnostic> Lint(TemplateFolder templates)
    {
        List<Diagnostic> found = [.. PagesOf(templates).SelectMany(name => TemplateLint.Of(templates, name)).Distinct()];
        foreach (var name in templates.Own.Where(n => TemplateFolder.IsPage(n) && !IsPageOfAny(n)))
            found.Add(new Diagnostic(templates.PathOf(name)!, Place.WholeFile, Severity.Error, $"no page is called '{name}'", $"page.html and mail.html are of all reports; of one alone they are called like week.page.html. There are {string.Join(", ", AllReports.InOrder.Select(r => r.Name))}."));
        return found;
    }

    /// <summary>Every report in both forms, beside the page that was approved of.</summary>
    public static IEnumerable<(string Path, TemplateOutcome Outcome)> Test(TemplateFolder templates, string folder, ReportStyle style, bool accept, bool isRehearsal, Action<Diagnostic> warn)
    {
        var writer = new PageWriter(style.Words, templates, warn);
        foreach (var report in AllReports.InOrder)
            foreach (var format in new[] { Format.Html, Format.Mail })
            {
                var path = Path.Combine(folder, Approved, $"{report.Name}.{(format == Format.Html ? "page" : "mail")}.html");
                var page = writer.Write(report.View(SampleSlices.Of(report.Kinds[0]), style), format);
                var before = File.Exists(path) ? File.ReadAllText(path) : null;
                if (before == page) yield return (path, TemplateOutcome.Same);
                else if (accept)
                {
                    if (!isRehearsal)
                    {
                        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                        WholeFile.Write(path, System.Text.Encoding.UTF8.GetBytes(page));
                    }
                    yield return (path, TemplateOutcome.Accepted);
                }
                else yield return (path, before is null ? TemplateOutcome.New : TemplateOutcome.Changed);
            }
    }

    private static IEnumerable<string> PagesOf(TemplateFolder templates) =>
        AllReports.InOrder.SelectMany(r => new[] { templates.NameFor(r.Name, "page"), templates.NameFor(r.Name, "mail") }).Distinct(StringComparer.Ordinal);

    private static bool IsPageOfAny(string name) => name is "page.html" or "mail.html" || AllReports.InOrder.Any(r => name == $"{r.Name}.page.html" || name == $"{r.Name}.mail.html");
}
