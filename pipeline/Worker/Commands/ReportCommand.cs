using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Worker.Stages.Reporting;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook report NAME [PERIOD]</c></summary>
internal static class ReportCommand
{
    private static readonly Format[] Formats = [Format.Text, Format.Html, Format.Md, Format.Csv, Format.Json, Format.Mail];

    private static readonly Argument<string> Name = new("NAME") { Description = $"{string.Join(", ", AllReports.InOrder.Select(r => r.Name))}." };
    private static readonly Argument<string?> Which = new("PERIOD") { Description = "2026-11-21, 2026-W47, 2026-11 or 2026; without it the last whole one.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> As = new("--format", "-f") { Description = "text, html, md, csv, json, or mail (HTML for a mail).", HelpName = "FORMAT" };

    public static Command Create(Surroundings world) =>
        new Command("report", "Print what a day, week, month or year went into.") { Name, Which, As, StyleOptions.Language, StyleOptions.Hours }
            .Doing(world, "daybook report week 2026-W47 --format html > week.html", Run);

    private static ExitCode Run(CommandContext context)
    {
        var report = Find(context.Get(Name)!);
        var format = context.IsJson ? Format.Json : context.Get(As) is { } named ? StyleOptions.FormatOf(named, Formats) : Format.Text;
        var style = StyleOptions.Of(context);
        var period = CommandContext.PeriodOf(context.Get(Which), [.. report.Kinds]);
        if (format is Format.Html or Format.Mail) _ = PageWriter.Warm(format);
        var slice = ReportStage.Read(context.Settings, report.Needs, report.Kinds[0], period, context.Now);
        context.World.Output.Write(StyleOptions.Writer(context, style).Write(report.View(slice, style), format));
        return ExitCode.Done;
    }

    /// <exception cref="UsageException">There is no such report.</exception>
    public static IReport Find(string name) =>
        AllReports.Of(name) ?? throw new UsageException($"'{Printable.Line(name)}' is none of {string.Join(", ", AllReports.InOrder.Select(r => r.Name))}");
}
