using System.CommandLine;
using Daybook.Model;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook edit ID</c></summary>
internal static class EditCommand
{
    private static readonly Option<string?> Start = new("--start") { Description = "When it starts: 09:00, or \"2026-10-21 09:00\".", HelpName = "TIME" };
    private static readonly Option<string?> End = new("--end") { Description = "When it ends: 10:30, or \"2026-10-22 00:30\".", HelpName = "TIME" };
    private static readonly Option<string?> Length = new("--length") { Description = "How long it is, from its start on: 1:30 or 90m.", HelpName = "LENGTH" };

    public static Command Create(Surroundings world) =>
        new Command("edit", "Change an entry made by hand; as it was it stays in the ledger. An empty text (--note \"\") takes away what is there.") { ByHand.Id, Start, End, Length }.WithWork()
            .Doing(world, "daybook edit last --end 10:45 --project website", Run);

    private static ExitCode Run(CommandContext context)
    {
        var (id, work) = (context.Get(ByHand.Id)!, ByHand.WorkOf(context));
        long? length = null;
        if (context.Get(Length) is { } text)
            length = HandText.TryLength(text, out var micros) ? micros : throw new UsageException($"--length: '{Printable.Line(text)}' is not a length; write it like 1:30 or 90m");
        var times = new HandTimes(ByHand.TimeOf(context, Start), ByHand.TimeOf(context, End), length);
        if (times.AreUnsaid && work == HandWork.Unsaid) throw new UsageException("say what to change: --start, --end, --length, --project, --client, --task, --note, --tag or --billable");
        return ByHand.Run(context, "edit", makesLedger: false, (plans, _) => plans.Edit(id, times, work));
    }
}
