using System.CommandLine;
using Daybook.Model;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook reopen DAY|WEEK --reason TEXT</c></summary>
internal static class ReopenCommand
{
    private static readonly Argument<string> Which = new("PERIOD") { Description = "A day, week or month: 2026-11-21, 2026-W47 or 2026-11." };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why; it is kept.", HelpName = "TEXT" };
    private static readonly Option<bool> AndLater = new("--and-later") { Description = "Also what was closed after it." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be opened and change nothing." };

    public static Command Create(Surroundings world) =>
        new Command("reopen", "Open the last closed days again. What they were closed with stays in the chain.") { Which, Reason, AndLater, DryRun }
            .Doing(world, "daybook reopen 2026-W47 --reason \"Friday's timer ran on\"", Run);

    private static ExitCode Run(CommandContext context)
    {
        var period = CommandContext.PeriodOf(context.Get(Which)!, PeriodKind.Day, PeriodKind.Week, PeriodKind.Month, PeriodKind.Year)!.Value;
        var reason = context.Get(Reason)?.Trim();
        if (string.IsNullOrEmpty(reason)) throw new UsageException("--reason is missing: say why, it is kept with the days");
        using var ledger = context.OpenExisting("reopen", context.Get(DryRun));
        var (first, last) = new CloseStage(ledger, context.Settings, context.Now).Reopen(period, reason, context.Get(AndLater));
        if (context.IsJson) context.World.Output.WriteLine($$"""{"dry_run":{{(context.Get(DryRun) ? "true" : "false")}},"first":"{{Period.Iso(first)}}","last":"{{Period.Iso(last)}}"}""");
        else context.Say($"{(context.Get(DryRun) ? "would be " : "")}open again: {Period.Iso(first)}{(first == last ? "" : $" to {Period.Iso(last)}")}");
        return ExitCode.Done;
    }
}
