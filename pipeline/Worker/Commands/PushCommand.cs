using System.CommandLine;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Pushing;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook push SERVICE [DAY..DAY]</c></summary>
internal static class PushCommand
{
    private static readonly Argument<string> To = new("SERVICE") { Description = "clockify or timetracker, or the name of a source that has a Pull in the configuration." };
    private static readonly Argument<string?> Which = new("DAYS") { Description = $"{DateSpan.Form}; without it the last whole week. Today and what lies ahead are left out.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be sent, as far as the ledger knows; nothing is asked, sent or written." };

    public static Command Create(Surroundings world) =>
        new Command("push", "Send days as 'allocate' shows them to a service, each entry once and only once.") { To, Which, DryRun, CommonOptions.Wait }
            .Doing(world, "daybook push clockify 2026-11-16..2026-11-20 --dry-run", Run);

    private static ExitCode Run(CommandContext context)
    {
        var pull = PullOf(context);
        var span = DateSpan.Of(context.Get(Which), Which.Name);
        if (context.Get(DryRun))
        {
            using var shown = Ledger.OpenForReading(context.Settings.Ledger);
            var rehearsal = new PushStage(shown, context.Settings, pull, context.World, context.Now);
            var (first, last) = span ?? DateSpan.LastWeek(rehearsal.Allocate.Today);
            var days = rehearsal.Plan(first, last);
            if (context.IsJson) context.World.Output.WriteLine(PushReport.Json(rehearsal, days, null));
            else
                foreach (var line in PushReport.Plan(rehearsal, days))
                    context.World.Output.WriteLine(line);
            return ExitCode.Done;
        }
        using var ledger = context.OpenExisting("push", isRehearsal: false);
        var stage = new PushStage(ledger, context.Settings, pull, context.World, context.Now);
        var (from, to) = span ?? DateSpan.LastWeek(stage.Allocate.Today);
        return JournalRun.Do(ledger, "push", Micros.From(context.Now), _ =>
        {
            var plan = stage.Plan(from, to);
            var outcome = stage.Run(plan, day =>
            {
                if (context.IsJson) return;
                foreach (var line in PushReport.Day(day, stage)) context.Say(line);
            });
            foreach (var line in PushReport.Complaints(outcome)) context.Complain(line);
            if (context.IsJson) context.World.Output.WriteLine(PushReport.Json(stage, plan, outcome));
            else context.Say(PushReport.Total(plan, outcome));
            return outcome.Code;
        });
    }

    private static PullSettings PullOf(CommandContext context)
    {
        var (all, name) = (context.Settings.Pulls, context.Get(To)!);
        if (all.FirstOrDefault(p => p.Source == name) is { } named) return named;
        var ofService = all.Where(p => p.Service.Name == name && AllPushes.Of(name) is not null).ToList();
        if (ofService.Count == 1) return ofService[0];
        if (ofService.Count > 1) throw new UsageException($"several sources have a Pull of {name}, name one of them: {string.Join(", ", ofService.Select(p => Printable.Line(p.Source)))}");
        throw new UsageException(all.Count == 0 ? "no source has a Pull in the configuration, which says where the service is; docs/push.md shows one"
            : $"'{Printable.Line(name)}' is no source with a Pull in the configuration: {string.Join(", ", all.Select(p => Printable.Line(p.Source)))}");
    }
}
