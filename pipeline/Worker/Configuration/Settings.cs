using System.Text;
using Daybook.Importers.Mapped;
using Daybook.Importers.Tables;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using NodaTime;

namespace Daybook.Worker.Configuration;

/// <summary>The configuration is wrong: file, place, what and the way out, as one message.</summary>
public sealed class SettingsException(Diagnostic diagnostic) : Exception(diagnostic.ToString())
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}

/// <summary>A zone's id, and the first date it holds.</summary>
public sealed record ZoneFrom(LocalDate From, string Zone);

/// <summary>The clock time days begin at, and the first date it holds.</summary>
public sealed record DayStartFrom(LocalDate From, LocalTime At);

/// <summary>How a source's heartbeats become time.</summary>
public sealed record SourceJoins(string Source, Dated<JoinRule> Joins);

/// <summary>What the configuration says of a source's files where they are silent; null for what it leaves open.</summary>
public sealed record SourceGiven(string Source, string? Zone, DateOrder? DateOrder, char? DecimalSeparator)
{
    /// <summary>What becomes of a file with columns or keys that nobody knows.</summary>
    public UnknownKeys Unknown { get; init; }

    /// <summary>Entries that Wotra's guard stopped at 23:59:59 went on until midnight.</summary>
    public bool AutoStopEndsAtMidnight { get; init; }
}

/// <summary>What becomes of a file with columns or keys that nobody knows; they are kept with their rows in any case.</summary>
public enum UnknownKeys { Accept, Warn, Refuse }

/// <summary>Whose time counts where several sources claim it.</summary>
/// <param name="Order">Names of sources, the first wins; null for that of the sources.</param>
public sealed record TimelineFrom(LocalDate From, IReadOnlyList<string>? Order, Settle Settle);

/// <summary>What of a source's time or a category's counts; null for all sources, or all categories.</summary>
public sealed record CountFrom(LocalDate From, string? Source, string? Category, Counts Counts, long DailyMicros);

/// <summary>A period that the lock rule spares for a time.</summary>
/// <param name="Until">The last day on which it does.</param>
public sealed record Unlocked(Model.Period Period, LocalDate Until, string Reason);

/// <summary>How days are closed.</summary>
/// <param name="Lock">The rule as it stands in the file, for what cannot be read locks everything; null for none.</param>
/// <param name="WaitFor">Sources that must reach a day before it is closed.</param>
/// <param name="Late">By source, what becomes of what it gives for closed days.</param>
public sealed record ClosingSettings(string? Lock, IReadOnlyList<Unlocked> Unlocked, IReadOnlyList<string> WaitFor, IReadOnlyDictionary<string, LateTreatment> Late)
{
    public static ClosingSettings None { get; } = new(null, [], [], new Dictionary<string, LateTreatment>());
}

/// <summary>How lengths are rounded where a report is asked to, and the first date it holds.</summary>
public sealed record RoundingFrom(LocalDate From, Rounding Rounding);

