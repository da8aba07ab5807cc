using System.CommandLine;
using System.Text;
using Daybook.Importers.Daybook;
using Daybook.Importers.Tables;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook adjust DATE LENGTH</c>, <c>adjust list</c>, <c>adjust drop</c></summary>
internal static class AdjustCommand
{
    private const string NoLedger = "no correction in it. 'daybook adjust' makes one.";

    private static readonly Argument<string?> Date = new("DATE") { Description = "2026-08-31, today or yesterday.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string?> Length = new("LENGTH") { Description = "+1:30 is added, -1:30 taken off; to =12:00 the balance is set as the day begins.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> PayOut = new("--pay-out") { Description = "It was paid for, and is taken off: 10:00." };
    private static readonly Option<string?> Note = new("--note", "-n") { Description = "Why; it has to be said.", HelpName = "TEXT" };

    public static Command Create(Surroundings world)
    {
        var command = new Command("adjust", "Correct the balance, with a reason.") { Date, Length, PayOut, Note, ByHand.DryRun }
            .Doing(world, "daybook adjust 2026-08-31 +1:30 --note \"the fair\"", Run);
        command.Subcommands.Add(new Command("list", "List the corrections, whoever made them. With --json those made by hand, a file that 'daybook import' takes.").Doing(world, "daybook adjust list", List));
        command.Subcommands.Add(new Command("drop", "Take a correction back; the ledger keeps it as one that was dropped.") { ByHand.Id, ByHand.DryRun }
            .Doing(world, "daybook adjust drop last --dry-run", Drop));
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        if (context.Get(Date) is not { } date || context.Get(Length)?.Trim() is not { Length: > 1 } text) throw new UsageException("say the day and by how much, like: daybook adjust 2026-08-31 +1:30 --note \"the fair\"");
        if (context.Get(Note)?.Trim() is not { Length: > 0 } note) throw new UsageException("say why: --note TEXT. Nobody knows later what a correction was for");
        var isPaidOut = context.Get(PayOut);
        var sign = text[0] is '+' or '-' or '=' ? text[0] : isPaidOut ? '-' : throw new UsageException($"'{Printable.Line(text)}' does not say which way; write it like +1:30, -1:30 or =12:00");
        if (isPaidOut && sign != '-') throw new UsageException("what is paid out is taken off: say --pay-out with 10:00 or -10:00");
        var bare = text[0] is '+' or '-' or '=' ? text[1..] : text;
        if (!LengthText.TryParse(bare, LengthUnit.Hours, null, out var micros) || (sign != '=' && micros < 0))
            throw new UsageException($"'{Printable.Line(text)}' is not a length; write it like +1:30, -1:30 or =12:00");
        return ByHand.Terms(context, "adjust", null, account =>
        {
            if (!HandText.TryDate(date, account.Hand.Clock.Today, out var on)) throw new UsageException($"'{Printable.Line(date)}' is not a date; write it like 2026-08-31, today or yesterday");
            return new AbsencePlans(account).Adjust(on, sign == '-' ? -micros : micros, sign == '=', isPaidOut, note);
        });
    }

    private static ExitCode Drop(CommandContext context)
    {
        var id = context.Get(ByHand.Id)!;
        return ByHand.Terms(context, "adjust drop", NoLedger, account => new AbsencePlans(account).DropAdjustment(id));
    }

    private static ExitCode List(CommandContext context)
    {
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var account = new HandAccount(new HandStage(ledger, context.Settings, context.Now, null, context.World.Random), context.Settings);
        var own = account.Own(DaybookTerm.Adjustments);
        if (context.IsJson)
        {
            context.World.Output.Write(Encoding.UTF8.GetString(DaybookDocument.Of(own)));
            return ExitCode.Done;
        }
        var table = new TextTable(1, 3, 4);
        foreach (var one in account.Terms.Adjustments.OrderBy(a => a.Date))
            table.Row(one.Source == account.Hand.Source && own.FirstOrDefault(t => t.Id == one.Id) is { } mine ? account.ShortId(mine) : "-", Model.Period.Iso(one.Date),
                one.IsAbsolute ? $"={Hours.Text(one.Micros)}" : Hours.Signed(one.Micros), one.Source ?? "", one.Note);
        if (account.Terms.Adjustments.Count > 0)
            foreach (var line in table.Lines()) context.World.Output.WriteLine(line);
        else context.Say("no corrections");
        return ExitCode.Done;
    }
}
