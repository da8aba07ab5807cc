using System.Text.Json.Serialization;

namespace Daybook.Worker.Configuration;

/// <summary>The configuration as it stands in <c>appsettings.json</c>; every member may be left out. Paths are relative to the file.</summary>
public sealed partial record SettingsFile
{
    /// <summary>Where editors find what may stand here.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Where the ledger lies.</summary>
    public string? Ledger { get; init; }

    /// <summary>Whose time it is.</summary>
    public string? Person { get; init; }

    /// <summary>What files call the people whose time is in this ledger.</summary>
    public IReadOnlyList<PersonNames>? People { get; init; }

    /// <summary>The zone days are cut by, from a date on.</summary>
    public IReadOnlyList<DatedZone>? Zones { get; init; }

    /// <summary>The clock time a day begins at, from a date on.</summary>
    public IReadOnlyList<DatedDayStart>? DayStarts { get; init; }

    /// <summary>In the order in which they win where they overlap.</summary>
    public IReadOnlyList<SourceSettings>? Sources { get; init; }

    /// <summary>Whose time counts where several sources claim it, from a date on.</summary>
    public IReadOnlyList<DatedTimeline>? Timeline { get; init; }

    /// <summary>What of sources and categories counts, from a date on.</summary>
    public IReadOnlyList<CountSettings>? Counting { get; init; }

    /// <summary>The limits that <c>daybook limits</c> goes by: the code of a pack, or a file of one's own.</summary>
    public string? Limits { get; init; }

    /// <summary>The country or region whose public holidays break no streak: <c>DE-BY</c>.</summary>
    public string? Region { get; init; }

    /// <summary>Hours to reach in a week.</summary>
    public IReadOnlyList<GoalSettings>? Goals { get; init; }

    /// <summary>How days are closed, and what is locked.</summary>
    public ClosingFile? Closing { get; init; }

    /// <summary>How days are spread over the projects of another service.</summary>
    public AllocationFile? Allocation { get; init; }

    /// <summary>How lengths are rounded where a report is asked to, from a date on.</summary>
    public IReadOnlyList<DatedRounding>? Rounding { get; init; }

    /// <summary>What time is sold for.</summary>
    public MoneyFile? Money { get; init; }

    /// <summary>What is not let into the ledger as it is.</summary>
    public RedactFile? Redact { get; init; }

    /// <summary>Folder with mapping files of the person's own.</summary>
    public string? Mappings { get; init; }

    /// <summary>How reports say what they say.</summary>
    public ReportSettings? Reports { get; init; }

    /// <summary>Folder with templates of the person's own.</summary>
    public string? Templates { get; init; }

    /// <summary>Folder that heartbeats are appended to as they come.</summary>
    public string? Spool { get; init; }

    /// <summary>How heartbeats are taken over HTTP.</summary>
    public ServeFile? Serve { get; init; }

    /// <summary>Folder that <c>daybook run</c> takes files from.</summary>
    public string? Inbox { get; init; }

    /// <summary>Folder that <c>daybook run</c> moves files to once they are in the ledger.</summary>
    public string? Archive { get; init; }

    /// <summary>Folder that <c>daybook run</c> writes digests to.</summary>
    public string? Digests { get; init; }

    /// <summary>What <c>daybook run</c> does.</summary>
    public RunFile? Run { get; init; }

    /// <summary>When <c>daybook work</c> does what.</summary>
    public WorkFile? Work { get; init; }

    /// <summary>Who is told how runs go.</summary>
    public MonitorFile? Monitor { get; init; }

    /// <summary>Where a run puts backups, and how many stay.</summary>
    public BackupFile? Backup { get; init; }

    /// <summary>Whom the mail is from and to, and how it is sent.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>Who gets reports by mail.</summary>
    public IReadOnlyList<RecipientSettings>? Recipients { get; init; }

    /// <summary>What somebody is reminded of by mail.</summary>
    public IReadOnlyList<ReminderFile>? Reminders { get; init; }

