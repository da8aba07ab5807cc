using System.CommandLine;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook check [--repair]</c></summary>
internal static class CheckCommand
{
    private static readonly Option<bool> Repair = new("--repair") { Description = "Build all days anew from the facts, then check. Facts are never touched." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "With --repair: show what would hold afterwards, and undo it." };

    public static Command Create(Surroundings world) =>
        new Command("check", "Hold the ledger against its laws: sound file, nothing lost, parts that sum, days that follow from the facts.") { Repair, DryRun }
            .Doing(world, "daybook check --repair", Run);

    private static ExitCode Run(CommandContext context)
    {
        if (!context.Get(Repair) && context.Get(DryRun)) throw new UsageException("--dry-run goes with --repair: a check alone changes nothing");
        using var ledger = context.Get(Repair) ? context.OpenExisting("check", context.Get(DryRun)) : Ledger.OpenForReading(context.Settings.Ledger);
        if (context.Get(Repair)) BuildAnew(context, ledger);
        var checks = CheckStage.Run(ledger, context.Settings).Select(c => Said(context, c.Check, c.Findings)).ToList();
        if (context.IsJson) context.World.Output.WriteLine(Json(checks));
        if (checks.TrueForAll(c => c.Findings.Count == 0)) return ExitCode.Done;
        if (!context.IsJson) context.Complain(context.Get(Repair)
            ? "The ledger breaks its own laws, and not in what is derived alone. Keep a copy of it, restore a backup, and import again what came since."
            : "The ledger breaks its own laws. What is derived, 'daybook check --repair' builds anew; for all else keep a copy of it, restore a backup, and import again what came since.");
        return ExitCode.InputOutput;
    }

    private static void BuildAnew(CommandContext context, Ledger ledger) => JournalRun.Do(ledger, "check", Micros.From(context.Now), _ =>
    {
        ledger.Derived.Distrust();
        var days = DeriveStage.Run(ledger, context.Settings);
        if (!context.IsJson) context.Say($"{CommandContext.Number(days)} days built anew");
        return ExitCode.Done;
    });

    private static (string Check, IReadOnlyList<Finding> Findings) Said(CommandContext context, string check, IReadOnlyList<Finding> findings)
    {
        if (context.IsJson) return (check, findings);
        context.Say($"{(findings.Count == 0 ? "holds" : "FAILS")}  {check}");
        foreach (var finding in findings) context.Complain($"       {Printable.Line(finding.Found)}");
        return (check, findings);
    }

    private static string Json(List<(string Check, IReadOnlyList<Finding> Findings)> checks) => WrittenJson.Array(checks, (json, check) =>
    {
        json.WriteString("check", check.Check);
        json.WriteBoolean("holds", check.Findings.Count == 0);
        json.WriteStartArray("findings");
        foreach (var finding in check.Findings) json.WriteStringValue(finding.Found);
        json.WriteEndArray();
    });
}
