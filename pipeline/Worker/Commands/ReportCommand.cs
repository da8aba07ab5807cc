using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook report day|week|month|year [PERIOD]</c></summary>
internal static class ReportCommand
{
    private static readonly Argument<PeriodKind> Kind = new("KIND") { Description = "day, week, month or year." };
    private static readonly Argument<string?> Which = new("PERIOD") { Description = "2026-11-21, 2026-W47, 2026-11 or 2026; without it the last whole one.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<Format> As = new("--format", "-f") { Description = "text, html, json or csv." };

    public static Command Create(Surroundings world) =>
        new Command("report", "Print what a day, week, month or year went into.") { Kind, Which, As }
            .Doing(world, "daybook report week 2026-W47 --format csv > week.csv", Run);

    private static ExitCode Run(CommandContext context)
    {
        var kind = context.Get(Kind);
        var format = context.IsJson ? Format.Json : context.Get(As);
        // Enums are read from numbers too, also from such as stand for nothing.
        if (!Enum.IsDefined(kind)) throw new UsageException("there are reports of a day, a week, a month or a year");
        if (!Enum.IsDefined(format)) throw new UsageException("the formats are text, html, json and csv");
        var slice = SliceStage.Read(context.Settings, kind, CommandContext.PeriodOf(context.Get(Which), kind), context.Now);
        context.World.Output.Write(new PeriodReport().Render(slice, format));
        return ExitCode.Done;
    }
}