    /// <param name="SecretFile">That holds the key of the hash, and that nobody else can read.</param>
    /// <param name="Rules">Applied before anything is written; for each field the closest holds.</param>
    public sealed record RedactFile(string? SecretFile = null, IReadOnlyList<RedactRuleFile>? Rules = null);

    /// <param name="Field"><c>entity</c>, <c>branch</c>, <c>project</c> or <c>note</c>.</param>
    /// <param name="Do"><c>drop</c>, <c>shorten</c>, <c>hash</c>, or <c>keep</c> where an earlier rule ends.</param>
    /// <param name="Source">Without it every source but time by hand.</param>
    /// <param name="Parts">Of a path that is shortened, the last so many; without it 1.</param>
    /// <param name="From">It holds for what happened from this day of UTC on.</param>
    public sealed record RedactRuleFile(string Field, string Do, string? Source = null, int? Parts = null, string? From = null);

    /// <param name="Kind">A name of <c>AllReminders</c>.</param>
    /// <param name="At">Clock time from which on it is due: <c>16:00</c>.</param>
    /// <param name="LessThan">Of <c>nothing-logged</c>: less counted time than this is as good as none.</param>
    /// <param name="Days">Of <c>nothing-logged</c>: on these alone, <c>mon-fri</c>.</param>
    /// <param name="To">Address; without it that of <see cref="Mail"/>.</param>
    /// <param name="Zone">Of the clock.</param>
    public sealed record ReminderFile(
        string Kind, string At, string? LessThan = null, string? Days = null, string? To = null, string? Language = null, string? Hours = null, string? Zone = null);

    /// <param name="To">Address, with a name or without.</param>
    /// <param name="Person">Whose time; without it that of <see cref="Person"/>.</param>
    /// <param name="Reports">Without them the week.</param>
    /// <param name="Sections">Those that are wanted, in their order.</param>
    /// <param name="Profile"><c>self</c>, <c>manager</c> or <c>client</c>.</param>
    /// <param name="Projects">The only ones that are shown.</param>
    /// <param name="Hide">What is not shown, beside what the profile hides.</param>
    /// <param name="NotBefore">Clock time on the day after the period, <c>07:30</c>.</param>
    /// <param name="Zone">Of that clock.</param>
    public sealed record RecipientSettings(
        string To, string? Person = null, IReadOnlyList<string>? Reports = null, IReadOnlyList<string>? Sections = null, string? Profile = null, IReadOnlyList<string>? Projects = null,
        IReadOnlyList<string>? Hide = null, string? Language = null, string? Hours = null, string? NotBefore = null, string? Zone = null);

    /// <param name="Language"><c>en</c> or <c>de</c>.</param>
    /// <param name="Hours">How lengths are written: <c>clock</c>, <c>seconds</c>, <c>decimal</c> or <c>words</c>.</param>
    public sealed record ReportSettings(string? Language = null, string? Hours = null);

    /// <param name="Person">Name in the ledger.</param>
    /// <param name="Names">Names and addresses that files have for the person, whatever their case.</param>
    public sealed record PersonNames(string Person, IReadOnlyList<string> Names);

    public sealed record DatedZone(string Zone, string? From = null);

    public sealed record DatedDayStart(string At, string? From = null);

    /// <param name="Joins">How its heartbeats become time, from a date on; without any, what its account says, else 15 minutes.</param>
    /// <param name="Zone">Of times in its files that have none; without it the person's.</param>
    /// <param name="DateOrder">Of its dates with the year last: <c>dmy</c> or <c>mdy</c>; without it what the whole file tells.</param>
    /// <param name="DecimalSeparator">Before its decimals: <c>.</c> or <c>,</c>; without it what each number tells.</param>
    /// <param name="Unknown">What becomes of a file with columns that nobody knows: <c>accept</c>, <c>warn</c> or <c>refuse</c>.</param>
    /// <param name="AutoStopEndsAtMidnight">Of Wotra: entries that its guard stopped at 23:59:59 went on until midnight.</param>
    /// <param name="Late">What becomes of what it gives for closed days: <c>adjust</c>, <c>hold</c> or <c>reopen</c>.</param>
    /// <param name="Pull">Of what service it is asked for by <c>daybook pull</c>.</param>
    public sealed record SourceSettings(
        string Name, IReadOnlyList<DatedJoin>? Joins = null, string? Zone = null, string? DateOrder = null, string? DecimalSeparator = null, string? Unknown = null, string? Late = null,
        bool AutoStopEndsAtMidnight = false, PullFile? Pull = null);

