using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Commands;
using NodaTime;

namespace Daybook.Worker.Doctor;

/// <summary>The ledger and what it says of the last runs.</summary>
internal static class LedgerExamination
{
    private static readonly Duration LongAgo = Duration.FromDays(3);

    // What the database library is known for, by the version that mended it.
    private static readonly (Version Mended, string What)[] Known = [(new Version(3, 50, 2), "CVE-2025-6965")];

    public static IEnumerable<Symptom> Soundness(Patient patient)
    {
        if (patient.Ledger is not { } ledger)
        {
            if (patient.Settings is not null && !File.Exists(patient.LedgerPath)) yield return Symptom.Warning("ledger-missing", $"there is no ledger at {Printable.Line(patient.LedgerPath)}", "daybook import PATH makes one.");
            yield break;
        }
        var broken = ledger.Checks.Sound().Take(1).ToList();
        if (broken.Count > 0) yield return Symptom.Error("ledger-damaged", $"the ledger is damaged: {Printable.Line(broken[0].Found)}", "Keep a copy of it as it is, then put a backup in its place: daybook restore.", ExitCode.InputOutput);
        else yield return Symptom.Fine("ledger", $"{Printable.Line(patient.LedgerPath)} is sound; 'daybook check' holds it against its laws");
    }

    public static IEnumerable<Symptom> Library(Patient patient)
    {
        if (patient.Ledger is not { } ledger) yield break;
        var (version, options) = ledger.Library;
        var old = Known.Where(k => Version.TryParse(version, out var own) && own < k.Mended).Select(k => k.What).ToList();
        yield return Symptom.Fine("sqlite", $"SQLite {version}, {options.Count} options{(old.Count == 0 ? "" : $"; older than what mends {string.Join(", ", old)}, which needs a hostile file or hostile SQL: docs/design.md 10")}");
    }

    public static IEnumerable<Symptom> Runs(Patient patient)
    {
        if (patient.Ledger is not { } ledger) yield break;
        foreach (var killed in ledger.Runs.Killed().Where(_ => !WriterLock.IsHeld(patient.LedgerPath)))
            yield return Symptom.Warning("run-killed", $"the {killed.Command} of {Age(patient, killed.StartedAt)} was killed", "daybook run takes up what it left.");
        if (ledger.Runs.Newest("run", null) is not { } last)
        {
            yield return Symptom.Warning("run-never", "there was no run yet", "daybook run, or let a timer do it.");
            yield break;
        }
        if (last.State is "failed") yield return Symptom.Error("run-failed", $"the run of {Age(patient, last.StartedAt)} failed{Why(ledger, last)}", "daybook run --verbose says more.", ExitCode.Unavailable);
        else if (patient.Context.Now - Micros.ToInstant(last.StartedAt) > LongAgo) yield return Symptom.Warning("run-old", $"the last run was {Age(patient, last.StartedAt)}", "Does anything start it? daybook install, daybook work.");
        else yield return Symptom.Fine("run", $"the last run was {Age(patient, last.StartedAt)}, {last.State}{Why(ledger, last)}");
    }

