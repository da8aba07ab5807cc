using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook report day|week|month|year [PERIOD]</c></summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Kind = new("KIND") { Description = "day, week, month or year." };
    private static readonly Argument<string?> Which = new("PERIOD") { Description = "2026-11-21, 2026-W47, 2026-11 or 2026; without it the last whole one.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> As = new("--format", "-f") { Description = "text, html, json or csv.", HelpName = "FORMAT" };

    public static Command Create(Surroundings world) =>
        new Command("report", "Print what a day, week, month or year went into.") { Kind, Which, As }
            .Doing(world, "daybook report week 2026-W47 --format csv > week.csv", Run);

    private static ExitCode Run(CommandContext context)
    {
        var kind = CommandContext.OneOf<PeriodKind>(context.Get(Kind)!);
        var format = context.IsJson ? Format.Json : context.Get(As) is { } named ? CommandContext.OneOf<Format>(named) : Format.Text;
        var slice = SliceStage.Read(context.Settings, kind, CommandContext.PeriodOf(context.Get(Which), kind), context.Now);
        context.World.Output.Write(new PeriodReport().Render(slice, format));
        return ExitCode.Done;
    }
}
