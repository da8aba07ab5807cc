using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Stages;
using Microsoft.Data.Sqlite;

namespace Daybook.Worker.Running;

/// <summary>Makes the backup that is due, then takes those away that are not kept any longer.</summary>
internal static class BackupRun
{
    public static StageResult Do(RunWork work)
    {
        var (settings, ledger, now) = (work.Settings, work.Ledger, work.Context.Now);
        if (settings.Backup.Folder is not { } folder)
            return new StageResult(ExitCode.Configuration, [], "nothing says where backups go: \"Backup\": { \"Folder\": \"backups\" }");
        if (!BackupStage.IsDue(ledger, settings, now)) return StageResult.Nothing;
        if (work.IsRehearsal)
        {
            work.Say($"would make a backup in {Printable.Line(folder)}");
            return StageResult.Done(new Counted("backups", 1));
        }
        try
        {
            var made = Backup.ToFolder(ledger, settings.Ledger, folder, now);
            var gone = BackupStage.Gone(ledger, settings, BackupStage.Entry(made, now));
            foreach (var old in gone) BackupFolder.Remove(old);
            work.Context.Explain($"{Printable.Line(made.Path)}, {gone.Count} removed");
            return StageResult.Done(new("backups", 1), new("old ones removed", gone.Count));
        }
        // The ledger is not what fails here: the other stages go on.
        catch (Exception e) when (e is SqliteException or LedgerException { Trouble: LedgerTrouble.NoRoom or LedgerTrouble.Refused })
        {
            var (code, message) = Answers.To(e);
            work.Context.Complain($"daybook run, backup: {message}");
            return new StageResult(code, [], message);
        }
    }
}