    /// <param name="Service">A name of <c>AllPulls</c>.</param>
    /// <param name="Host">A host, or an address with a path; without it the service's own.</param>
    /// <param name="Workspace">Its id, without it the one that is active; of a service that has none a name for the server, without it its host.</param>
    /// <param name="SecretFile">That holds the key, and that nobody else can read.</param>
    /// <param name="AllowHttp">The host may be asked without encryption.</param>
    /// <param name="PageSize">Entries to an answer.</param>
    /// <param name="LagDays">What is this new is asked for again by every pull.</param>
    /// <param name="RequestsPerHour">Without it no limit of one's own.</param>
    public sealed record PullFile(
        string Service, string? Host = null, string? Workspace = null, string? SecretFile = null, bool AllowHttp = false, int? PageSize = null, int? LagDays = null, int? RequestsPerHour = null);

    /// <param name="WaitFor">Sources that must reach a day before it is closed.</param>
    /// <param name="Lock">From when on hands may no longer change the past: <c>month+14</c>.</param>
    /// <param name="Unlocked">Periods that the rule spares for a time.</param>
    public sealed record ClosingFile(IReadOnlyList<string>? WaitFor = null, string? Lock = null, IReadOnlyList<UnlockedPeriod>? Unlocked = null);

    /// <param name="WorkDay">Between which clock times the day lies.</param>
    /// <param name="Length"><c>clock</c>, <c>contract</c> or <c>worked</c>.</param>
    /// <param name="Ratio"><c>sessions</c> or <c>time</c>.</param>
    /// <param name="Place"><c>stacked</c> or <c>tracked</c>.</param>
    /// <param name="Remainder"><c>last</c> or <c>largest</c>.</param>
    /// <param name="Grain">What everything is a multiple of: <c>0:15</c>; without it a second.</param>
    /// <param name="Carry">What rounding took comes back within the week.</param>
    /// <param name="Days"><c>mon-fri</c>.</param>
    /// <param name="Other">Gets what no rule takes.</param>
    public sealed record AllocationFile(
        WorkDayFile? WorkDay = null, string? Length = null, string? Ratio = null, string? Place = null, string? Remainder = null, string? Grain = null, bool Carry = false,
        IReadOnlyList<string>? Sources = null, string? Days = null, string? Other = null, IReadOnlyList<ProjectRuleFile>? Rules = null,
        IReadOnlyList<TargetLength>? AtMost = null, IReadOnlyList<TargetLength>? Fixed = null, string? Description = null, bool? Billable = null);

    public sealed record WorkDayFile(string From, string To);

    /// <param name="To">The project over there; one of the others says what is looked at.</param>
    public sealed record ProjectRuleFile(
        string To, string? Path = null, string? Pattern = null, string? Branch = null, string? Repository = null, string? Client = null, string? Project = null,
        string? From = null, string? Until = null);

    /// <param name="Length">A day: <c>1:30</c>.</param>
    public sealed record TargetLength(string To, string Length);

    public sealed record UnlockedPeriod(string Period, string Until, string Reason);

    public sealed record DatedJoin(int TimeoutMinutes, bool WritesOnly = false, string? From = null);

    /// <param name="Policy"><c>instant</c>, <c>day</c> or <c>union</c>.</param>
    /// <param name="Order">Names of sources, the first wins; without it the order of <see cref="Sources"/>.</param>
    public sealed record DatedTimeline(string? Policy = null, IReadOnlyList<string>? Order = null, string? From = null);

    /// <param name="Count"><c>fully</c>, <c>evidence</c> or <c>never</c>; without it <paramref name="MinutesADay"/>.</param>
    public sealed record CountSettings(string? Source = null, string? Category = null, string? Count = null, int? MinutesADay = null, string? From = null);

