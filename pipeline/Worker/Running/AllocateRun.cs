using Daybook.Model;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Running;

/// <summary>Spreads the days that <see cref="PushRun"/> would send, so that what belongs to no project is told before it is missed.</summary>
internal static class AllocateRun
{
    public static StageResult Do(RunWork work)
    {
        var stage = new AllocateStage(work.Ledger, work.Settings, work.Context.Now);
        var (from, to) = PushRun.Span(stage);
        var homeless = stage.Projects(from, to).Where(p => p.Rule is null && stage.Plan.Other is null && p.Micros > 0).ToList();
        foreach (var name in homeless) work.Say($"{Printable.Line(name.Name)}: {Hours.Text(name.Micros)} since {Period.Iso(from)} belong to no project; 'daybook projects' shows why");
        var days = stage.Run(from, to).Days.Count;
        return new StageResult(homeless.Count == 0 ? ExitCode.Done : ExitCode.PartlyDone, [new("days", days), new("names without a project", homeless.Count)]);
    }
}
