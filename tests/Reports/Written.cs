using Daybook.Model;
using Daybook.Reports;

namespace Daybook.Tests.Reports;

/// <summary>The report of a slice's kind of period, as it is written.</summary>
internal static class Written
{
    public static PageView View(Slice slice, ReportStyle? style = null) => AllReports.InOrder.First(r => r.Kinds.Contains(slice.Period.Kind)).View(slice, style ?? ReportStyle.English);

    public static string Of(Slice slice, Format format, ReportStyle? style = null) => new PageWriter((style ?? ReportStyle.English).Words).Write(View(slice, style), format);

    public static Mail Mail(Slice slice, Mailbox from, Mailbox to) => PageMail.Of(View(slice), new PageWriter(ReportStyle.English.Words), slice.Now, from, to, $"week/{slice.Period.Name}");

    public static Section Section(this PageView page, string name) => page.Sections.Single(s => s.Name == name);
}
