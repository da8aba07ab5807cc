using System.CommandLine;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook import undo RUN</c></summary>
internal static class UndoCommand
{
    private static readonly Argument<long> Run = new("RUN") { Description = "Number of an import; 'daybook status' lists the last runs." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would go and change nothing." };

    public static Command Create(Surroundings world) =>
        new Command("undo", "Take out again what the files of an import brought in. What another file tells as well stays.") { Run, DryRun }
            .Doing(world, "daybook import undo 7 --dry-run", Undo);

    private static ExitCode Undo(CommandContext context)
    {
        var isRehearsal = context.Get(DryRun);
        using var ledger = context.OpenForWriting("import undo", isRehearsal);
        DeriveStage.Run(ledger, context.Settings);
        var result = ledger.Runs.Undo(context.Get(Run));
        var hours = new HoursChange(context);
        DeriveStage.Run(ledger, context.Settings, hours.Add);
        hours.Say();
        context.Say($"{(isRehearsal ? "would be taken out: " : "taken out: ")}{CommandContext.Number(result.Heartbeats)} heartbeats, {CommandContext.Number(result.Entries)} time entries, {CommandContext.Number(result.Totals)} day totals, {CommandContext.Number(result.Facts)} facts of the account of {CommandContext.Number(result.Files)} files");
        return ExitCode.Done;
    }
}
