using System.CommandLine;
using Daybook.Model;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook add DATE SPAN</c></summary>
internal static class AddCommand
{
    private static readonly Argument<string> Date = new("DATE") { Description = "2026-10-21, today or yesterday." };
    private static readonly Argument<string> Span = new("TIMES") { Description = "From when to when, 09:00-10:30, over midnight too; or how long alone, 1:30 or 90m." };

    public static Command Create(Surroundings world) =>
        new Command("add", "Add time that is over, by its times or its length alone.") { Date, Span }.WithWork()
            .Doing(world, "daybook add 2026-10-21 09:00-10:30 --project website", Run);

    private static ExitCode Run(CommandContext context)
    {
        var (date, times, work) = (context.Get(Date)!, context.Get(Span)!, ByHand.WorkOf(context));
        var isSpan = HandText.TrySpan(times, out var from, out var to);
        var micros = 0L;
        if (!isSpan && !HandText.TryLength(times, out micros))
            throw new UsageException($"'{Printable.Line(times)}' is neither from when to when nor how long; write it like 09:00-10:30, 1:30 or 90m");
        return ByHand.Run(context, "add", makesLedger: true, (plans, hand) =>
        {
            if (!HandText.TryDate(date, hand.Clock.Today, out var on))
                throw new UsageException($"'{Printable.Line(date)}' is not a date; write it like 2026-10-21, today or yesterday");
            return isSpan ? plans.AddSpan(on, from, to, work) : plans.AddLength(on, micros, work);
        });
    }
}
