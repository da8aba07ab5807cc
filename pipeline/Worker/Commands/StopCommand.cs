using System.CommandLine;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook stop</c></summary>
internal static class StopCommand
{
    public static Command Create(Surroundings world) =>
        new Command("stop", "Stop the timer: it becomes an entry for each day it ran on. What you say now goes with what you said at its start.") { ByHand.At }.WithWork()
            .Doing(world, "daybook stop --at 12:30 --note \"header done\"", Run);

    private static ExitCode Run(CommandContext context)
    {
        var (work, at) = (ByHand.WorkOf(context), ByHand.TimeOf(context, ByHand.At));
        return ByHand.Run(context, "stop", makesLedger: false, (plans, _) => plans.Stop(work, at));
    }
}
