using System.Text;
using Daybook.Worker.Configuration;

namespace Daybook.Worker.Installing;

/// <summary>A file that is installed.</summary>
/// <param name="Name">Without its folder.</param>
public sealed record InstalledFile(string Name, string Text);

/// <summary>Units of systemd for this program, these settings and their secrets, made from those that are shipped in <c>samples/systemd</c>.</summary>
/// <param name="program">How the program is started: full paths, in order.</param>
/// <param name="config">Full path of the settings.</param>
/// <param name="isOfUser">For the service manager of a user, who may do less.</param>
internal sealed class Units(IReadOnlyList<string> program, string config, Settings settings, bool isOfUser)
{
    // What a service of the system may write to; its unit says so.
    private const string State = "/var/lib/daybook", Program = "/usr/local/bin/daybook", Config = "/etc/daybook/appsettings.json";

    /// <summary>Units that start runs by themselves.</summary>
    public static readonly IReadOnlyList<string> Starting = ["daybook.timer", "daybook-work.service"];

    /// <summary>Where units of the system lie; the first is that of whoever administers it.</summary>
    public static readonly IReadOnlyList<string> SystemFolders = ["/etc/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"];

    // What the manager of a user can do without being root.
    private static readonly string[] OfUser =
    [
        "Type", "ExecStart", "WatchdogSec", "NotifyAccess", "Restart", "RestartSec", "SuccessExitStatus", "TimeoutStartSec", "TimeoutStopSec", "UMask", "MemoryMax", "TasksMax", "LimitCORE", "Environment", "LoadCredential", "NoNewPrivileges",
        "RestrictAddressFamilies", "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "LockPersonality", "SystemCallArchitectures", "SystemCallFilter", "SystemCallErrorNumber",
    ];

    /// <param name="calendar">When the timer starts it, as systemd writes times; null as it is shipped.</param>
    public IReadOnlyList<InstalledFile> OfTimer(string? calendar) => [new("daybook.service", Made("daybook.service", OfRuns)), new("daybook.timer", Timer(calendar))];

    public IReadOnlyList<InstalledFile> OfWork() => [new("daybook-work.service", Made("daybook-work.service", OfRuns))];

    public IReadOnlyList<InstalledFile> OfServe() => [new("daybook-serve.service", Made("daybook-serve.service", Secrets.Needed(settings).Except(OfRuns)))];

    // Who speaks to the outside has no key to any service.
    private IEnumerable<NeededSecret> OfRuns => Secrets.Needed(settings).Where(s => s.Setting != Secrets.OfServe);

    private static string Timer(string? calendar)
    {
        var text = Shipped.Text("daybook.timer");
        return calendar is null ? text : string.Join('\n', text.Split('\n').Where(l => !l.StartsWith("# UTC:", StringComparison.Ordinal)).Select(l => l.StartsWith("OnCalendar=", StringComparison.Ordinal) ? $"OnCalendar={calendar}" : l));
    }

    private string Made(string name, IEnumerable<NeededSecret> secrets)
    {
        var lines = new List<string>();
        var isService = false;
        foreach (var line in Shipped.Text(name).Split('\n').Where(l => !Array.Exists(["# Copy ", "# Configuration:", "# Set "], hint => l.StartsWith(hint, StringComparison.Ordinal))))
        {
            if (line.StartsWith('[')) isService = line == "[Service]";
            var key = line.Split('=')[0];
            if (isOfUser && isService && line.Contains('=', StringComparison.Ordinal) && !OfUser.Contains(key)) continue;
            if (isOfUser && line == "WantedBy=multi-user.target")
            {
                lines.Add("WantedBy=default.target");
                continue;
            }
            lines.Add(line.Replace(Program, string.Join(' ', program.Select(Word)), StringComparison.Ordinal).Replace(Config, Word(config), StringComparison.Ordinal));
            if (key != "ExecStart") continue;
            foreach (var secret in secrets) lines.Add($"LoadCredential={Word($"{secret.Name}:{secret.File ?? Path.Combine(Path.GetDirectoryName(config)!, "credentials", secret.Name)}")}");
            if (!isOfUser)
                foreach (var (setting, path) in Paths().Where(p => !IsBelow(State, p.Path))) lines.Add($"Environment={Word($"{setting}={State}/{Path.GetFileName(path)}")}");
        }
        return string.Join('\n', lines);
    }

    /// <summary>What the program writes, by the variable that says where.</summary>
    private IEnumerable<(string Setting, string Path)> Paths()
    {
        yield return ("DAYBOOK_LEDGER", settings.Ledger);
        foreach (var (key, path) in new[] { ("Inbox", settings.Inbox), ("Archive", settings.Archive), ("Digests", settings.Digests), ("Spool", settings.Spool), ("Work.Health", settings.Work().Health) })
            yield return (EnvironmentSetting.Name(SettingsKey.Root.All.Single(k => k.Path == key)), path);
    }

    private static bool IsBelow(string folder, string path) => path.StartsWith($"{folder}/", StringComparison.Ordinal);

    /// <summary>As one word of a unit: quoted where it must be, and nothing in it means anything.</summary>
    private static string Word(string text)
    {
        var word = new StringBuilder();
        foreach (var sign in text) word.Append(sign switch { '%' => "%%", '$' => "$$", '\\' => "\\\\", '"' => "\\\"", _ => sign });
        return text.AsSpan().IndexOfAny(" \t'\"\\;") < 0 ? word.ToString() : $"\"{word}\"";
    }
}
