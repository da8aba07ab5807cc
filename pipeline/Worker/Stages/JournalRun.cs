using Daybook.Store;

namespace Daybook.Worker.Stages;

/// <summary>Work on the ledger that is written down in the journal of runs, before it begins and when it has ended, however it did.</summary>
public static class JournalRun
{
    private static string Version => typeof(JournalRun).Assembly.GetName().Version!.ToString(3);

    /// <param name="nowMicros">Microseconds since the epoch; the end is written down with the same.</param>
    /// <param name="work">Gets the run's id and says what the run came to.</param>
    public static ExitCode Do(Ledger ledger, string command, long nowMicros, Func<long, ExitCode> work)
    {
        var run = ledger.Runs.Begin(command, Version, nowMicros);
        var code = ExitCode.Internal;
        try
        {
            return code = work(run);
        }
        catch (OperationCanceledException)
        {
            code = ExitCode.Interrupted;
            throw;
        }
        finally
        {
            ledger.Runs.End(run, State(code), (int)code, nowMicros);
        }
    }

    private static string State(ExitCode code) => code switch { ExitCode.Done => "done", ExitCode.PartlyDone => "partial", ExitCode.Interrupted => "aborted", _ => "failed" };
}
