using Daybook.Model;
using Daybook.Rules;
using Daybook.Worker.Commands;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Pushing;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Running;

/// <summary>Sends this week's and last week's days up to yesterday to each service that is named; what was sent is not sent again.</summary>
internal static class PushRun
{
    public static StageResult Do(RunWork work)
    {
        var results = work.Settings.Run.PushTo.Select(name => Push(work, work.Settings.Pulls.Single(p => p.Source == name))).ToList();
        return new StageResult(ExitCodes.OfMany([.. results.Select(r => r.Code)]), [.. results.SelectMany(r => r.Counts).GroupBy(c => c.What, StringComparer.Ordinal).Select(g => new Counted(g.Key, g.Sum(c => c.Count)))],
            results.Select(r => r.Trouble).FirstOrDefault(t => t is not null));
    }

    /// <summary>The days that are looked at: from Monday of last week to yesterday.</summary>
    public static (LocalDate From, LocalDate To) Span(AllocateStage stage) => (Period.Containing(PeriodKind.Week, stage.Today.PlusWeeks(-1)).From, stage.Today.PlusDays(-1));

    private static StageResult Push(RunWork work, PullSettings pull)
    {
        var (context, ledger) = (work.Context, work.Ledger);
        var stage = new PushStage(ledger, work.Settings, pull, context.World, context.Now);
        var (from, to) = Span(stage.Allocate);
        var plan = stage.Plan(from, to);
        if (work.IsRehearsal)
        {
            foreach (var line in PushReport.Plan(stage, plan)) work.Say(line);
            return StageResult.Nothing;
        }
        PushOutcome? outcome = null;
        JournalRun.Do(ledger, "push", Micros.From(context.Now), _ =>
        {
            outcome = stage.Run(plan, day =>
            {
                foreach (var line in PushReport.Day(day, stage)) work.Say(line);
            });
            foreach (var line in PushReport.Complaints(outcome)) context.Complain(line);
            return outcome.Code;
        }, pull.Source);
        var sent = outcome!.Days.SelectMany(d => d.Rows).Count(r => r.Action is PushAction.Create or PushAction.Update or PushAction.Delete);
        return new StageResult(outcome.Code, [new("requests", outcome.Requests), new("entries sent", sent)], outcome.Trouble?.Message);
    }
}
