using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>Makes backups by the settings, and says which of them go.</summary>
internal static class BackupStage
{
    /// <summary>Whether none was made in this stretch of time yet.</summary>
    public static bool IsDue(Ledger ledger, Settings settings, Instant now) => settings.Backup.Every.IsDue(Own(ledger, settings).Select(b => b.At), now);

    /// <summary>Those that settings would no longer keep, beside one that is made now. The newest that is sound always stays: it is the one that was just made.</summary>
    public static IReadOnlyList<BackupEntry> Gone(Ledger ledger, Settings settings, BackupEntry made) =>
        BackupRetention.Gone([.. Own(ledger, settings).Where(b => b.Path != made.Path), made], b => b.At, settings.Backup.Keep) is var gone ? [.. gone.Where(b => b.Path != made.Path)] : [];

    public static BackupEntry Entry(BackupMade made, Instant at) => new(made.Path, at, made.Schema, made.Bytes, IsLedger: true);

    /// <summary>What the laws that can be held without working days out anew find wrong, in lines.</summary>
    public static IEnumerable<string> Breaches(Ledger ledger) =>
        ledger.Checks.Run().Where(c => c.Findings.Count > 0).Select(c => $"{c.Check}: {c.Findings[0].Found}")
            .Concat(ledger.Sources.People().SelectMany(p => ChainCheck.Of(p.Name, ledger.Closings.Chain(p.Id))).Take(1).Select(f => $"{f.Check}: {f.Found}"));

    private static IReadOnlyList<BackupEntry> Own(Ledger ledger, Settings settings) => BackupFolder.Of(ledger, settings.Backup.Folder!, settings.Ledger);
}
