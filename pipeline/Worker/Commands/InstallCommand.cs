using System.CommandLine;
using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Installing;
using Daybook.Worker.Schedules;
using Daybook.Worker.Stages;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook install systemd|cron</c></summary>
internal static class InstallCommand
{
    private static readonly Option<bool> Work = new("--work") { Description = "A service that stays and keeps the schedules of the settings, in place of a timer." };
    private static readonly Option<bool> Serve = new("--serve") { Description = "The service that takes heartbeats over HTTP, in place of a timer." };
    private static readonly Option<bool> User = new("--user") { Description = "For your own service manager, without being root." };
    private static readonly Option<string?> Calendar = new("--calendar") { Description = "When the timer starts a run, as systemd writes times; without it every day at 03:35 UTC.", HelpName = "TIME" };
    private static readonly Option<string?> Folder = new("--folder") { Description = "Where the units are written to, in place of systemd's folder.", HelpName = "FOLDER" };
    private static readonly Option<string> Cron = new("--cron") { Description = "When cron starts a run, in its five fields.", HelpName = "TIME", DefaultValueFactory = _ => "35 5 * * *" };
    private static readonly Option<bool> Remove = new("--remove") { Description = "Take Daybook's line out again." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be written, and write nothing." };

    public static Command Create(Surroundings world) =>
        new("install", "Let it run by itself: write what systemd or cron need.")
        {
            new Command("systemd", "Write a hardened service and its timer, with the secrets of the settings as credentials.") { Work, Serve, User, Calendar, Folder, DryRun }.Doing(world, "daybook install systemd --dry-run", Systemd),
            new Command("cron", "Write a line into your table of cron.") { Cron, Remove, DryRun }.Doing(world, "daybook install cron --dry-run", InCron),
        };

    private static ExitCode Systemd(CommandContext context)
    {
        var (isOfUser, isWork) = (context.Get(User), context.Get(Work));
        if (isWork && context.Get(Serve)) throw new UsageException("--work and --serve are two services: install them one after the other");
        if ((isWork || context.Get(Serve)) && context.Get(Calendar) is not null) throw new UsageException("--calendar is for a timer, and this service has none");
        if (context.Get(Calendar) is { } calendar && calendar.Any(char.IsControl)) throw new UsageException("--calendar is one line");
        var config = ConfigOf(context, isOfUser ? null : "/etc/daybook/appsettings.json");
        if (!isOfUser && IsHidden(config)) throw new UsageException($"a service of the system may not look into {Printable.Line(config)}: put the settings into /etc/daybook, or use --user");
        var units = new Units(Program(), config, context.Settings, isOfUser);
        var files = context.Get(Serve) ? units.OfServe() : isWork ? units.OfWork() : units.OfTimer(context.Get(Calendar));
        var folder = context.Get(Folder) is { } named ? Path.GetFullPath(CommandContext.PathOf(named, Folder.Name)) : isOfUser ? Path.Combine(Home(context), ".config", "systemd", "user") : Units.SystemFolders[0];
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Name);
            if (context.Get(DryRun))
            {
                context.World.Output.WriteLine($"# {Printable.Line(path)}");
                context.World.Output.WriteLine(file.Text);
                continue;
            }
            Directory.CreateDirectory(folder);
            WholeFile.Write(path, System.Text.Encoding.UTF8.GetBytes(file.Text));
            context.Say($"wrote {Printable.Line(path)}");
        }
        if (context.Get(DryRun)) return ExitCode.Done;
        var manager = isOfUser ? "systemctl --user" : "systemctl";
        context.Say($"now: {manager} daemon-reload && {manager} enable --now {files[^1].Name}");
        return ExitCode.Done;
    }

    private static ExitCode InCron(CommandContext context)
    {
        if (CronText.Parse(context.Get(Cron)!, out var flaw) is null) throw new UsageException($"--cron: '{Printable.Line(context.Get(Cron)!)}' is no time of cron: {flaw}");
        var table = Crontab.Read() ?? (context.Get(DryRun) ? "" : throw new LedgerException(LedgerTrouble.Missing, "there is no crontab command here. Install cron, or use 'daybook install systemd' or 'daybook work'."));
        List<string> command = [.. Program(), "run", "--quiet", "--config", ConfigOf(context, null)];
        var wanted = context.Get(Remove) ? Crontab.Without(table) : Crontab.With(table, context.Get(Cron)!, command);
        if (context.Get(DryRun))
        {
            context.World.Output.Write(wanted);
            return ExitCode.Done;
        }
        if (wanted == table) context.Say("nothing to change");
        else if (Crontab.Write(wanted) is { } complaint) throw new LedgerException(LedgerTrouble.Forbidden, $"crontab did not take it: {Printable.Line(complaint)}");
        else context.Say(context.Get(Remove) ? "cron starts no run any more" : $"cron starts a run at {context.Get(Cron)}, by the machine's clock");
        return ExitCode.Done;
    }

    /// <param name="standard">Where there is no settings file: null for the usual place of a person's.</param>
    private static string ConfigOf(CommandContext context, string? standard) => context.Document.HasFile ? Path.GetFullPath(context.Document.Name)
        : standard ?? Path.Combine(Home(context), ".config", "daybook", "appsettings.json");

    private static string Home(CommandContext context) => context.World.Environment("HOME") is { Length: > 0 } home ? home : throw new UsageException("HOME is not set; say where: --folder and --config");

    // Where ProtectHome and PrivateTmp leave nothing to be seen.
    private static readonly string[] Hidden = ["/home", "/root", "/tmp"];

    private static bool IsHidden(string path) => Hidden.Any(folder => path.StartsWith($"{folder}/", StringComparison.Ordinal));

    /// <summary>How this program was started.</summary>
    private static IReadOnlyList<string> Program()
    {
        var process = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, Path.Combine(AppContext.BaseDirectory, "daybook.dll")] : [process];
    }
}
