using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Commands;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Pulling;

namespace Daybook.Worker.Running;

/// <summary>Asks one service after the other; one that fails costs none of the others.</summary>
internal static class PullRun
{
    public static StageResult Do(RunWork work)
    {
        if (work.Settings.Pulls.Count == 0) return StageResult.Nothing;
        var before = work.Imports.Outcomes.Count;
        work.Pulls.AddRange(Pull(work.Context, work.Ledger, work.Settings.Pulls, new PullWish(IsRehearsal: work.IsRehearsal), work.Imports));
        work.Ledger.Sources.ForgetEmpty(butPulled: true);
        var pages = work.Imports.Outcomes.Skip(before).ToList();
        var failed = work.Pulls.Where(p => p.Trouble is not null).ToList();
        return new StageResult(ExitCodes.OfMany([.. work.Pulls.Select(p => p.Code), .. pages.Select(p => p.Code)]),
            [new("requests", work.Pulls.Sum(p => (long)p.Requests)), .. ImportRun.Rows(pages), new("gone there", work.Pulls.Sum(p => (long)p.Gone)), new("sources failed", failed.Count)],
            failed.Count == 0 ? null : string.Join("; ", failed.Select(p => $"{p.Source}: {p.Trouble!.Message}")));
    }

    /// <summary>Each as a run of the journal, and tells what became of it.</summary>
    public static IEnumerable<PullOutcome> Pull(CommandContext context, Ledger ledger, IEnumerable<PullSettings> pulls, PullWish wish, ImportReport report)
    {
        foreach (var pull in pulls)
        {
            PullOutcome? outcome = null;
            JournalRun.Do(ledger, "pull", Micros.From(context.Now), run =>
            {
                using var progress = new ProgressLine(context);
                outcome = new PullStage(ledger, run, context.Now, context.Settings, context.World, wish, progress).Run(pull, file =>
                {
                    progress.Clear();
                    report.Add(file);
                });
                progress.Clear();
                if (outcome.Trouble is { } trouble) context.Complain(trouble.ToString());
                if (!context.IsJson) context.Say(Text(outcome));
                return outcome.Code;
            }, pull.Source);
            yield return outcome!;
        }
    }

    private static string Text(PullOutcome outcome)
    {
        var gone = outcome.Gone == 0 ? "" : $", {CommandContext.Number(outcome.Gone)} gone there";
        var back = outcome.Back is { } day ? $", read back to {Period.Iso(day)} so far" : "";
        return $"{Printable.Line(outcome.Source)}: {CommandContext.Number(outcome.Requests)} requests{gone}{back}";
    }
}
