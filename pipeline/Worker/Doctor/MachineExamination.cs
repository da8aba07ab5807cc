using System.Globalization;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Installing;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Daybook.Worker.Doctor;

/// <summary>The machine that it runs on.</summary>
internal static class MachineExamination
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const int OldZones = 2;
    private const long LeastFree = 64L << 20;

    public static IEnumerable<Symptom> Clock(Patient patient)
    {
        var now = patient.Context.Now;
        if (now < Instant.FromUtc(2024, 1, 1, 0, 0))
            yield return Symptom.Error("clock-old", $"the clock says {InstantPattern.General.Format(now)}", "Set the machine's clock: what is imported now would lie in the future.", ExitCode.Configuration);
        else if (patient.Ledger?.Runs.Last(1) is [var last] && Micros.ToInstant(last.StartedAt) > now + Duration.FromMinutes(1))
            yield return Symptom.Warning("clock-back", $"the clock says {InstantPattern.General.Format(now)}, and a run began at {InstantPattern.General.Format(Micros.ToInstant(last.StartedAt))}", "Set the machine's clock. Reports that are due are not made while it is behind.");
        else yield return Symptom.Fine("clock", $"the clock says {InstantPattern.General.Format(now)}");
    }

    public static IEnumerable<Symptom> Zones(Patient patient)
    {
        var version = TzdbDateTimeZoneSource.Default.TzdbVersion;
        var year = int.TryParse(version.AsSpan(0, Math.Min(4, version.Length)), CultureInfo.InvariantCulture, out var of) ? of : 0;
        yield return patient.Context.Now.InUtc().Year - year > OldZones
            ? Symptom.Warning("zones-old", $"the zone database is of {version}", "Clocks may change otherwise by now: install a newer Daybook.")
            : Symptom.Fine("zones", $"the zone database is {version}");
    }

    public static IEnumerable<Symptom> Rights(Patient patient)
    {
        if (OperatingSystem.IsWindows()) yield break;
        var open = new List<string>();
        foreach (var path in (string[])[patient.LedgerPath, $"{patient.LedgerPath}.lock", $"{patient.LedgerPath}-journal"])
            if (File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0) open.Add(path);
        foreach (var path in open) yield return Symptom.Error("rights-open", $"{Printable.Line(path)} can be read or written by others", $"chmod 600 {Shell(path)}", ExitCode.NoPermission);
        if (patient.Settings is { } settings)
            foreach (var (what, folder) in new[] { ("inbox", settings.Inbox), ("archive", settings.Archive), ("folder of digests", settings.Digests), ("spool", settings.Spool) })
                if (File.Exists(folder)) yield return Symptom.Error("folder-file", $"the {what} {Printable.Line(folder)} is a file", "Name a folder in the settings.", ExitCode.CannotCreate);
                else if (Directory.Exists(folder) && !CanWrite(folder)) yield return Symptom.Error("folder-closed", $"the {what} {Printable.Line(folder)} cannot be written to", $"chown or chmod it for who runs Daybook: {Shell(folder)}", ExitCode.NoPermission);
        if (open.Count == 0 && File.Exists(patient.LedgerPath)) yield return Symptom.Fine("rights", "nobody else can read the ledger");
    }

    public static IEnumerable<Symptom> Disk(Patient patient)
    {
        var folder = Path.GetDirectoryName(patient.LedgerPath)!;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above) folder = above;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var size = File.Exists(patient.LedgerPath) ? new FileInfo(patient.LedgerPath).Length : 0;
        var needed = Math.Max(LeastFree, FreeSpace.OfMigration(size));
        yield return free < needed
            ? Symptom.Warning("disk-full", $"{free >> 20} MiB are free, and a newer Daybook would need {needed >> 20} to bring the ledger up to date", "Make room.")
            : Symptom.Fine("disk", $"{free >> 20} MiB are free, the ledger has {size >> 20}");
    }

    public static IEnumerable<Symptom> Lock(Patient patient)
    {
        if (!File.Exists(patient.LedgerPath)) yield break;
        if (WriterLock.IsHeld(patient.LedgerPath)) yield return Symptom.Fine("lock-held", $"at work now: {WriterLock.Holder(patient.LedgerPath) ?? "somebody"}");
        else yield return Symptom.Fine("lock", "nobody is at work");
    }

    public static IEnumerable<Symptom> Timer(Patient patient)
    {
        var home = patient.Context.World.Environment("HOME");
        string[] folders = [.. Units.SystemFolders, .. home is null ? [] : (string[])[Path.Combine(home, ".config/systemd/user")]];
        var units = folders.SelectMany(f => Units.Starting.Select(u => Path.Combine(f, u))).Where(File.Exists).ToList();
        var isInCron = Crontab.Read() is { } table && Crontab.Without(table) != table;
        if (units.Count > 0 || isInCron) yield return Symptom.Fine("timer", $"started by {string.Join(", ", units.Append(isInCron ? "cron" : "").Where(u => u.Length > 0))}");
        else yield return Symptom.Warning("timer-missing", "no timer of systemd and no line of cron starts it", "daybook install systemd --user, daybook install cron, or daybook work; leave it where something else starts it.");
    }

    private static bool CanWrite(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, $".daybook-{Environment.ProcessId}.tmp");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    private static string Shell(string path) => string.Join('/', path.Split('/').Select(p => p.Length == 0 ? p : ShellWord.Of(p) ?? "..."));
}
