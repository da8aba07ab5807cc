using System.CommandLine;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook start</c></summary>
internal static class StartCommand
{
    public static Command Create(Surroundings world) =>
        new Command("start", "Start a timer; one that runs is stopped first. It counts once it is stopped.") { ByHand.At }.WithWork()
            .Doing(world, "daybook start --project website --task design --at 09:00", Run);

    private static ExitCode Run(CommandContext context)
    {
        var (work, at) = (ByHand.WorkOf(context), ByHand.TimeOf(context, ByHand.At));
        return ByHand.Run(context, "start", makesLedger: true, (plans, _) => plans.Start(work, at));
    }
}
