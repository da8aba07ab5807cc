using Daybook.Reports;
using Daybook.Rules;
using Daybook.Worker.Monitoring;
using Daybook.Worker.Running;
using Daybook.Worker.Stages.Pulling;

namespace Daybook.Worker.Configuration;

/// <summary>The words that a setting may have, where it is one of a few. Editors offer them, and <c>config check</c> names the nearest.</summary>
internal static class SettingWords
{
    private static readonly Dictionary<string, Func<IEnumerable<string>>> All = new(StringComparer.Ordinal)
    {
        ["Sources.DateOrder"] = () => ["dmy", "mdy"],
        ["Sources.DecimalSeparator"] = () => [".", ","],
        ["Sources.Unknown"] = () => ["accept", "warn", "refuse"],
        ["Sources.Late"] = () => ["adjust", "hold", "reopen"],
        ["Sources.Pull.Service"] = () => AllPulls.InOrder.Select(p => p.Service.Name),
        ["Timeline.Policy"] = () => ["instant", "day", "union"],
        ["Counting.Count"] = () => ["fully", "evidence", "never"],
        ["Rounding.Method"] = () => ["nearest", "up", "down"],
        ["Allocation.Length"] = () => ["clock", "contract", "worked"],
        ["Allocation.Ratio"] = () => ["sessions", "time"],
        ["Allocation.Place"] = () => ["stacked", "tracked"],
        ["Allocation.Remainder"] = () => ["last", "largest"],
        ["Money.Budgets.Each"] = () => ["month", "year"],
        ["Redact.Rules.Field"] = () => ["entity", "branch", "project", "note"],
        ["Redact.Rules.Do"] = () => ["drop", "shorten", "hash", "keep"],
        ["Run.Stages"] = () => AllRunStages.Names,
        ["Work.Schedules.Stages"] = () => AllRunStages.Names,
        ["Work.Schedules.Missed"] = () => ["once", "skip"],
        ["Monitor.Pings.Kind"] = () => AllPings.Names,
        ["Mail.Transport"] = () => ["folder", "smtp", "sendmail"],
        ["Mail.Security"] = () => ["starttls", "implicit", "none"],
        ["Mail.Login"] = () => ["plain", "login", "xoauth2"],
        ["Mail.Unknown"] = () => ["resend", "hold"],
        ["Reports.Language"] = () => Words.Languages,
        ["Reports.Hours"] = Forms,
        ["Recipients.Language"] = () => Words.Languages,
        ["Recipients.Hours"] = Forms,
        ["Recipients.Profile"] = () => ["self", "manager", "client"],
        ["Recipients.Reports"] = () => AllReports.InOrder.Where(r => r.Subject != ReportSubject.NameAndPeriod).Select(r => r.Name),
        ["Recipients.Hide"] = () => Redaction.Parts,
        ["Reminders.Kind"] = () => AllReminders.InOrder.Select(k => k.Name),
        ["Reminders.Language"] = () => Words.Languages,
        ["Reminders.Hours"] = Forms,
    };

    /// <summary>Paths of the settings that have words, as <see cref="SettingsKey.Path"/>.</summary>
    public static IEnumerable<string> Paths => All.Keys;

    /// <summary>Null where it may be any text.</summary>
    public static IReadOnlyList<string>? Of(string path) => All.TryGetValue(path, out var words) ? [.. words()] : null;

    private static IEnumerable<string> Forms() => Enum.GetNames<HoursForm>().Select(n => n.ToLowerInvariant());
}
