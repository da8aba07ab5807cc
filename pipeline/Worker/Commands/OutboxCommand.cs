using System.CommandLine;
using System.Globalization;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Stages.Mailing;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook outbox list|show|send|retry|drop</c></summary>
internal static class OutboxCommand
{
    private static readonly Argument<long> Id = new("ID") { Description = "Number of a mail; 'daybook outbox list' shows them." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would happen; nothing is sent or written." };

    public static Command Create(Surroundings world) =>
        new("outbox", "Mails that were sent or are to be: list them, send those that are due, settle those in doubt.")
        {
            new Command("list", "List all mails with how far they are.").Doing(world, "daybook outbox list", List),
            new Command("show", "Show a mail and what became of it.") { Id }.Doing(world, "daybook outbox show 3", Show),
            new Command("send", "Send the mails that are due. What waits is left to a later run.") { DryRun }.Doing(world, "daybook outbox send", Send),
            new Command("retry", "Let a mail that failed, waits or is in doubt be sent by the next run.") { Id, DryRun }.Doing(world, "daybook outbox retry 3", Retry),
            new Command("drop", "Let a mail never be sent.") { Id, DryRun }.Doing(world, "daybook outbox drop 3", Drop),
        };

    private static ExitCode List(CommandContext context)
    {
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var mails = ledger.Outbox.All();
        if (context.IsJson) context.World.Output.WriteLine(OutboxReport.Json(mails, null));
        else
            foreach (var line in OutboxReport.List(mails)) context.Say(line);
        return ExitCode.Done;
    }

    private static ExitCode Show(CommandContext context)
    {
        using var ledger = Ledger.OpenForReading(context.Settings.Ledger);
        var mail = Found(ledger, context.Get(Id));
        if (context.IsJson) context.World.Output.WriteLine(OutboxReport.Json(mail, ledger.Outbox.Body(mail.Id)));
        else
            foreach (var line in OutboxReport.Lines(mail, ledger.Outbox.Body(mail.Id))) context.World.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static ExitCode Send(CommandContext context)
    {
        if (context.Get(DryRun))
        {
            using var shown = Ledger.OpenForReading(context.Settings.Ledger);
            var stage = new OutboxStage(shown, context.Settings, context.World, context.Now);
            var due = stage.Due();
            if (context.IsJson) context.World.Output.WriteLine(OutboxReport.Json(due, null));
            else
                foreach (var mail in due) context.Say($"would send {OutboxReport.Name(mail)} by {Printable.Line(stage.Destination)}");
            return ExitCode.Done;
        }
        using var ledger = context.OpenExisting("outbox send", isRehearsal: false);
        var outcome = MailSending.Run(context, ledger, null);
        if (context.IsJson) context.World.Output.WriteLine(OutboxReport.Json(outcome.Mails, outcome.Code));
        else context.Say(OutboxReport.Total(outcome, ledger.Outbox.Open()));
        return outcome.Code;
    }

    private static ExitCode Retry(CommandContext context) => Change(context, "outbox retry", MailSteps.Retried, "will be sent by the next run", mail =>
        mail.State == MailState.Sent ? Reminders.IsOne(mail.Key) ? "it was sent, and nobody is reminded twice" : "it was sent; 'daybook digest WEEK --send --resend' sends another" : "it is to be sent already; 'daybook outbox send' does so");

    private static ExitCode Drop(CommandContext context) => Change(context, "outbox drop", MailSteps.Dropped, "will not be sent", mail =>
        mail.State == MailState.Sent ? "it was sent already" : "it was dropped already");

    private static ExitCode Change(CommandContext context, string command, Func<MailRow, MailRow?> change, string became, Func<MailRow, string> whyNot)
    {
        var isRehearsal = context.Get(DryRun);
        using var ledger = context.OpenExisting(command, isRehearsal);
        new OutboxStage(ledger, context.Settings, context.World, context.Now).Recover();
        var mail = Found(ledger, context.Get(Id));
        var changed = change(mail) ?? throw new LedgerException(LedgerTrouble.Refused, $"mail {OutboxReport.Name(mail)}: {whyNot(mail)}");
        ledger.Outbox.Save(changed, Micros.From(context.Now));
        if (context.IsJson) context.World.Output.WriteLine(OutboxReport.Json([changed], null));
        else context.Say($"{(isRehearsal ? "would be so: " : "")}{OutboxReport.Name(mail)} {became}");
        return ExitCode.Done;
    }

    private static MailRow Found(Ledger ledger, long id) => ledger.Outbox.Find(id)
        ?? throw new LedgerException(LedgerTrouble.Refused, string.Create(CultureInfo.InvariantCulture, $"there is no mail {id}; 'daybook outbox list' shows those there are"));
}
