using System.CommandLine;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook drop ID</c></summary>
internal static class DropCommand
{
    public static Command Create(Surroundings world) =>
        new Command("drop", "Take back an entry made by hand, or a timer that runs; the ledger keeps it as one that was dropped.") { ByHand.Id, ByHand.DryRun }
            .Doing(world, "daybook drop last --dry-run", Run);

    private static ExitCode Run(CommandContext context)
    {
        var id = context.Get(ByHand.Id)!;
        return ByHand.Run(context, "drop", makesLedger: false, (plans, _) => plans.Drop(id));
    }
}
