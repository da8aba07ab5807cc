using System.CommandLine;
using System.Text;
using Daybook.Importers.Opening;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Beginning;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using Daybook.Worker.Stages.Reporting;
using NodaTime;

namespace Daybook.Worker.Commands;

/// <summary><c>daybook init</c></summary>
internal static class InitCommand
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Option<string?> Folder = new("--folder") { Description = "Where ledger, inbox, archive and digests are to lie; without it daybook in your folder for data.", HelpName = "FOLDER" };
    private static readonly Option<string?> Person = new("--person") { Description = "Your name in the ledger; without it 'me'.", HelpName = "NAME" };
    private static readonly Option<string?> Zone = new("--zone") { Description = "The zone your days are cut by; without it that of this machine.", HelpName = "ZONE" };
    private static readonly Option<string?> Region = new("--region") { Description = "Whose public holidays are yours: DE-BY.", HelpName = "REGION" };
    private static readonly Option<string?> MailTo = new("--mail-to") { Description = "Who gets the digest.", HelpName = "ADDRESS" };
    private static readonly Option<string[]> Import = new("--import") { Description = "Files or folders to begin with.", HelpName = "PATH", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Ask nothing: use all that is found." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show the settings and what would be taken in, and write nothing." };

    public static Command Create(Surroundings world) =>
        new Command("init", "Begin: write commented settings and a ledger, take in what earlier trackers have left, show a first digest.") { Folder, Person, Zone, Region, MailTo, Import, Yes, DryRun }
            .DoingWithoutSettings(world, "daybook init --zone Europe/Berlin --import ~/Downloads/wakatime-*.json", Run, mayBeMissing: true);

    private static ExitCode Run(CommandContext context)
    {
        var config = context.ConfigSaid ?? UsualPlaces.Settings(context.World.Environment) ?? throw new UsageException("HOME is not set; say where the settings are to lie: --config FILE");
        if (File.Exists(config)) throw new UsageException($"{Printable.Line(config)} is there already: 'daybook config show' tells what it says. To begin anew, take it away first");
        var data = context.Get(Folder) is { } folder ? Path.GetFullPath(CommandContext.PathOf(folder, Folder.Name)) : UsualPlaces.Data(context.World.Environment) ?? throw new UsageException("HOME is not set; say where the ledger is to lie: --folder FOLDER");
        var (first, import) = Chosen(context, data);
        if (context.Get(DryRun))
        {
            context.World.Output.Write(first.Text());
            foreach (var path in import) context.Say($"# would take in {Printable.Line(path)}");
            return ExitCode.Done;
        }
        Write(context, config, first);
        return Begin(context, config, import);
    }

    /// <summary>By flags, else by asking, else by what is usual.</summary>
    private static (FirstSettings Settings, List<string> Import) Chosen(CommandContext context, string data)
    {
        var first = new FirstSettings(data) { Person = context.Get(Person) ?? "me", Zone = ZoneOf(context), Region = context.Get(Region) };
        if (first.Region is { } region && AllHolidays.OfRegion(region, out var unknown) is null) throw new UsageException($"--region: {unknown!.Message}. {unknown.Hint}");
        var to = context.Get(MailTo) ?? (context.Get(Yes) ? null : context.World.Ask?.Invoke("Who gets the digest by mail? An address, or nothing for files: "));
        if (to is { Length: > 0 }) first = first with { Mail = new FirstMail(null, Mailbox.TryParse(to) is not null ? to : throw new UsageException($"'{Printable.Line(to)}' is no mail address"), null, null, null, null, null) };
        var import = (context.Get(Import) ?? []).ToList();
        if (context.World.Environment("HOME") is { Length: > 0 } home)
            foreach (var find in Finds.In(home, Environment.CurrentDirectory))
            {
                if (!IsWanted(context, find)) continue;
                first = find.Use?.Invoke(first) ?? first;
                import.AddRange(find.Import);
            }
        // A server is of no use to who has no address.
        if (first.Mail is { Host: not null, To: null } mail)
        {
            context.Complain($"mails are written as files: nobody said who gets them. --mail-to does, and then the server {Printable.Line(mail.Host!)} sends them");
            first = first with { Mail = null };
        }
        else if (first.Mail is { Host: not null, From: null } nobody) first = first with { Mail = nobody with { From = nobody.To } };
        return (first, import);
    }

    private static bool IsWanted(CommandContext context, Find find)
    {
        if (context.Get(Yes)) return true;
        if (context.World.Ask is { } ask) return ask($"Found {find.What}. Use it? [Y/n] ") is { } answer && !answer.Trim().StartsWith("n", StringComparison.OrdinalIgnoreCase);
        context.Say($"found {find.What}: --yes uses it");
        return false;
    }

    private static string? ZoneOf(CommandContext context)
    {
        if (context.ZoneOf(Zone) is { } said) return said;
        var usual = UsualPlaces.Zone(context.World.Environment);
        if (context.Get(Yes) || context.World.Ask is not { } ask) return usual;
        var answer = ask($"Which zone do you live in? [{usual ?? "UTC"}] ")?.Trim();
        return string.IsNullOrEmpty(answer) ? usual
            : DateTimeZoneProviders.Tzdb.GetZoneOrNull(answer) is not null ? answer : throw new UsageException($"'{Printable.Line(answer)}' is not a zone; they are named as in the IANA database, such as Europe/Berlin");
    }

    private static void Write(CommandContext context, string config, FirstSettings first)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(config))!;
        UsualPlaces.MakePrivate(folder);
        UsualPlaces.MakePrivate(first.DataFolder);
        foreach (var pull in first.Pulls.Where(p => p.Secret is not null)) WriteSecret(folder, pull.Name, pull.Secret!);
        if (first.Mail is { Host: not null, Password: { } password }) WriteSecret(folder, MailDelivery.SecretName, password);
        WholeFile.Write(Path.Combine(folder, "appsettings.schema.json"), Encoding.UTF8.GetBytes(Shipped.Text("appsettings.schema.json")));
        WholeFile.Write(config, Encoding.UTF8.GetBytes(first.Text()));
        context.Say($"wrote {Printable.Line(config)}");
    }

    private static void WriteSecret(string folder, string name, string secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Private;
        using var file = new FileStream(Path.Combine(folder, FirstSettings.SecretFile(name)), options);
        file.Write(Encoding.UTF8.GetBytes(secret));
    }

    private static ExitCode Begin(CommandContext context, string config, List<string> import)
    {
        var settings = Settings.Load(config, Environment.CurrentDirectory);
        if (context.LedgerSaid is { } said) settings = settings with { Ledger = Path.GetFullPath(said.Path) };
        foreach (var folder in (string[])[settings.Inbox, settings.Archive, settings.Digests, settings.Spool]) UsualPlaces.MakePrivate(folder);
        var code = ExitCode.Done;
        using var ledger = Ledger.OpenForWriting(settings.Ledger, "daybook init", Micros.From(context.Now));
        context.Say($"the ledger lies in {Printable.Line(settings.Ledger)}");
        if (import.Count > 0)
        {
            var report = new ImportReport(context);
            code = report.Import(ledger, SourceFiles.At(import, context.World.Input), "init", ImportWishes.None, settings);
            DeriveStage.Run(ledger, settings);
            report.SayTotal(isRehearsal: false);
        }
        ShowDigest(context, ledger, settings);
        context.Say("");
        context.Say($"Try next: daybook status; daybook doctor; daybook run{(settings.Pulls.Count > 0 ? ", which also pulls" : "")}; daybook install systemd --user, and it runs by itself.");
        return code;
    }

    private static void ShowDigest(CommandContext context, Ledger ledger, Settings settings)
    {
        using var source = SliceSource.Of(ledger);
        if (ledger.Status.Sources().Max(s => s.LastDate) is not { } last) return;
        // The last whole week, or the last that anything is known of.
        var week = Model.Period.Containing(PeriodKind.Week, last);
        var whole = ReportStage.TryRead(source, settings, new WeekReport().Needs, PeriodKind.Week, null, context.Now);
        var shown = whole is not null && whole.Period.From <= week.From ? whole : ReportStage.TryRead(source, settings, new WeekReport().Needs, PeriodKind.Week, week, context.Now);
        if (shown is null) return;
        context.Say("");
        context.Say(new PageWriter(settings.Style.Words).Write(new WeekReport().View(shown, settings.Style), Format.Text));
    }
}
