using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;
using NodaTime.Text;

namespace Daybook.Worker.Running;

/// <summary>One run: its stages in the journal, what a killed one left, and the report at the end.</summary>
internal static class RunOnce
{
    /// <param name="schedule">The one that it is done by, or null.</param>
    /// <param name="told">Gets each stage when it has ended.</param>
    public static ExitCode Do(RunWork work, IReadOnlyList<RunStage> stages, Action<StageDone> told, string? schedule = null)
    {
        var ledger = work.Ledger;
        Mark(work);
        var done = new List<StageDone>();
        var code = JournalRun.Do(ledger, "run", Micros.From(work.Context.Now), _ =>
        {
            StageRunner.Run(stages, work, told + done.Add);
            var codes = new ManyExitCodes();
            done.ForEach(d => codes.Add(d.Result.Code));
            return codes.Code;
        }, schedule, () =>
        {
            // Where the ledger itself fails nobody asks, and the stage it failed at stays written beside the lock.
            ledger.At(null);
            return [.. done.Select(d => d.Info)];
        });
        RunReport.Say(work, done);
        return code;
    }

    /// <summary>Runs that were killed get the name of the stage it happened in; there is nothing else to mend, since each stage does what is due.</summary>
    private static void Mark(RunWork work)
    {
        foreach (var killed in work.Ledger.Runs.Killed().Where(r => r.Command == "run" && r.Within is null))
        {
            var stage = work.Ledger.LeftAt;
            work.Context.Complain($"the run of {InstantPattern.General.Format(Micros.ToInstant(killed.StartedAt))} was killed{(stage is null ? "" : $" at '{stage}'")}; this one takes up what it left");
            if (stage is not null) work.Ledger.Runs.AddStages(killed.Id, [new StageInfo(stage, "killed", null, "{}", null, 0)]);
        }
    }
}
