using System.Globalization;
using Daybook.Importers.Mapped;
using Daybook.Importers.Tables;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Worker.Configuration;

/// <summary>Checks what a configuration file says and fills in the defaults.</summary>
/// <param name="document">Where it stands, for messages.</param>
internal sealed class SettingsReader(SettingsFile file, SettingsDocument document)
{
    private const string DateHint = "Dates are written 2026-11-21.";
    private const string ZoneHint = "Zones are named as in the IANA database: Europe/Berlin, America/New_York.";

    /// <exception cref="SettingsException">It says something impossible.</exception>
    public Settings Settings()
    {
        var zones = Zones();
        var dayStarts = DayStarts();
        if (file.Person is { } person && string.IsNullOrWhiteSpace(person)) throw Wrong("Person", "the name is empty", "Leave it out to be 'me'.");
        var (inbox, archive) = (In("Inbox", file.Inbox, "inbox"), In("Archive", file.Archive, "archive"));
        if (inbox == archive) throw Wrong("Archive", "it is the inbox itself", "Name another folder: files that are done rest there.");
        var sources = (file.Sources ?? []).ToList();
        if (Twice(sources.Select(s => s.Name)) is { } twice) throw Wrong("Sources", $"'{twice}' stands there twice", "Each source has one entry.");
        return new Settings(
            In("Ledger", file.Ledger, "daybook.db"), file.Person ?? "me", zones, dayStarts, [.. sources.Select(s => s.Name)],
            [.. sources.Where(s => s.Joins is { Count: > 0 }).Select(Joins).OrderBy(j => j.Source, StringComparer.Ordinal)], [.. sources.Select(Given)], People(),
            MappingsIn(file.Mappings is null ? null : In("Mappings", file.Mappings, "mappings")), inbox, archive, In("Digests", file.Digests, "digests"),
            Address("Mail.From", file.Mail?.From ?? "daybook@localhost"), Address("Mail.To", file.Mail?.To ?? "me@localhost"))
        {
            Spool = In("Spool", file.Spool, "spool"),
            Serve = file.Serve is null ? ServeSettings.Standard : new ServeReader((what, hint) => Wrong("Serve", what, hint), file.Person ?? "me", document.Folder).Read(file.Serve),
            Style = Style(file.Reports, ReportStyle.English),
            Recipients = Recipients(),
            HasRecipients = file.Recipients is { Count: > 0 },
            Reminders = Reminders(),
            Templates = file.Templates is null ? TemplateFolder.Shipped : new TemplateFolder(In("Templates", file.Templates, "templates")),
            Timeline = Timeline(),
            Rounding = Rounding(),
            Counting = [.. (file.Counting ?? []).Select(Counting).Order(ByDate<CountFrom>(c => c.From))],
            Limits = file.Limits is null ? null : LimitChoice.Of(file.Limits, document.Folder) ?? throw Wrong("Limits", $"'{file.Limits}' is no pack of limits", LimitChoice.Known),
            Holidays = Holidays(),
            Goals = Goals(),
            Closing = Closing(sources),
            Money = file.Money is null ? MoneySettings.None : new MoneyReader((what, hint) => Wrong("Money", what, hint), text => Date("Money", text)).Read(file.Money),
            Delivery = Delivery(),
            Work = () => WorkSettings.Of(file.Work, zones.Count > 0 ? zones[^1].Zone : "UTC", path => In("Work.Health", path, "health.json"), (what, hint) => Wrong("Work", what, hint)),
            Monitor = MonitorSettings.Of(file.Monitor, path => In("Monitor", path, ""), (what, hint) => Wrong("Monitor", what, hint)),
            Redact = RedactSettings.Of(file.Redact, document.Folder, text => Date("Redact", text), (what, hint) => Wrong("Redact", what, hint)),
            Backup = BackupSettings.Of(file.Backup, path => In("Backup.Folder", path, "backups"), (what, hint) => Wrong("Backup", what, hint)),
            Run = RunSettings.Of(file.Run, [.. sources.Where(s => s.Pull is not null).Select(s => s.Name)], file.Backup?.Folder is not null, (what, hint) => Wrong("Run", what, hint)),
            Pulls = [.. sources.Where(s => s.Pull is not null).Select(Pull)],
            Allocation = file.Allocation is null ? null : new AllocationReader((what, hint) => Wrong("Allocation", what, hint), text => Date("Allocation", text)).Read(file.Allocation),
        };
    }

