using Daybook.Model;
using Daybook.Rules;
using Daybook.Worker.Commands;
using Daybook.Worker.Stages.Mailing;

namespace Daybook.Worker.Running;

/// <summary>Sends the mails whose time has come.</summary>
internal static class SendRun
{
    public static StageResult Do(RunWork work)
    {
        var (context, ledger) = (work.Context, work.Ledger);
        // Where digests are files, what waits of them is for `daybook digest --send`; reminders are mails in any case.
        Func<MailRow, bool>? only = ReportRun.IsWritten(work.Settings) ? mail => Reminders.IsOne(mail.Key) : null;
        if (work.IsRehearsal)
        {
            var stage = new OutboxStage(ledger, work.Settings, context.World, context.Now);
            var due = stage.Due().Where(m => only is null || only(m)).ToList();
            foreach (var mail in due) work.Say($"would send {Printable.Line(mail.Key.ToString())} by {Printable.Line(stage.Destination)}");
            return StageResult.Done(new Counted("mails", due.Count));
        }
        var outcome = MailSending.Run(context, ledger, only);
        return new StageResult(outcome.Code, [new("sent", outcome.Mails.Count(m => m.State == MailState.Sent)), new("not sent", outcome.Mails.Count(m => m.State != MailState.Sent))], outcome.Trouble?.Message);
    }
}