/// <summary>The configuration, checked and with its defaults.</summary>
/// <param name="Zones">Empty when the file names none.</param>
/// <param name="DayStarts">Empty for midnight.</param>
/// <param name="SourceOrder">Names of sources, the one that wins first; those not named follow in the order they came.</param>
/// <param name="Joins">Of the sources that are configured, ordered by name.</param>
/// <param name="Given">Of the sources that are configured.</param>
/// <param name="Mappings">The person's own, ordered by file name.</param>
/// <param name="People">What files call the people of this ledger; empty where it was never said.</param>
public sealed record Settings(
    string Ledger, string Person, IReadOnlyList<ZoneFrom> Zones, IReadOnlyList<DayStartFrom> DayStarts,
    IReadOnlyList<string> SourceOrder, IReadOnlyList<SourceJoins> Joins, IReadOnlyList<SourceGiven> Given, IReadOnlyList<SettingsFile.PersonNames> People, IReadOnlyList<Mapping> Mappings,
    string Inbox, string Archive, string Digests, Mailbox MailFrom, Mailbox MailTo)
{
    /// <summary>The folder that heartbeats are appended to as they come; full path.</summary>
    public required string Spool { get; init; }

    /// <summary>Empty where the order of sources settles every instant.</summary>
    public IReadOnlyList<TimelineFrom> Timeline { get; init; } = [];

    public IReadOnlyList<CountFrom> Counting { get; init; } = [];

    /// <summary>The code of a pack, or the full path of a file; null where none was chosen.</summary>
    public string? Limits { get; init; }

    /// <summary>Of the country or region that is set; null for no holidays.</summary>
    public HolidayCalendar? Holidays { get; init; }

    public IReadOnlyList<Goal> Goals { get; init; } = [];

    public MoneySettings Money { get; init; } = MoneySettings.None;

    /// <summary>Of the sources that are pulled, in the order of the sources.</summary>
    public IReadOnlyList<PullSettings> Pulls { get; init; } = [];

    /// <summary>How days are allocated; null where the configuration says nothing of it.</summary>
    public AllocationSettings? Allocation { get; init; }

    /// <summary>How reports say what they say.</summary>
    public ReportStyle Style { get; init; } = ReportStyle.English;

    /// <summary>In what shape; those of the person's own before those that come with the program.</summary>
    public TemplateFolder Templates { get; init; } = TemplateFolder.Shipped;

    /// <summary>Who gets reports by mail; one at least.</summary>
    public IReadOnlyList<Recipient> Recipients { get; init; } = [];

    /// <summary>Whether the configuration names them; else it is the one of <see cref="MailTo"/>, with the week.</summary>
    public bool HasRecipients { get; init; }

    /// <summary>What somebody is reminded of by mail.</summary>
    public IReadOnlyList<WantedReminders> Reminders { get; init; } = [];

    /// <summary>How mails are sent.</summary>
    public MailDelivery Delivery { get; init; } = MailDelivery.ToFolder;

    public ClosingSettings Closing { get; init; } = ClosingSettings.None;

    /// <summary>What <c>daybook work</c> does; looked at when it is asked for, since what reads schedules takes long to load. Throws <see cref="SettingsException"/>.</summary>
    public required Func<WorkSettings> Work { get; init; }

    public MonitorSettings Monitor { get; init; } = MonitorSettings.None;

    public RunSettings Run { get; init; } = RunSettings.Standard;

    public RedactSettings Redact { get; init; } = RedactSettings.None;

    /// <summary>Variables of the environment, for secrets.</summary>
    internal Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>What of a source is not kept as it is; null where all is.</summary>
    /// <exception cref="SettingsException">The key of a hash is missing.</exception>
    internal Redactor? RedactorOf(string source) => Redact.For(source, Environment, (what, hint) => new SettingsException(new Diagnostic("settings", Place.WholeFile, Severity.Error, $"Redact: {what}", hint)));

    public BackupSettings Backup { get; init; } = BackupSettings.None;

    /// <summary>How lengths are rounded where a report is asked to, ordered by date; before the first they are not.</summary>
    public IReadOnlyList<RoundingFrom> Rounding { get; init; } = [];

    /// <summary>How heartbeats are taken over HTTP.</summary>
    public ServeSettings Serve { get; init; } = ServeSettings.Standard;

    /// <summary>Whose time a source of the spool is: what a key that sends to it says, else the person's own.</summary>
    public string PersonOf(string source) => Serve.Keys.FirstOrDefault(k => k.Source == source)?.Person ?? Person;

    /// <summary>How lengths of a day are rounded where that is asked for; null where they are not.</summary>
    public Rounding? RoundingOn(LocalDate date) => Rounding.LastOrDefault(r => r.From <= date)?.Rounding;

    /// <param name="path">The file, or null for none: all defaults.</param>
    /// <param name="folder">What relative paths are relative to when there is no file.</param>
    /// <param name="variables">Of the environment: those that say settings win over the file.</param>
    /// <exception cref="SettingsException">The file cannot be read or says something impossible.</exception>
    public static Settings Load(string? path, string folder, IReadOnlyCollection<KeyValuePair<string, string>>? variables = null) => Of(SettingsDocument.Of(path, folder, variables ?? []));

    /// <exception cref="SettingsException">It says something impossible.</exception>
    internal static Settings Of(SettingsDocument document) => new SettingsReader(document.Parsed(), document).Settings();

    /// <summary>What of the configuration decides how days are derived, as text: when it changes, they are derived again.</summary>
    public string DerivedBy()
    {
        var text = new StringBuilder();
        foreach (var zone in Zones) text.Append("zone ").Append(Model.Period.Iso(zone.From)).Append(' ').Append(zone.Zone).Append("; ");
        foreach (var start in DayStarts) text.Append("day start ").Append(Model.Period.Iso(start.From)).Append(' ').Append(start.At.NanosecondOfDay).Append("; ");
        foreach (var source in SourceOrder) text.Append("source ").Append(source).Append("; ");
        foreach (var source in Joins)
            foreach (var step in source.Joins.Steps)
                text.Append("join ").Append(source.Source).Append(' ').Append(Model.Period.Iso(step.From)).Append(' ')
                    .Append(step.Value.TimeoutMicros).Append(step.Value.WritesOnly ? " writes; " : "; ");
        foreach (var step in Timeline)
            text.Append("timeline ").Append(Model.Period.Iso(step.From)).Append(' ').Append(step.Settle).Append(' ').AppendJoin(',', step.Order ?? []).Append("; ");
        foreach (var rule in Counting)
            text.Append("count ").Append(Model.Period.Iso(rule.From)).Append(' ').Append(rule.Source).Append('/').Append(rule.Category).Append(' ')
                .Append(rule.Counts).Append(' ').Append(rule.DailyMicros).Append("; ");
        return text.ToString();
    }
}
