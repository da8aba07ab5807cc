using System.CommandLine;
using System.Text;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Reporting;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook report NAME [PERIOD]</c>, <c>project NAME [PERIOD]</c>, <c>compare A B</c></summary>
internal static class ReportCommand
{
    // Not one of AllReports: it looks at other data.
    private const string Account = "account";

    private const string Pdf = "pdf";

    private static readonly Format[] Formats = [Format.Text, Format.Html, Format.Md, Format.Csv, Format.Json, Format.Mail];

    private static readonly Argument<string> Name = new("REPORT") { Description = $"{string.Join(", ", Names)}." };
    private static readonly Argument<string?> First = new("PERIOD") { Description = "2026-11-21, 2026-W47, 2026-11 or 2026; without it the last whole one. Of project and client first their name; of compare two periods.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string?> Second = new("SECOND") { Description = "The period of a project or client; of compare the second one.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> As = new("--format", "-f") { Description = "text, html, md, csv, json, mail (HTML for a mail), or pdf, which Chromium prints.", HelpName = "FORMAT" };
    private static readonly Option<string?> Out = new("--out", "-o") { Description = "File to write to; a pdf needs one.", HelpName = "FILE" };

    public static Command Create(Surroundings world) =>
        new Command("report", "Print what a day, week, month or year went into, of all time or of one project or client.") { Name, First, Second, As, Out, StyleOptions.Language, StyleOptions.Hours }
            .Doing(world, "daybook report week 2026-W47 --format html > week.html", Run);

    internal static IEnumerable<string> Names => [.. AllReports.InOrder.Select(r => r.Name), Account];

    private static ExitCode Run(CommandContext context)
    {
        if (context.Get(Name) == Account) return context.Get(Second) is null ? AccountCommand.Print(context, context.Get(First), context.Get(As)) : throw TooMany(Account);
        var report = Find(context.Get(Name)!);
        var isPdf = string.Equals(context.Get(As), Pdf, StringComparison.OrdinalIgnoreCase) && !context.IsJson;
        var browser = isPdf ? BrowserOf(context) : null;
        var format = context.IsJson ? Format.Json : isPdf ? Format.Html : context.Get(As) is { } named ? StyleOptions.FormatOf(named, Formats) : Format.Text;
        var style = StyleOptions.Of(context);
        var asked = Asked(report, context.Get(First), context.Get(Second));
        if (format is Format.Html or Format.Mail) _ = PageWriter.Warm(format);
        var slice = ReportStage.Read(context.Settings, report.Needs, report.Kinds[0], asked, context.Now);
        var page = StyleOptions.Writer(context, style).Write(report.View(slice, style), format);
        if (context.Get(Out) is not { } path) context.World.Output.Write(page);
        else if (browser is null) WholeFile.Write(CommandContext.PathOf(path, Out.Name), Encoding.UTF8.GetBytes(page));
        else if (PdfPrinter.Print(browser, page, CommandContext.PathOf(path, Out.Name), context.World.Stop) is { } trouble)
        {
            context.Complain($"daybook: {Printable.Line(browser)}: {Printable.Line(trouble)}");
            return ExitCode.Unavailable;
        }
        if (context.Get(Out) is not null) context.Say(Printable.Line(context.Get(Out)!));
        return ExitCode.Done;
    }

    private static string BrowserOf(CommandContext context)
    {
        if (context.Get(Out) is null) throw new UsageException("a pdf is written to a file: --out FILE");
        return PdfPrinter.Find(context.World.Environment("PATH")) ?? throw new UsageException("there is no Chromium to print a pdf with. Install it, or write --format html and print that from any browser");
    }

    private static ReportArguments Asked(IReport report, string? first, string? second)
    {
        Period? PeriodOf(string? text) => CommandContext.PeriodOf(text, [.. report.Kinds]);
        switch (report.Subject)
        {
            case ReportSubject.NameAndPeriod:
                return new ReportArguments(PeriodOf(second), first ?? throw new UsageException($"of which {report.Name}? Name it: daybook report {report.Name} NAME"));
            case ReportSubject.TwoPeriods:
                return second is null ? new ReportArguments(PeriodOf(first)) : new ReportArguments(PeriodOf(second), Other: PeriodOf(first));
            default:
                return second is null ? new ReportArguments(PeriodOf(first)) : throw TooMany(report.Name);
        }
    }

    private static UsageException TooMany(string report) => new($"the report '{report}' is of one period");

    /// <exception cref="UsageException">There is no such report.</exception>
    public static IReport Find(string name) =>
        AllReports.Of(name) ?? throw new UsageException($"'{Printable.Line(name)}' is none of {string.Join(", ", Names)}{Nearest.Question(name, Names)}");
}