    private ReportStyle Style(SettingsFile.ReportSettings? reports, ReportStyle standard)
    {
        if (reports is null) return standard;
        if (reports.Language is { } language && !Words.Languages.Contains(language)) throw Wrong("Reports", $"there are no texts in '{language}'", $"There are {string.Join(", ", Words.Languages)}.");
        var form = standard.Form;
        if (reports.Hours is { } hours && !(Enum.TryParse(hours, ignoreCase: true, out form) && Enum.IsDefined(form) && hours.All(char.IsAsciiLetter)))
            throw Wrong("Reports", $"'{hours}' is no form of hours", $"There are {string.Join(", ", Enum.GetNames<HoursForm>()).ToLowerInvariant()}.");
        return new ReportStyle(reports.Language is { } named ? Words.Of(named) : standard.Words, form);
    }

    private IReadOnlyList<Recipient> Recipients()
    {
        var (person, standard) = (file.Person ?? "me", Style(file.Reports, ReportStyle.English));
        var reader = new RecipientReader((what, hint) => Wrong("Recipients", what, hint), person, own => Style(own, standard));
        List<Recipient> recipients = [.. (file.Recipients ?? []).Select(reader.Read)];
        for (var i = 0; i < recipients.Count; i++)
            for (var j = 0; j < i; j++)
                if (recipients[i].Person == recipients[j].Person && string.Equals(recipients[i].To.Address, recipients[j].To.Address, StringComparison.OrdinalIgnoreCase) && recipients[i].Reports.Intersect(recipients[j].Reports).FirstOrDefault() is { } twice)
                    throw Wrong("Recipients", $"{recipients[i].To.Address} gets the report '{twice}' twice", "Each address gets a report of a person once: leave one out.");
        return recipients.Count > 0 ? recipients : [new Recipient(Address("Mail.To", file.Mail?.To ?? "me@localhost"), person, ["week"], standard)];
    }

    private List<WantedReminders> Reminders()
    {
        var standard = Style(file.Reports, ReportStyle.English);
        var reader = new ReminderReader((what, hint) => Wrong("Reminders", what, hint), Address("Mail.To", file.Mail?.To ?? "me@localhost"), own => Style(own, standard));
        return reader.Read(file.Reminders ?? []);
    }