    /// <param name="Project">Without it all time counts.</param>
    /// <param name="From">It holds for weeks whose Monday is not before this.</param>
    /// <param name="Until">Nor after this.</param>
    public sealed record GoalSettings(decimal HoursAWeek, string? Project = null, bool ExcludeWeekends = false, string? From = null, string? Until = null);

    /// <param name="Minutes">The step: 1, 5, 10, 15, 30 or 60.</param>
    /// <param name="Method"><c>nearest</c>, <c>up</c> or <c>down</c>.</param>
    public sealed record DatedRounding(int Minutes, string? Method = null, string? From = null);

    /// <param name="Currency">Where a rate or budget names none: <c>EUR</c>.</param>
    /// <param name="InvoicesFrom">What was worked before this date counts as billed.</param>
    public sealed record MoneyFile(string? Currency = null, IReadOnlyList<ClientFile>? Clients = null, IReadOnlyList<RateFile>? Rates = null, IReadOnlyList<BudgetFile>? Budgets = null, string? InvoicesFrom = null);

    /// <param name="Projects">As reports call them, whose time is the client's where no entry says.</param>
    public sealed record ClientFile(string Client, IReadOnlyList<string> Projects);

    /// <param name="Hour">What it is sold for.</param>
    /// <param name="Billable">Whether it is sold at all.</param>
    public sealed record RateFile(
        decimal? Hour = null, bool? Billable = null, string? Project = null, string? Client = null, string? Person = null, string? Currency = null, string? From = null);

    /// <param name="Hours">Of all time.</param>
    /// <param name="Amount">In place of hours, of what is billable.</param>
    /// <param name="Each"><c>month</c> or <c>year</c>: anew with each.</param>
    /// <param name="Percents">At which it is told; without them 80, 100 and 105.</param>
    public sealed record BudgetFile(
        string? Project = null, string? Client = null, decimal? Hours = null, decimal? Amount = null, string? Currency = null, string? From = null, string? Until = null, string? Each = null,
        IReadOnlyList<int>? Percents = null);

    /// <param name="Listen">Address and port, <c>127.0.0.1:8717</c>.</param>
    /// <param name="AllowOthers">It may be an address that other machines can reach.</param>
    /// <param name="Hosts">Names it is called by beside those of this machine.</param>
    public sealed record ServeFile(string? Listen = null, bool AllowOthers = false, IReadOnlyList<string>? Hosts = null, IReadOnlyList<ServeKeyFile>? Keys = null);

    /// <param name="Sha256">Of the key, as <c>daybook serve key</c> prints it.</param>
    /// <param name="Person">Whose time it sends; without it that of <see cref="Person"/>.</param>
    /// <param name="Source">What it sends is of the source of this name.</param>
    /// <param name="SecretFile">Holds what TimeTracker signs its webhooks with.</param>
    public sealed record ServeKeyFile(string Name, string Sha256, string? Person = null, string? Source = null, string? SecretFile = null);

    /// <param name="From">Sender of the digest.</param>
    /// <param name="To">Recipient of the digest.</param>
    /// <param name="Transport"><c>folder</c>, <c>smtp</c> or <c>sendmail</c>.</param>
    /// <param name="Host">Of the mail server.</param>
    /// <param name="Security"><c>starttls</c>, <c>implicit</c>, or <c>none</c> for this machine.</param>
    /// <param name="User">Who logs in; without it nobody does.</param>
    /// <param name="SecretFile">That holds the password or token, and that nobody else can read.</param>
    /// <param name="Login"><c>plain</c>, <c>login</c> or <c>xoauth2</c>.</param>
    /// <param name="Command">Full path of the <c>sendmail</c> command.</param>
    /// <param name="Unknown">What is done when nothing says whether a mail was taken: <c>resend</c> or <c>hold</c>.</param>
    public sealed record MailSettings(
        string? From = null, string? To = null, string? Transport = null, string? Host = null, int? Port = null, string? Security = null, string? User = null, string? SecretFile = null,
        string? Login = null, string? Command = null, string? Unknown = null);
}
