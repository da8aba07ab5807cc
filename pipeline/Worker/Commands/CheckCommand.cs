using System.CommandLine;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook check</c></summary>
internal static class CheckCommand
{
    public static Command Create(Surroundings world) =>
        new Command("check", "Hold the ledger against its laws: sound file, nothing lost, parts that sum, days that follow from the facts.")
            .Doing(world, "daybook check", Run);

    private static ExitCode Run(CommandContext context)
    {
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var breaches = 0;
        foreach (var (check, findings) in CheckStage.Run(ledger, context.Settings))
        {
            context.Say($"{(findings.Count == 0 ? "holds" : "FAILS")}  {check}");
            foreach (var finding in findings) context.Complain($"       {Printable.Line(finding.Found)}");
            breaches += findings.Count == 0 ? 0 : 1;
        }
        if (breaches == 0) return ExitCode.Done;
        context.Complain("The ledger breaks its own laws. Keep a copy of it, restore a backup, and import again what came since.");
        return ExitCode.InputOutput;
    }
}
