using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Mailing;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook remind</c></summary>
internal static class RemindCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say which reminders are due, and neither keep nor send them." };

    public static Command Create(Surroundings world) =>
        new Command("remind", "Send the reminders that are due by now, each once: nothing logged, days not closed, a goal at risk, a budget used up.") { DryRun }
            .Doing(world, "daybook remind --dry-run", Run);

    private static ExitCode Run(CommandContext context)
    {
        var isRehearsal = context.Get(DryRun);
        if (context.Settings.Reminders.Count > 0) _ = PageWriter.Warm(Format.Mail);
        using var ledger = context.OpenExisting("remind", isRehearsal);
        DeriveStage.Run(ledger, context.Settings);
        var put = MailSending.PutReminders(context, ledger);
        var stage = new OutboxStage(ledger, context.Settings, context.World, context.Now);
        var due = stage.Due().Where(m => Reminders.IsOne(m.Key)).ToList();
        if (!context.IsJson) SayNotSent(context, put, due);
        if (isRehearsal)
        {
            if (context.IsJson) context.World.Output.WriteLine(OutboxReport.Json(due, null));
            else
                foreach (var mail in due) context.Say($"would send {Printable.Line(mail.Key.ToString())} by {Printable.Line(stage.Destination)}");
            return ExitCode.Done;
        }
        var outcome = MailSending.Run(context, ledger, m => Reminders.IsOne(m.Key));
        if (context.IsJson) context.World.Output.WriteLine(OutboxReport.Json(outcome.Mails, outcome.Code));
        return outcome.Code;
    }

    /// <summary>What is true and was told already, or that there is nothing to tell.</summary>
    private static void SayNotSent(CommandContext context, IReadOnlyList<PutMail> put, IReadOnlyList<MailRow> due)
    {
        foreach (var mail in put.Where(p => due.All(d => d.Id != p.Row.Id)))
            context.Say($"nothing is sent: {OutboxReport.Name(mail.Row)} is {OutboxStore.Text(mail.Row.State)}; nobody is reminded twice");
        if (context.Settings.Reminders.Count == 0) context.Say("no reminders are set; Reminders in the settings name some: docs/reminders.md");
        else if (put.Count == 0 && due.Count == 0) context.Say("no reminder is due");
    }
}