    public static IEnumerable<Symptom> Sources(Patient patient)
    {
        if (patient.Ledger is not { } ledger) yield break;
        var reads = ledger.Runs.LastReads();
        var pulled = patient.Settings?.Pulls.Select(p => p.Source).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var source in ledger.Status.Sources())
        {
            if (pulled.Contains(source.Name)) continue;
            yield return Symptom.Fine("source", $"{Printable.Line(source.Name)}: {(reads.TryGetValue(source.Name, out var at) ? $"last read {Age(patient, at)}" : "never read")}{(source.LastAt is { } to ? $", reaches to {Age(patient, to)}" : "")}");
            if (source.Rejected > 0) yield return Symptom.Warning("quarantine", $"{Printable.Line(source.Name)}: {CommandContext.Number(source.Rejected)} rows are in quarantine", "daybook quarantine shows them.");
        }
        foreach (var source in pulled.Order(StringComparer.Ordinal))
        {
            if (ledger.Runs.Newest("pull", source) is not { } last) yield return Symptom.Warning("pull-never", $"{Printable.Line(source)} was never pulled", $"daybook pull {ShellWord.Of(source) ?? ""}".TrimEnd());
            else if (last.State is "failed" or "running" or "aborted") yield return Symptom.Error("pull-failed", $"the pull of {Printable.Line(source)} {Age(patient, last.StartedAt)} {(last.State == "failed" ? "failed" : "was stopped")}", $"daybook pull {ShellWord.Of(source) ?? ""} --verbose says why.", ExitCode.Unavailable);
            else if (patient.Context.Now - Micros.ToInstant(last.StartedAt) > LongAgo) yield return Symptom.Warning("pull-old", $"{Printable.Line(source)} was pulled {Age(patient, last.StartedAt)}", "Does anything start it? daybook install, daybook work.");
            else yield return Symptom.Fine("pull", $"{Printable.Line(source)} was pulled {Age(patient, last.StartedAt)}");
        }
    }

    public static IEnumerable<Symptom> Mails(Patient patient)
    {
        if (patient.Ledger is not { } ledger) yield break;
        foreach (var mail in ledger.Outbox.All())
        {
            if (mail.State is MailState.Failed or MailState.Unknown) yield return Symptom.Error($"mail-{OutboxStore.Text(mail.State)}", $"mail {mail.Id} ({Printable.Line(mail.Key.ToString())}): {Printable.Line(mail.Message ?? "")}", $"daybook outbox retry {mail.Id}, or daybook outbox drop {mail.Id}", ExitCode.Unavailable);
            else if (mail.State is not (MailState.Sent or MailState.Dropped) && patient.Context.Now - Micros.ToInstant(mail.PutAt) > Duration.FromDays(1)) yield return Symptom.Warning("mail-waits", $"mail {mail.Id} ({Printable.Line(mail.Key.ToString())}) waits since {Age(patient, mail.PutAt)}", "daybook outbox list says for what.");
        }
    }

    public static IEnumerable<Symptom> Backups(Patient patient)
    {
        if (patient.Ledger is not { } ledger || patient.Settings is not { } settings) yield break;
        if (settings.Backup.Folder is not { } folder) yield return Symptom.Warning("backup-nowhere", "no run makes backups", "Name a folder in the settings: Backup, Folder. docs/backups.md");
        else if (BackupFolder.Of(ledger, folder, patient.LedgerPath) is not [.., var newest]) yield return Symptom.Warning("backup-never", $"there is no backup in {Printable.Line(folder)}", "daybook backup makes one, and so does daybook run.");
        else if (patient.Context.Now - newest.At > LongAgo + Duration.FromDays(7)) yield return Symptom.Warning("backup-old", $"the newest backup was made {Age(patient, Micros.From(newest.At))}", "daybook backup makes one, and so does daybook run.");
        else yield return Symptom.Fine("backup", $"the newest backup was made {Age(patient, Micros.From(newest.At))}; 'daybook backup check' reads it whole");
    }

    private static string Why(Ledger ledger, RunInfo run)
    {
        var failed = ledger.Runs.Stages(run.Id).Where(s => s.State is "failed" or "partial" or "killed").Select(s => $"{s.Stage} {s.State}{(s.Trouble is { } trouble ? $" ({Printable.Line(trouble.Split('\n')[0])})" : "")}").ToList();
        return failed.Count == 0 ? "" : $": {string.Join(", ", failed)}";
    }

    /// <summary>How long ago, roughly.</summary>
    private static string Age(Patient patient, long micros)
    {
        var age = patient.Context.Now - Micros.ToInstant(micros);
        return age switch
        {
            _ when age < Duration.Zero => "in the future",
            _ when age.TotalMinutes < 2 => "just now",
            _ when age.TotalHours < 2 => $"{(int)age.TotalMinutes} minutes ago",
            _ when age.TotalDays < 2 => $"{(int)age.TotalHours} hours ago",
            _ => $"{(int)age.TotalDays} days ago",
        };
    }
}
