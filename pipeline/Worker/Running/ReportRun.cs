using Daybook.Model;
using Daybook.Reports;
using Daybook.Store;
using Daybook.Worker.Commands;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Mailing;
using Daybook.Worker.Stages.Reporting;

namespace Daybook.Worker.Running;

/// <summary>Writes the digests that are due, or puts them into the outbox, and the reminders with them.</summary>
internal static class ReportRun
{
    public static StageResult Do(RunWork work)
    {
        var (context, ledger, settings) = (work.Context, work.Ledger, work.Settings);
        var (reports, files) = (0, 0);
        if (IsWritten(settings)) files = WriteDue(work);
        else
            foreach (var wanted in ReportMails.Due(ledger, settings, context.Now))
            {
                MailSending.Put(context, ledger, wanted, isResent: false);
                reports++;
            }
        var reminders = MailSending.PutReminders(context, ledger);
        return StageResult.Done(new("reports", reports), new("files", files), new("reminders", reminders.Count));
    }

    /// <summary>Whether digests are files and no mails.</summary>
    public static bool IsWritten(Settings settings) => settings.Delivery.Transport == MailTransport.Folder && !settings.HasRecipients;

    private static int WriteDue(RunWork work)
    {
        var settings = work.Settings;
        var files = 0;
        foreach (var week in Due(work, DueDigests.Written(settings.Digests)))
            foreach (var path in DigestStage.Write(week, settings, StyleOptions.Writer(work.Context, settings.Style), settings.Digests, work.IsRehearsal))
            {
                work.Say(work.IsRehearsal ? $"would write {path}" : path);
                files++;
            }
        return files;
    }

    /// <param name="done">Names of weeks that have their digest.</param>
    private static IEnumerable<Slice> Due(RunWork work, IEnumerable<string> done)
    {
        var (settings, now) = (work.Settings, work.Context.Now);
        using var source = SliceSource.Of(work.Ledger);
        var needs = new WeekReport().Needs;
        if (SliceStage.CutOf(source, settings) is not { } by) yield break;
        foreach (var week in DueDigests.Of(done, SliceStage.LastWhole(PeriodKind.Week, by.Zone, now), settings.Run.CatchUp))
        {
            if (ReportStage.TryRead(source, settings, needs, PeriodKind.Week, week, now) is not { } slice) yield break;
            if (slice.Days.Any(d => d.Basis != DayBasis.None)) yield return slice;
            else work.Context.Explain($"no digest for {week.Name}: nothing is known of it");
        }
    }
}
