using System.CommandLine;
using Daybook.Model;
using Daybook.Worker.Configuration;
using Daybook.Worker.Running;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Pulling;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook pull [SOURCE...]</c></summary>
internal static class PullCommand
{
    private static readonly Argument<string[]> Names = new("SOURCE") { Description = "Names of sources that have a Pull in the configuration; without any, all of them.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> From = new("--from") { Description = "Read from this day on, whatever was read before.", HelpName = "DAY" };
    private static readonly Option<string?> To = new("--to") { Description = "Up to this day, itself included.", HelpName = "DAY" };
    private static readonly Option<bool> Full = new("--full") { Description = "Read everything anew." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Ask, do everything and then undo it: shows what would change." };

    public static Command Create(Surroundings world) =>
        new Command("pull", "Ask services for what is new, and take their answers in. What was read before adds nothing.") { Names, From, To, Full, DryRun, CommonOptions.Wait }
            .Doing(world, "daybook pull --dry-run", Run);

    private static ExitCode Run(CommandContext context)
    {
        var isRehearsal = context.Get(DryRun);
        var (pulls, wish) = (PullsOf(context), WishOf(context));
        using var ledger = context.OpenForWriting("pull", isRehearsal);
        var report = new ImportReport(context);
        var outcomes = new List<PullOutcome>();
        outcomes.AddRange(PullRun.Pull(context, ledger, pulls, wish, report));
        ledger.Sources.ForgetEmpty(butPulled: true);
        DeriveStage.Run(ledger, context.Settings);
        report.SayTotal(isRehearsal, outcomes);
        return ExitCodes.OfMany([.. outcomes.Select(o => o.Code), .. report.Outcomes.Select(o => o.Code)]);
    }

    private static List<PullSettings> PullsOf(CommandContext context)
    {
        var (all, names) = (context.Settings.Pulls, context.Get(Names)!);
        if (all.Count == 0) throw new UsageException("no source has a Pull in the configuration; docs/pull.md shows one");
        foreach (var name in names)
            if (all.All(p => p.Source != name)) throw new UsageException($"'{Printable.Line(name)}' is no source with a Pull in the configuration: {string.Join(", ", all.Select(p => Printable.Line(p.Source)))}");
        return [.. all.Where(p => names.Length == 0 || names.Contains(p.Source))];
    }

    private static PullWish WishOf(CommandContext context)
    {
        var (from, to) = (CommandContext.DateOf(context.Get(From), From.Name), CommandContext.DateOf(context.Get(To), To.Name));
        if (to is not null && from is null) throw new UsageException("--to goes with --from");
        if (to < from) throw new UsageException("--to lies before --from");
        if (from is not null && context.Get(Full)) throw new UsageException("--full reads everything; leave --from out");
        return new PullWish(from, to?.PlusDays(1), context.Get(Full), context.Get(DryRun));
    }
}
