using System.CommandLine;
using System.Text;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;
using NodaTime;
using NodaTime.Text;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook purge --source NAME --before DATE</c></summary>
internal static class PurgeCommand
{
    private static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    private static readonly Option<string> Source = new("--source") { Description = "Whose facts go; 'daybook status' lists the sources.", HelpName = "NAME", Required = true };
    private static readonly Option<string> Before = new("--before") { Description = "The first day that is kept: 2026-01-01.", HelpName = "DATE", Required = true };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be taken out and change nothing." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask." };
    private static readonly Option<bool> NoBackup = new("--no-backup") { Description = "Make no backup first: it would have what is to be forgotten." };

    public static Command Create(Surroundings world) =>
        new Command("purge", "Take out a source's heartbeats, entries and totals before a day, for good. Days, weeks and what was closed keep their sums.") { Source, Before, DryRun, Yes, NoBackup }
            .Doing(world, "daybook purge --source wakatime --before 2026-01-01 --dry-run", Run);

    private static ExitCode Run(CommandContext context)
    {
        var (settings, name, isRehearsal) = (context.Settings, context.Get(Source)!, context.Get(DryRun));
        var before = CommandContext.DateOf(context.Get(Before), Before.Name)!.Value;
        if (before > context.Now.InUtc().Date) throw new UsageException($"{Before.Name}: {Period.Iso(before)} lies in the future");
        using var ledger = context.OpenExisting("purge", isRehearsal);
        var source = ledger.Sources.All().FirstOrDefault(s => s.Name == name)
            ?? throw new LedgerException(LedgerTrouble.Refused, $"there is no source '{Printable.Line(name)}'; 'daybook status' lists them.");
        if (!isRehearsal)
        {
            if (!context.Get(Yes)) Ask(context, source, before);
            FreeSpace.Need(Path.GetDirectoryName(settings.Ledger)!, FreeSpace.OfMigration(Backup.SizeOf(ledger)), "writing the ledger anew, with a backup before,");
            if (!context.Get(NoBackup)) context.Say($"backup: {Printable.Line(MakeBackup(context, ledger))}");
        }
        PurgeResult? result = null;
        JournalRun.Do(ledger, "purge", Micros.From(context.Now), run =>
        {
            result = PurgeStage.Run(ledger, settings, source, before, run);
            return ExitCode.Done;
        }, source.Name);
        if (!isRehearsal) ledger.Purges.Shrink();
        Say(context, result!, source, before, isRehearsal);
        return ExitCode.Done;
    }

    private static string MakeBackup(CommandContext context, Ledger ledger)
    {
        var settings = context.Settings;
        return settings.Backup.Folder is { } folder ? Backup.ToFolder(ledger, settings.Ledger, folder, context.Now).Path : Backup.ToFile(ledger, $"{settings.Ledger}.before-purge-{Stamp.Format(context.Now)}").Path;
    }

    private static void Ask(CommandContext context, SourceInfo source, LocalDate before)
    {
        if (!context.World.IsTerminal) throw new UsageException("nobody can be asked here: --yes says that you mean it, --dry-run shows what would go");
        context.Complain($"All facts of '{Printable.Line(source.Name)}' before {Period.Iso(before)} will be taken out, for good; sums stay. Type the source's name to go on:");
        using var reader = new StreamReader(context.World.Input(), Encoding.UTF8);
        if (reader.ReadLine()?.Trim() != source.Name) throw new UsageException("nothing was taken out");
    }

    private static void Say(CommandContext context, PurgeResult result, SourceInfo source, LocalDate before, bool isRehearsal)
    {
        var (facts, after) = (result.Facts, result.Days.Where(d => d >= before).ToList());
        if (context.IsJson)
        {
            context.World.Output.WriteLine($$"""{"dry_run":{{(isRehearsal ? "true" : "false")}},"heartbeats":{{facts.Heartbeats}},"entries":{{facts.Entries}},"totals":{{facts.Totals}},"quarantined":{{facts.Quarantined}},"days_kept":{{result.Days.Count}}}""");
            return;
        }
        context.Say($"{(isRehearsal ? "would be taken out" : "taken out")}: {CommandContext.Number(facts.Heartbeats)} heartbeats, {CommandContext.Number(facts.Entries)} time entries, {CommandContext.Number(facts.Totals)} day totals, {CommandContext.Number(facts.Quarantined)} rejected rows of '{Printable.Line(source.Name)}' before {Period.Iso(before)}");
        context.Say($"{CommandContext.Number(result.Days.Count)} days keep what they came to, by project, language and category; the hour, the file and the machine are gone");
        if (after.Count > 0) context.Say($"among them {string.Join(", ", after.Select(Period.Iso))}: work from before reached into it, and what else is tracked on it does not count any more");
        if (!isRehearsal && facts.All > 0) context.Say("backups, the archive and mails that were sent still have what they had");
    }
}
