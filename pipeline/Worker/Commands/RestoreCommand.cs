using System.CommandLine;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;
using NodaTime.Text;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook restore FILE</c></summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Which = new("FILE") { Description = "A backup." };
    private static readonly Option<bool> OnlyCheck = new("--check") { Description = "Restore to a folder that is thrown away, hold it against all laws, and leave the ledger alone." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be lost and change nothing." };

    public static Command Create(Surroundings world) =>
        new Command("restore", "Put a backup in the ledger's place. The ledger that is there is kept under another name.") { Which, OnlyCheck, DryRun }
            .Doing(world, "daybook restore --check FILE", Run);

    private static ExitCode Run(CommandContext context)
    {
        var (file, settings) = (CommandContext.PathOf(context.Get(Which)!, Which.Name), context.Settings);
        if (Path.GetFullPath(file) == Path.GetFullPath(settings.Ledger)) throw new UsageException("the backup is the ledger itself");
        RestorePlan? plan = null;
        string? kept = null;
        var isTried = context.Get(OnlyCheck) || context.Get(DryRun);
        if (isTried) Tell(plan = RestoreStage.Try(file, settings, context.Now));
        else kept = RestoreStage.Run(file, settings, context.Now, p => Tell(plan = p));
        if (context.IsJson) context.World.Output.WriteLine(Json(plan!, isTried, kept));
        foreach (var breach in plan!.Breaches) context.Complain($"FAILS  {Printable.Line(breach)}");
        if (plan.Breaches.Count > 0)
        {
            context.Complain("The backup breaks the ledger's laws; the ledger that is there was not changed. Try another backup.");
            return ExitCode.InputOutput;
        }
        if (context.IsJson) return ExitCode.Done;
        if (context.Get(OnlyCheck)) context.Say("the backup can be restored: it is sound and keeps the laws");
        else if (isTried) context.Say($"would be restored to {Printable.Line(settings.Ledger)}");
        else
        {
            if (kept is not null) context.Say($"the ledger that was there is {Printable.Line(kept)} now");
            context.Say($"restored to {Printable.Line(settings.Ledger)}");
        }
        return ExitCode.Done;

        void Tell(RestorePlan p)
        {
            if (!context.IsJson)
                foreach (var line in Text(p)) context.Say(line);
        }
    }

    private static IEnumerable<string> Text(RestorePlan plan)
    {
        yield return $"the backup ends with {RunText(plan.BackupRun)}";
        if (!plan.IsCompared)
        {
            yield return plan.HasPresent ? "the ledger that is there cannot be read: what it has beyond the backup, nobody can tell" : "there is no ledger yet";
            yield break;
        }
        yield return $"the ledger ends with {RunText(plan.LedgerRun)}";
        if (plan.Differences.Count == 0) yield return "both have as much";
        else
        {
            var table = new TextTable().Row("", "ledger", "backup");
            foreach (var d in plan.Differences) table.Row(d.What, CommandContext.Number(d.InLedger), CommandContext.Number(d.InBackup));
            foreach (var line in table.Lines()) yield return line;
        }
        if (plan.Differences.Any(d => d is { What: "mails sent" or "entries pushed" } && d.InLedger > d.InBackup))
            yield return "What was mailed or pushed since the backup is not known afterwards, and may be sent once more: look at 'daybook outbox' and 'daybook push --dry-run' first.";
    }

    private static string RunText(RunInfo? run) => run is null ? "no run" : $"run {run.Id} ({run.Command}) of {InstantPattern.General.Format(Micros.ToInstant(run.StartedAt))}";

    private static string Json(RestorePlan plan, bool isTried, string? kept) => WrittenJson.Object(json =>
    {
        json.WriteBoolean("dry_run", isTried);
        json.WriteString("file", plan.Found.Path);
        json.WriteNumber("schema", plan.Found.Schema);
        json.WriteBoolean("compared", plan.IsCompared);
        json.WriteString("kept", kept);
        json.WriteStartArray("differences");
        foreach (var d in plan.Differences)
        {
            json.WriteStartObject();
            json.WriteString("what", d.What);
            json.WriteNumber("ledger", d.InLedger);
            json.WriteNumber("backup", d.InBackup);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("breaches");
        foreach (var breach in plan.Breaches) json.WriteStringValue(breach);
        json.WriteEndArray();
    });
}
