using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Reporting;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook digest [WEEK] --out DIR</c></summary>
internal static class DigestCommand
{
    private static readonly Argument<string?> Week = new("WEEK") { Description = "2026-W47; without it the last whole week.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Out = new("--out", "-o") { Description = "Folder to write to.", DefaultValueFactory = _ => ".", HelpName = "DIR" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be written, and write nothing." };

    public static Command Create(Surroundings world) =>
        new Command("digest", "Write the weekly digest as .html, .txt and .eml (a mail ready to send).") { Week, Out, DryRun }
            .Doing(world, "daybook digest 2026-W47 --out digests", Run);

    private static ExitCode Run(CommandContext context)
    {
        var folder = CommandContext.PathOf(context.Get(Out)!, Out.Name);
        // The template engine takes longest to start: it does so while the ledger is read.
        _ = PageWriter.Warm(Format.Mail);
        var slice = ReportStage.Read(context.Settings, new WeekReport().Needs, PeriodKind.Week, CommandContext.PeriodOf(context.Get(Week), PeriodKind.Week), context.Now);
        foreach (var path in DigestStage.Write(slice, context.Settings, StyleOptions.Writer(context, context.Settings.Style), folder, context.Get(DryRun)))
            context.Say(context.Get(DryRun) ? $"would write {path}" : path);
        return ExitCode.Done;
    }
}
