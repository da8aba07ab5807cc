using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Worker.Configuration;
using Daybook.Worker.Monitoring;
using Daybook.Worker.Running;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook run</c>: what cron or a timer calls.</summary>
internal static class RunCommand
{
    private static readonly Option<string[]> Only = Stages("--only", "Only these stages");
    private static readonly Option<string[]> Skip = Stages("--skip", "All but these stages");
    private static readonly Option<int?> CatchUp = new("--catch-up") { Description = "How many missed weeks, months or years get their report, the newest first; without it what the settings say, 8.", HelpName = "N" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Do everything and then undo it: nothing is kept, moved, written or sent." };

    public static Command Create(Surroundings world) =>
        new Command("run", $"Do all that is due, in stages: {string.Join("; ", AllRunStages.InOrder.Select(s => $"{s.Name}: {s.Summary}"))}.") { Only, Skip, CatchUp, CommonOptions.Wait, DryRun }
            .Doing(world, "daybook run --skip pull --dry-run", Run);

    private static ExitCode Run(CommandContext context)
    {
        var isRehearsal = context.Get(DryRun);
        var (stages, settings) = (Chosen(context), SettingsOf(context));
        var watch = new Watch(context);
        return watch.Around(isRehearsal, () =>
        {
            using var ledger = context.OpenForWriting("run", isRehearsal);
            return RunOnce.Do(new RunWork(context, ledger, settings, isRehearsal), stages, watch.See);
        });
    }

    private static Option<string[]> Stages(string name, string what) => new(name)
    {
        Description = $"{what}: {string.Join(", ", AllRunStages.Names)}; several with commas between them.",
        HelpName = "STAGES",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private static List<RunStage> Chosen(CommandContext context)
    {
        var (only, skip) = (Named(context, Only), Named(context, Skip));
        if (only.Count > 0 && skip.Count > 0) throw new UsageException("--only and --skip exclude each other");
        return [.. AllRunStages.InOrder.Where(s => only.Count > 0 ? only.Contains(s.Name) : context.Settings.Run.Stages.Contains(s.Name) && !skip.Contains(s.Name))];
    }

    private static List<string> Named(CommandContext context, Option<string[]> option)
    {
        List<string> names = [.. (context.Get(option) ?? []).SelectMany(n => n.Split(','))];
        return names.Find(n => !AllRunStages.Names.Contains(n)) is { } unknown ? throw new UsageException($"{option.Name}: '{Printable.Line(unknown)}' is no stage. {Nearest.Hint(unknown, AllRunStages.Names)}") : names;
    }

    private static Settings SettingsOf(CommandContext context)
    {
        if (context.Get(CatchUp) is not { } most) return context.Settings;
        return most is >= 1 and <= RunSettings.MostCatchUp ? context.Settings with { Run = context.Settings.Run with { CatchUp = most } }
            : throw new UsageException($"--catch-up is 1, for the last period alone, to {RunSettings.MostCatchUp}");
    }
}
