using System.CommandLine;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Mailing;
using Daybook.Worker.Stages.Reporting;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook run</c>: what cron or a timer calls.</summary>
internal static class RunCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Do everything and then undo it: nothing is kept, moved, written or sent." };

    public static Command Create(Surroundings world) =>
        new Command("run", "Import what lies in the inbox, work out the days, write or send the digests and reminders that are due, archive what is done.") { DryRun }
            .Doing(world, "daybook run --config /etc/daybook/appsettings.json --quiet", Run);

    private static ExitCode Run(CommandContext context)
    {
        var isRehearsal = context.Get(DryRun);
        var settings = context.Settings;
        _ = PageWriter.Warm(Format.Mail);
        using var ledger = context.OpenForWriting("run", isRehearsal);
        var report = new ImportReport(context);
        var inbox = new InboxStage(settings.Inbox, settings.Archive);
        var codes = new List<ExitCode> { SpoolIntake.Run(context, ledger, report, "run", isRehearsal) };
        var done = new HashSet<string>(StringComparer.Ordinal);
        var helpers = new List<(string Path, string Helped)>();
        foreach (var path in inbox.Waiting())
        {
            var before = report.Outcomes.Count;
            codes.Add(report.Import(ledger, SourceFiles.At([path], context.World.Input), "run", ImportWishes.None));
            var outcomes = report.Outcomes.Skip(before).ToList();
            if (outcomes is [{ Helped: { } helped }]) helpers.Add((path, helped));
            // One that is cut short may be a copy still under way.
            else if (outcomes.Count > 0 && outcomes.TrueForAll(o => o.Helped is not null || o.Result is { IsWhole: true })) Archive(path, [.. outcomes.Select(o => o.Result?.File).OfType<long>()]);
        }
        // They are needed where they lie for as long as what they help is not in.
        foreach (var (path, _) in helpers.Where(h => done.Contains(h.Helped))) Archive(path, []);
        var days = DeriveStage.Run(ledger, settings);
        if (!isRehearsal) TodayStage.Run(ledger, settings, context.Now);
        context.Explain($"{days} days worked out");
        var isWritten = settings.Delivery.Transport == MailTransport.Folder && !settings.HasRecipients;
        if (isWritten) WriteDue(context, ledger, isRehearsal);
        else
            foreach (var wanted in ReportMails.Due(ledger, settings, context.Now)) MailSending.Put(context, ledger, wanted, isResent: false);
        MailSending.PutReminders(context, ledger);
        codes.Add(SendDue(context, ledger, isRehearsal, isWritten ? m => Reminders.IsOne(m.Key) : null));
        report.SayTotal(isRehearsal);
        // A file that cannot be taken in stays in the inbox and is named each time; the run itself was done.
        return ExitCodes.OfMany([.. codes.Select(c => c is ExitCode.BadData or ExitCode.NoInput ? ExitCode.PartlyDone : c)]);

        void Archive(string path, IReadOnlyCollection<long> files)
        {
            done.Add(path);
            if (isRehearsal) Say(context, $"would archive {Printable.Line(path)}");
            else context.Explain($"archived as {Printable.Line(inbox.Archive(ledger, path, files))}");
        }
    }

    /// <summary>For people only: machines get the one document that is printed last.</summary>
    private static void Say(CommandContext context, string line)
    {
        if (!context.IsJson) context.Say(line);
    }

    private static void WriteDue(CommandContext context, Ledger ledger, bool isRehearsal)
    {
        foreach (var week in Due(context, ledger, DueDigests.Written(context.Settings.Digests)))
            foreach (var path in DigestStage.Write(week, context.Settings, StyleOptions.Writer(context, context.Settings.Style), context.Settings.Digests, isRehearsal)) Say(context, isRehearsal ? $"would write {path}" : path);
    }

    /// <param name="only">Whether a mail is meant; null for all that are due.</param>
    private static ExitCode SendDue(CommandContext context, Ledger ledger, bool isRehearsal, Func<MailRow, bool>? only)
    {
        if (!isRehearsal) return MailSending.Run(context, ledger, only).Code;
        var stage = new OutboxStage(ledger, context.Settings, context.World, context.Now);
        foreach (var mail in stage.Due().Where(m => only is null || only(m))) Say(context, $"would send {Printable.Line(mail.Key.ToString())} by {Printable.Line(stage.Destination)}");
        return ExitCode.Done;
    }

    /// <param name="done">Names of weeks that have their digest.</param>
    private static IEnumerable<Slice> Due(CommandContext context, Ledger ledger, IEnumerable<string> done)
    {
        var settings = context.Settings;
        using var source = SliceSource.Of(ledger);
        var needs = new WeekReport().Needs;
        if (ReportStage.TryRead(source, settings, needs, PeriodKind.Week, null, context.Now) is not { } last) yield break;
        foreach (var week in DueDigests.Of(done, last.Period))
        {
            var slice = week == last.Period ? last : ReportStage.TryRead(source, settings, needs, PeriodKind.Week, week, context.Now)!;
            if (slice.Days.Any(d => d.Basis != DayBasis.None)) yield return slice;
            else context.Explain($"no digest for {week.Name}: nothing is known of it");
        }
    }
}