    private List<ZoneFrom> Zones()
    {
        var zones = (file.Zones ?? []).Select(zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone.Zone) is null
            ? throw Wrong("Zones", $"'{zone.Zone}' is not a zone", ZoneHint)
            : new ZoneFrom(Date("Zones", zone.From), zone.Zone)).ToList();
        NeedsDates("Zones", zones, z => z.From);
        return zones;
    }

    private List<DayStartFrom> DayStarts()
    {
        var starts = (file.DayStarts ?? []).Select(start => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(start.At) is { Success: true } time
            ? new DayStartFrom(Date("DayStarts", start.From), time.Value)
            : throw Wrong("DayStarts", $"'{start.At}' is not a time of day", "Times are written 04:00.")).ToList();
        NeedsDates("DayStarts", starts, d => d.From);
        return starts.TrueForAll(d => d.At == LocalTime.Midnight) ? [] : starts;
    }

    private List<SettingsFile.PersonNames> People()
    {
        var people = (file.People ?? []).ToList();
        if (people.Find(p => string.IsNullOrWhiteSpace(p.Person) || p.Names.Count == 0 || p.Names.Any(string.IsNullOrWhiteSpace)) is not null)
            throw Wrong("People", "an entry has an empty name or no names", "Each is written { \"Person\": \"me\", \"Names\": [\"ada@example.org\"] }.");
        if (Twice(people.SelectMany(p => p.Names), StringComparer.OrdinalIgnoreCase) is { } twice)
            throw Wrong("People", $"'{twice}' stands there twice", "A name belongs to one person.");
        return people;
    }

    private SourceJoins Joins(SettingsFile.SourceSettings source)
    {
        var steps = (source.Joins ?? []).Select(j => j.TimeoutMinutes is < 1 or > 240
            ? throw Wrong("Sources", $"a timeout of {j.TimeoutMinutes} minutes", "WakaTime allows 1 to 240 minutes; 15 is usual.")
            : new Dated<JoinRule>.Step(Date("Sources", j.From), new JoinRule(j.TimeoutMinutes * Micros.PerMinute, j.WritesOnly))).ToList();
        NeedsDates("Sources", steps, s => s.From);
        return new SourceJoins(source.Name, new Dated<JoinRule>(steps));
    }

    private SourceGiven Given(SettingsFile.SourceSettings source) => new(source.Name,
        source.Zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(source.Zone) is not null ? source.Zone : throw Wrong("Sources", $"'{source.Zone}' is not a zone", ZoneHint),
        source.DateOrder is null ? null : DateOrders.Named(source.DateOrder) ?? throw Wrong("Sources", $"'{source.DateOrder}' is not an order of dates", "It is dmy or mdy."),
        source.DecimalSeparator switch { null => null, "." => '.', "," => ',', _ => throw Wrong("Sources", $"'{source.DecimalSeparator}' is not a decimal separator", "It is . or ,") })
    {
        AutoStopEndsAtMidnight = source.AutoStopEndsAtMidnight,
        Unknown = source.Unknown switch
        {
            null or "accept" => UnknownKeys.Accept,
            "warn" => UnknownKeys.Warn,
            "refuse" => UnknownKeys.Refuse,
            _ => throw Wrong("Sources", $"'{source.Unknown}' says nothing of unknown columns", "It is accept, warn or refuse."),
        },
    };

    private List<TimelineFrom> Timeline()
    {
        var steps = (file.Timeline ?? []).Select(step => new TimelineFrom(Date("Timeline", step.From), step.Order, step.Policy switch
        {
            null or "instant" => Settle.Instant,
            "day" => Settle.Day,
            "union" => Settle.Union,
            _ => throw Wrong("Timeline", $"'{step.Policy}' is not a policy", "It is instant, day or union."),
        })).ToList();
        if (Twice(steps.SelectMany(s => (s.Order ?? []).Select(o => $"{o} from {Model.Period.Iso(s.From)}"))) is { } twice) throw Wrong("Timeline", $"'{twice}' stands there twice", "Each source has one place.");
        NeedsDates("Timeline", steps, s => s.From);
        return steps.TrueForAll(s => s is { Settle: Settle.Instant, Order: null }) ? [] : [.. steps.Order(ByDate<TimelineFrom>(s => s.From))];
    }

    private List<RoundingFrom> Rounding()
    {
        var steps = (file.Rounding ?? []).Select(step => !Rules.Rounding.Steps.Contains(step.Minutes)
            ? throw Wrong("Rounding", $"a step of {step.Minutes} minutes", $"It is {string.Join(", ", Rules.Rounding.Steps)}.")
            : new RoundingFrom(Date("Rounding", step.From), new Rounding(step.Minutes, step.Method switch
            {
                null or "nearest" => RoundingMethod.Nearest,
                "up" => RoundingMethod.Up,
                "down" => RoundingMethod.Down,
                _ => throw Wrong("Rounding", $"'{step.Method}' is not a way to round", "It is nearest, up or down."),
            }))).ToList();
        NeedsDates("Rounding", steps, s => s.From);
        return [.. steps.Order(ByDate<RoundingFrom>(s => s.From))];
    }

    private CountFrom Counting(SettingsFile.CountSettings rule)
    {
        const string Hint = "Each is written { \"Category\": \"browsing\", \"Count\": \"evidence\" }, with a Source, a Category or both.";
        if (rule.Source is null && rule.Category is null) throw Wrong("Counting", "a rule is for no source and no category", Hint);
        if (rule is { Count: null, MinutesADay: null } or { Count: not null, MinutesADay: not null }) throw Wrong("Counting", "a rule has neither or both of Count and MinutesADay", Hint);
        if (rule.MinutesADay is < 1 or > 1440) throw Wrong("Counting", $"{rule.MinutesADay} minutes a day", "A day has 1440; 'never' is a Count.");
        var counts = rule.Count switch
        {
            null => Counts.UpTo,
            "fully" => Counts.Fully,
            "evidence" => Counts.AsEvidence,
            "never" => Counts.Never,
            _ => throw Wrong("Counting", $"'{rule.Count}' says nothing of what counts", "It is fully, evidence or never."),
        };
        return new CountFrom(Date("Counting", rule.From), rule.Source, rule.Category, counts, (rule.MinutesADay ?? 0) * Micros.PerMinute);
    }

    private HolidayCalendar? Holidays()
    {
        if (file.Region is not { } region) return null;
        return AllHolidays.OfRegion(region, out var unknown) ?? throw Wrong("Region", unknown!.Message, unknown.Hint);
    }

    private List<Goal> Goals()
    {
        var goals = (file.Goals ?? []).Select(Goal).ToList();
        for (var i = 0; i < goals.Count; i++)
            for (var j = 0; j < i; j++)
                if (goals[i].Project == goals[j].Project && goals[i].From <= (goals[j].Until ?? LocalDate.MaxIsoValue) && goals[j].From <= (goals[i].Until ?? LocalDate.MaxIsoValue))
                    throw Wrong("Goals", $"two goals hold at once for {goals[i].Project ?? "all time"}", "Let the one end, by Until, before the other begins, by From.");
        return goals;
    }

    private Goal Goal(SettingsFile.GoalSettings goal)
    {
        var micros = goal.HoursAWeek is > 0 and <= 168 ? (long)(goal.HoursAWeek * Micros.PerHour) : 0;
        if (micros <= 0) throw Wrong("Goals", string.Create(CultureInfo.InvariantCulture, $"{goal.HoursAWeek} hours a week"), "A week has 168; write 7.5 for 7:30.");
        if (goal.Project is { } project && string.IsNullOrWhiteSpace(project)) throw Wrong("Goals", "the project is empty", "Leave it out for all time.");
        var (from, until) = (Date("Goals", goal.From), goal.Until is null ? (LocalDate?)null : Date("Goals", goal.Until));
        if (until < from) throw Wrong("Goals", $"a goal ends on {goal.Until}, before it begins on {goal.From}", "Until is the later date of the two.");
        return new Goal(goal.Project, micros, goal.ExcludeWeekends, from, until);
    }

    private ClosingSettings Closing(IReadOnlyList<SettingsFile.SourceSettings> sources)
    {
        var unlocked = (file.Closing?.Unlocked ?? []).Select(u => new Unlocked(
            Model.Period.TryParse(u.Period, out var period) ? period : throw Wrong("Closing.Unlocked", $"'{u.Period}' is not a period", "Periods are written 2026-10, 2026-W43 or 2026-10-21."),
            Date("Closing.Unlocked", u.Until),
            u.Reason.Trim().Length > 0 ? u.Reason : throw Wrong("Closing.Unlocked", "a reason is missing", "Say why the period may be changed.")));
        var late = sources.Where(s => s.Late is not null).ToDictionary(s => s.Name, s => s.Late switch
        {
            "adjust" => LateTreatment.Adjust,
            "hold" => LateTreatment.Hold,
            "reopen" => LateTreatment.Reopen,
            _ => throw Wrong("Sources", $"'{s.Late}' says nothing of what comes late", "It is adjust, hold or reopen."),
        }, StringComparer.Ordinal);
        return new ClosingSettings(file.Closing?.Lock, [.. unlocked], file.Closing?.WaitFor ?? [], late);
    }

    private PullSettings Pull(SettingsFile.SourceSettings source) => PullSettings.Of(source.Name, source.Pull!, document.Folder, out var flaw, out var hint) ?? throw Wrong("Sources", $"Pull of '{source.Name}': {flaw}", hint);

    private MailDelivery Delivery() => MailDelivery.Of(file.Mail ?? new SettingsFile.MailSettings(), document.Folder, out var flaw, out var hint) ?? throw Wrong("Mail", flaw!, hint);

    private static List<Mapping> MappingsIn(string? folder)
    {
        if (folder is null) return [];
        if (!Directory.Exists(folder)) throw new SettingsException(new Diagnostic(folder, Place.WholeFile, Severity.Error, "the folder of mappings is not there", "Make it, or leave Mappings out."));
        return [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => Mappings.Parse(path, File.ReadAllBytes(path), out var problem) ?? throw new SettingsException(problem!))];
    }

    private string In(string key, string? path, string standard) => path is { Length: 0 }
        ? throw Wrong(key, "the path is empty", $"Leave it out for '{standard}'.")
        : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path ?? standard, document.Folder));

    private SettingsException Wrong(string key, string what, string hint) => document.Wrong(key, what, hint);

    private Mailbox Address(string key, string text) =>
        Mailbox.TryParse(text) ?? throw Wrong(key, $"'{text}' is not a mail address", "Write it as name@example.org, or Name <name@example.org>.");

    private LocalDate Date(string key, string? text) => text is null ? LocalDate.MinIsoValue
        : LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value
        : throw Wrong(key, $"'{text}' is not a date", DateHint);

    private void NeedsDates<T>(string key, List<T> steps, Func<T, LocalDate> from)
    {
        if (Twice(steps.Select(s => Model.Period.Iso(from(s)))) is { } twice) throw Wrong(key, $"two values from {twice}", "Each value needs its own From.");
    }

    // Ordering by a date of another library is compiled anew at every start.
    private static Comparer<T> ByDate<T>(Func<T, LocalDate> from) => Comparer<T>.Create((one, other) => from(one).CompareTo(from(other)));

    private static string? Twice(IEnumerable<string> names, StringComparer? comparer = null) => names.GroupBy(n => n, comparer ?? StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
}
