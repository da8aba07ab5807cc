using Daybook.Store;

namespace Daybook.Worker.Stages;

/// <summary>Work on the ledger that is written down in the journal of runs, before it begins and when it has ended, however it did.</summary>
public static class JournalRun
{
    private static string Version => typeof(JournalRun).Assembly.GetName().Version!.ToString(3);

    /// <param name="nowMicros">Microseconds since the epoch; the end is written down with the same.</param>
    /// <param name="work">Gets the run's id and says what the run came to.</param>
    /// <param name="about">The source that it is about, or null.</param>
    /// <param name="stages">What its stages came to, asked when it has ended; null where it has none.</param>
    public static ExitCode Do(Ledger ledger, string command, long nowMicros, Func<long, ExitCode> work, string? about = null, Func<IReadOnlyList<StageInfo>>? stages = null)
    {
        var run = ledger.Runs.Begin(command, Version, nowMicros, about);
        var (code, isLost) = (ExitCode.Internal, false);
        try
        {
            return code = work(run);
        }
        catch (OperationCanceledException)
        {
            code = ExitCode.Interrupted;
            throw;
        }
        catch (Exception e) when (Answers.AreOfTheLedger(e))
        {
            // It is open still, as that of a killed run: where nothing can be written, that it failed cannot either.
            isLost = true;
            throw;
        }
        finally
        {
            if (!isLost) ledger.Runs.End(run, State(code), (int)code, nowMicros, stages?.Invoke() ?? []);
        }
    }

    private static string State(ExitCode code) => code switch { ExitCode.Done => "done", ExitCode.PartlyDone => "partial", ExitCode.Interrupted => "aborted", _ => "failed" };
}
