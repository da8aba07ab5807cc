using System.CommandLine;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Store;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Mailing;
using Daybook.Worker.Stages.Reporting;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook digest [WEEK] --out DIR</c>, or <c>--send</c></summary>
internal static class DigestCommand
{
    private static readonly Argument<string?> Week = new("WEEK") { Description = "2026-W47; without it the last whole week.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Out = new("--out", "-o") { Description = "Folder to write to.", DefaultValueFactory = _ => ".", HelpName = "DIR" };
    private static readonly Option<bool> Send = new("--send") { Description = "Put it into the outbox and send it, in place of writing files." };
    private static readonly Option<bool> Resend = new("--resend") { Description = "With --send: once more, though it was sent." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be written or sent, and do neither." };

    public static Command Create(Surroundings world) =>
        new Command("digest", "Write the weekly digest as .html, .txt and .eml (a mail ready to send), or send it.") { Week, Out, Send, Resend, DryRun }
            .Doing(world, "daybook digest 2026-W47 --out digests", Run);

    private static ExitCode Run(CommandContext context)
    {
        if (context.Get(Resend) && !context.Get(Send)) throw new UsageException("--resend goes with --send");
        var folder = CommandContext.PathOf(context.Get(Out)!, Out.Name);
        // The template engine takes longest to start: it does so while the ledger is read.
        _ = PageWriter.Warm(Format.Mail);
        var slice = ReportStage.Read(context.Settings, new WeekReport().Needs, PeriodKind.Week, CommandContext.PeriodOf(context.Get(Week), PeriodKind.Week), context.Now);
        if (context.Get(Send)) return Sent(context, slice);
        foreach (var path in DigestStage.Write(slice, context.Settings, StyleOptions.Writer(context, context.Settings.Style), folder, context.Get(DryRun)))
            context.Say(context.Get(DryRun) ? $"would write {path}" : path);
        return ExitCode.Done;
    }

    private static ExitCode Sent(CommandContext context, Slice week)
    {
        var isRehearsal = context.Get(DryRun);
        using var ledger = context.OpenExisting("digest", isRehearsal);
        var code = ExitCode.Done;
        var report = new WeekReport();
        if (!context.Settings.Recipients.Any(r => r.Reports.Contains(report.Name))) throw new UsageException("no recipient in the configuration wants the report 'week': 'daybook run' sends what they want");
        foreach (var recipient in context.Settings.Recipients.Where(r => r.Reports.Contains(report.Name)))
            code = ExitCodes.Worst(code, Sent(context, ledger, new WantedMail(recipient, report, recipient.Person == week.Person ? week
                : ReportStage.Read(context.Settings with { Person = recipient.Person }, report.Needs, PeriodKind.Week, week.Period, context.Now)), isRehearsal));
        return code;
    }

    private static ExitCode Sent(CommandContext context, Ledger ledger, WantedMail wanted, bool isRehearsal)
    {
        var put = MailSending.Put(context, ledger, wanted, context.Get(Resend));
        var stage = new OutboxStage(ledger, context.Settings, context.World, context.Now);
        var isDue = stage.Due().Any(m => m.Id == put.Row.Id);
        if (!isDue && !context.IsJson) context.Say($"nothing is sent: {OutboxReport.Name(put.Row)} is {OutboxStore.Text(put.Row.State)}; {WayOn(put.Row)}");
        if (isRehearsal)
        {
            if (context.IsJson) context.World.Output.WriteLine(OutboxReport.Json(isDue ? [put.Row] : [], null));
            else if (isDue) context.Say($"would send {Printable.Line(put.Row.Key.ToString())} by {Printable.Line(stage.Destination)}");
            return ExitCode.Done;
        }
        // What waits is not done, however often one asks.
        if (!isDue && put.Row.State is MailState.Deferred)
        {
            if (context.IsJson) context.World.Output.WriteLine(OutboxReport.Json([], ExitCode.TryAgain));
            return ExitCode.TryAgain;
        }
        var outcome = MailSending.Run(context, ledger, m => m.Id == put.Row.Id);
        if (context.IsJson) context.World.Output.WriteLine(OutboxReport.Json(outcome.Mails, outcome.Code));
        return outcome.Code;
    }

    private static string WayOn(MailRow row) => row.State is MailState.Deferred
        ? $"it is tried again when its time has come, and at once after 'daybook outbox retry {row.Id}'; 'daybook outbox show {row.Id}' says what was in the way"
        : $"'daybook outbox show {row.Id}' says more, and --resend sends another";
}
