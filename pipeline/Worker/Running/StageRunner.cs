using Daybook.Model;
using Daybook.Store;

namespace Daybook.Worker.Running;

/// <summary>A stage that was done.</summary>
/// <param name="TookMicros">By a clock that nobody sets.</param>
internal sealed record StageDone(string Name, StageResult Result, long TookMicros)
{
    /// <summary>As the journal has it.</summary>
    public StageInfo Info => new(Name, Result.State, (int)Result.Code, Json(Result.Counts), Result.Trouble, TookMicros);

    private static string Json(IReadOnlyList<Counted> counts) => WrittenJson.Object(json =>
    {
        foreach (var counted in counts.Where(c => c.Count > 0)) json.WriteNumber(counted.What, counted.Count);
    });
}

/// <summary>Does stages one after the other; one that fails costs none of the others, except where the ledger itself fails.</summary>
internal static class StageRunner
{
    /// <param name="told">Gets each when it has ended.</param>
    /// <exception cref="OperationCanceledException">Asked to stop; what was finished is kept.</exception>
    public static void Run(IEnumerable<RunStage> stages, RunWork work, Action<StageDone> told)
    {
        foreach (var stage in stages)
        {
            work.Context.World.Stop.ThrowIfCancellationRequested();
            work.Ledger.At(stage.Name);
            var start = work.Context.World.Elapsed();
            var result = Guarded(stage, work);
            told(new StageDone(stage.Name, result, Micros.From(work.Context.World.Elapsed() - start)));
        }
    }

    private static StageResult Guarded(RunStage stage, RunWork work)
    {
        try
        {
            return stage.Do(work);
        }
        catch (Exception e) when (e is not OperationCanceledException && !Answers.AreOfTheLedger(e))
        {
            var (code, message) = Answers.To(e);
            work.Context.Complain($"daybook run, {stage.Name}: {message}");
            return new StageResult(code, [], message);
        }
    }
}
