using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Mailing;

namespace Daybook.Worker.Commands;

/// <summary>Sends what is due and tells what became of it; for each command that does so.</summary>
internal static class MailSending
{
    /// <param name="only">Whether a mail is meant; null for all that are due.</param>
    public static OutboxOutcome Run(CommandContext context, Ledger ledger, Func<MailRow, bool>? only)
    {
        var stage = new OutboxStage(ledger, context.Settings, context.World, context.Now);
        OutboxOutcome? outcome = null;
        // A run in the journal for each hour in which nothing is due would only hide the others.
        if (!stage.Due().Any(m => only is null || only(m)))
        {
            stage.Recover();
            return new OutboxOutcome([], null, ExitCode.Done);
        }
        JournalRun.Do(ledger, "send", Micros.From(context.Now), _ =>
        {
            outcome = stage.Send(only, mail =>
            {
                if (mail.State != MailState.Sent) context.Complain(OutboxReport.Became(mail));
                else if (!context.IsJson) context.Say(OutboxReport.Became(mail));
            });
            return outcome.Code;
        });
        if (outcome!.Trouble is { } trouble) context.Complain(trouble.ToString());
        return outcome;
    }

    /// <summary>Puts a report into the outbox.</summary>
    public static PutMail Put(CommandContext context, Ledger ledger, WantedMail wanted, bool isResent)
    {
        var stage = new OutboxStage(ledger, context.Settings, context.World, context.Now);
        return stage.Put(wanted.Key, isResent, about => wanted.Mail(context.Settings.MailFrom, StyleOptions.Writer(context, wanted.Recipient.Style), about));
    }

    /// <summary>Puts the reminders that are due into the outbox, each once ever.</summary>
    public static IReadOnlyList<PutMail> PutReminders(CommandContext context, Ledger ledger)
    {
        var stage = new OutboxStage(ledger, context.Settings, context.World, context.Now);
        return [.. ReminderMails.Due(ledger, context.Settings, context.Now).ToList()
            .Select(wanted => stage.Put(wanted.Key, isResent: false, about => wanted.Mail(context.Settings.MailFrom, StyleOptions.Writer(context, wanted.Wish.Style), about)))];
    }
}
