using System.Diagnostics;
using Daybook.Tests.StandIns;
using Daybook.Tests.Support;

namespace Daybook.Tests.Worker.Pulling;

/// <summary>When the program is killed while it waits for the answer of a request.</summary>
public enum KilledWhen
{
    /// <summary>The service has not done yet what it is asked.</summary>
    Before,
    /// <summary>It has, and has not answered.</summary>
    Done,
    /// <summary>It has just answered.</summary>
    Answered,
}

/// <summary>Runs the program as a process of its own and kills it as a power cut would: it hears nothing of it.</summary>
internal static class Killing
{
    /// <param name="request">Its number in the run, from 0.</param>
    /// <returns>False where the run ended before it made that request.</returns>
    public static bool At(int request, KilledWhen when, StandIn service, ADaybook daybook, params string[] args)
    {
        var isMet = false;
        Process? process = null;
        var isStarted = new TaskCompletionSource();
        service.Faults.Clear();
        for (var i = 0; i < request; i++) service.Faults.Enqueue((_, answer) => answer());
        service.Faults.Enqueue(async (context, answer) =>
        {
            isMet = true;
            await isStarted.Task;
            if (when == KilledWhen.Done) await Faulty.DoesWhatItIsAskedAnd(Kill)(context, answer);
            if (when == KilledWhen.Answered) await answer();
            Kill();
        });
        process = daybook.Started(args);
        isStarted.SetResult();
        using (process)
        {
            process.StandardOutput.ReadToEnd();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (!isMet) process.ExitCode.ShouldBe(0, error);
        }
        service.Faults.Clear();
        return isMet;

        void Kill()
        {
            process!.Kill();
            process.WaitForExit();
        }
    }
}
