using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>Something of which the ledger and the backup have not as many.</summary>
internal sealed record RestoreDifference(string What, long InLedger, long InBackup);

/// <summary>What restoring a backup means.</summary>
/// <param name="LedgerRun">The last run of the ledger that is there; null where it cannot be read.</param>
/// <param name="Breaches">Laws that the backup breaks, in lines.</param>
internal sealed record RestorePlan(BackupFound Found, bool HasPresent, RunInfo? LedgerRun, RunInfo? BackupRun, IReadOnlyList<RestoreDifference> Differences, IReadOnlyList<string> Breaches)
{
    /// <summary>Whether the ledger that is there could be read.</summary>
    public bool IsCompared { get; init; }
}

/// <summary>Holds a backup against its laws and against the ledger that is there, and puts it in its place.</summary>
internal static class RestoreStage
{
    private const int LastRuns = 100;

    /// <summary>Restores into a folder that is thrown away, and holds what is there then against all laws.</summary>
    public static RestorePlan Try(string backup, Settings settings, Instant now)
    {
        var found = BackupCheck.Read(backup);
        var folder = Directory.CreateTempSubdirectory("daybook-restore-");
        try
        {
            using var restore = LedgerRestore.InFolder(folder.FullName);
            using var copy = restore.Prepare(found, Micros.From(now));
            var breaches = CheckStage.Run(copy, settings).Where(c => c.Findings.Count > 0).Select(c => $"{c.Check}: {c.Findings[0].Found}").ToList();
            return Plan(found, hasPresent: File.Exists(settings.Ledger), Present(settings), copy, breaches);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <param name="told">Gets what it means before anything is changed.</param>
    /// <returns>The name that the ledger has now that was there, or null where there was none or the backup breaks a law.</returns>
    public static string? Run(string backup, Settings settings, Instant now, Action<RestorePlan> told)
    {
        var found = BackupCheck.Read(backup);
        using var restore = LedgerRestore.InPlaceOf(settings.Ledger);
        var hasPresent = File.Exists(settings.Ledger);
        var present = restore.CanReadPresent() ? Ledger.OpenForReading(settings.Ledger) : null;
        RestorePlan plan;
        using (present)
        using (var copy = restore.Prepare(found, Micros.From(now)))
        {
            plan = Plan(found, hasPresent, present, copy, [.. BackupStage.Breaches(copy)]);
            told(plan);
            if (plan.Breaches.Count > 0) return null;
            JournalRun.Do(copy, "restore", Micros.From(now), _ => ExitCode.Done);
        }
        var kept = restore.Put(now);
        BackupCheck.Read(settings.Ledger);
        return kept;
    }

    // What a run does is runs in it.
    private static RunInfo? LastOf(Ledger? ledger) => ledger?.Runs.Last(LastRuns).FirstOrDefault(r => r.Within is null);

    private static Ledger? Present(Settings settings)
    {
        try
        {
            return Ledger.OpenForReading(settings.Ledger);
        }
        catch (Exception e) when (e is LedgerException or Microsoft.Data.Sqlite.SqliteException)
        {
            return null;
        }
    }

    private static RestorePlan Plan(BackupFound found, bool hasPresent, Ledger? present, Ledger copy, IReadOnlyList<string> breaches)
    {
        var (before, after) = (present is null ? new Dictionary<string, long>() : LedgerCounts.Of(present), LedgerCounts.Of(copy));
        var differences = before.Keys.Union(after.Keys).Order(StringComparer.Ordinal).Select(k => new RestoreDifference(k, before.GetValueOrDefault(k), after.GetValueOrDefault(k))).Where(d => d.InLedger != d.InBackup);
        return new RestorePlan(found, hasPresent, LastOf(present), LastOf(copy), [.. present is null ? [] : differences], breaches) { IsCompared = present is not null };
    }
}
