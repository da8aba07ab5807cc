using Daybook.Worker.Stages;

namespace Daybook.Worker.Running;

internal static class DeriveRun
{
    public static StageResult Do(RunWork work)
    {
        var days = DeriveStage.Run(work.Ledger, work.Settings);
        if (!work.IsRehearsal) TodayStage.Run(work.Ledger, work.Settings, work.Context.Now);
        work.Context.Explain($"{days} days worked out");
        return StageResult.Done(new Counted("days", days));
    }
}
