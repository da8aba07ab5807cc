using System.CommandLine;
using Daybook.Importers.Mapped;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Rules;
using Daybook.Worker.Commands;
using Daybook.Worker.Configuration;
using Daybook.Worker.Running;
using Daybook.Worker.Stages;
using NodaTime;

namespace Daybook.Worker.Completing;

/// <summary>What stands behind options and in the place of arguments. A test holds that everything that takes a value is named here.</summary>
internal sealed class ValueWords(string path, IReadOnlyList<string> before, LedgerWords ledger)
{
    private delegate Expected Answer(ValueWords words, string typed);

    private static readonly Answer Free = (_, _) => Expected.Nothing, Files = (_, _) => Expected.Files, Folders = (_, _) => Expected.Folders;
    private static readonly Answer Zones = (_, _) => Expected.Of(DateTimeZoneProviders.Tzdb.Ids);
    private static readonly Answer Project = (w, _) => w.Ledger.Projects(), Client = (w, _) => w.Ledger.Clients(), Source = (w, _) => w.Ledger.Sources();
    private static readonly Answer AnyPeriod = (w, typed) => w.Ledger.Periods(typed, PeriodKind.Year, PeriodKind.Month, PeriodKind.Week, PeriodKind.Day);
    private static readonly Answer Weeks = (w, typed) => w.Ledger.Periods(typed, PeriodKind.Week), Years = (w, typed) => w.Ledger.Periods(typed, PeriodKind.Year);
    private static readonly Answer Date = (w, typed) => Joined(Expected.Of(["today", "yesterday"]), w.Ledger.Periods(typed, PeriodKind.Day));

    /// <summary>By name, or by command and name where it means something else there.</summary>
    private static readonly Dictionary<string, Answer> All = new(StringComparer.Ordinal)
    {
        ["--ledger"] = Files,
        ["--config"] = Files,
        ["--now"] = Free,
        ["--wait"] = Free,
        ["--zone"] = Zones,
        ["--project"] = Project,
        ["--client"] = Client,
        ["--task"] = (w, _) => w.Ledger.Tasks(),
        ["--person"] = (w, _) => w.Ledger.People(),
        ["--source"] = Source,
        ["--language"] = (_, _) => Expected.Of(Words.Languages),
        ["--hours"] = Of("clock", "seconds", "decimal", "words"),
        ["--format"] = Of("text", "html", "md", "csv", "json"),
        ["--from"] = Date,
        ["--to"] = Date,
        ["--through"] = Date,
        ["--until"] = Date,
        ["--only"] = Stages,
        ["--skip"] = Stages,
        ["--note"] = Free,
        ["--tag"] = Free,
        ["--billable"] = Of("true", "false"),
        ["--at"] = Free,
        ["--start"] = Free,
        ["--end"] = Free,
        ["--length"] = Free,
        ["--out"] = Files,
        ["--mapping"] = Files,
        ["--reason"] = Free,
        ["PERIOD"] = AnyPeriod,
        ["DAYS"] = AnyPeriod,
        ["WEEK"] = Weeks,
        ["DATE"] = Date,
        ["FILE"] = Files,
        ["PATH"] = Files,
        ["DIR"] = Folders,
        ["ID"] = Of("last"),

        ["import --as"] = Source,
        ["import --date-order"] = Setting("Sources.DateOrder"),
        ["import --kind"] = (_, _) => Expected.Of(Mappings.Shipped.Select(m => m.Kind)),
        ["import undo RUN"] = Free,
        ["demo --out"] = Folders,
        ["init --folder"] = Folders,
        ["init --region"] = (_, _) => Expected.Of(AllHolidays.Codes),
        ["init --mail-to"] = Free,
        ["init --import"] = Files,
        ["purge --before"] = Date,
        ["digest --out"] = Folders,
        ["quarantine export --out"] = Folders,
        ["install systemd --folder"] = Folders,
        ["install systemd --calendar"] = Free,
        ["install cron --cron"] = Free,
        ["export WHAT"] = (_, _) => Expected.Of(ExportStage.Offered.Select(o => o.What).Distinct(StringComparer.Ordinal)),
        ["export --as"] = (_, _) => Expected.Of(ExportStage.Offered.Select(o => o.As).Distinct(StringComparer.Ordinal)),
        ["export --to"] = Files,
        ["report REPORT"] = (_, _) => Expected.Of(ReportCommand.Names),
        ["report PERIOD"] = (w, typed) => w.Before[0] switch { "project" => w.Ledger.Projects(), "client" => w.Ledger.Clients(), var name => OfReport(w, name, typed) },
        ["report SECOND"] = (w, typed) => OfReport(w, w.Before[0], typed),
        ["report --format"] = Of("text", "html", "md", "csv", "json", "mail", "pdf"),
        ["template --format"] = Of("html", "mail"),
        ["template NAME"] = (_, _) => Expected.Of(TemplateFolder.AllShipped),
        ["template REPORT"] = (_, _) => Expected.Of(AllReports.InOrder.Select(r => r.Name)),
        ["account --by"] = Of("day", "week", "month"),
        ["vacation YEAR"] = Years,
        ["limits --pack"] = (_, _) => Expected.Of(AllLimitPacks.Codes),
        ["invoice CLIENT"] = Client,
        ["invoice --by"] = Of("project", "task", "day"),
        ["invoice --mark"] = Free,
        ["invoice NUMBER"] = Free,
        ["add TIMES"] = Free,
        ["adjust LENGTH"] = Free,
        ["mark DATES"] = Date,
        ["mark KIND"] = (_, _) => Expected.Of(MarkCommand.Kinds),
        ["mark --hours"] = Free,
        ["outbox ID"] = Free,
        ["push SERVICE"] = (w, _) => w.Ledger.Pulled(),
        ["pull SOURCE"] = (w, _) => w.Ledger.Pulled(),
        ["run --catch-up"] = Free,
        ["config show KEY"] = (_, _) => Expected.Of(SettingsKey.Root.Keys.Select(k => k.Name)),
        ["serve key NAME"] = Free,
        ["contract --hours"] = Free,
        ["contract --per"] = Of("week", "month", "day"),
        ["contract --weekdays"] = Free,
        ["contract --days"] = Of("mon-fri", "mon-thu", "mon-sat"),
        ["contract --first-weekday"] = Of("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        ["contract --day-start"] = Free,
        ["contract --opening"] = Free,
        ["contract --policy"] = (_, _) => Expected.Of(AllWeekPolicies.InOrder.Select(p => p.Name)),
        ["contract --lookup"] = Of("first-day", "closing", "each-day"),
        ["contract --worked"] = Of("timeline", "sum"),
        ["contract --weight"] = Free,
        ["contract --cap"] = Free,
        ["contract --expiry"] = Free,
        ["contract --vacation"] = Free,
        ["contract --vacation-until"] = Free,
        ["contract --region"] = (_, _) => Expected.Of(AllHolidays.Codes),
        ["contract --effect"] = Free,
        ["heartbeat --entity"] = Files,
        ["heartbeat --entity-type"] = Of("file", "app", "domain", "url"),
        ["heartbeat --time"] = Free,
        ["heartbeat --duration"] = Free,
        ["heartbeat --plugin"] = Free,
        ["heartbeat --language"] = Free,
        ["heartbeat --alternate-language"] = Free,
        ["heartbeat --alternate-project"] = Project,
        ["heartbeat --branch"] = Free,
        ["heartbeat --category"] = Free,
        ["heartbeat --lineno"] = Free,
        ["heartbeat --cursorpos"] = Free,
        ["heartbeat --lines"] = Free,
        ["heartbeat --extra-heartbeats"] = Free,
        ["completion SHELL"] = Shells,
        ["complete SHELL"] = Shells,
        ["complete WORDS"] = Free,
        ["help COMMAND"] = Commands,
        ["man COMMAND"] = Commands,
    };

    private LedgerWords Ledger => ledger;

    private IReadOnlyList<string> Before => before;

    public Expected Of(Symbol taker, string typed) => Find(path, taker) is { } answer ? answer(this, typed) : Expected.Nothing;

    /// <summary>Whether it is said what stands there, though it be anything.</summary>
    public static bool Knows(string path, Symbol taker) => Find(path, taker) is not null;

    // Of "contract add --hours" first that, then "contract --hours", then "--hours".
    private static Answer? Find(string path, Symbol taker)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(at.LastIndexOf(' '), 0)])
            if (All.TryGetValue($"{at} {taker.Name}", out var own)) return own;
        return All.GetValueOrDefault(taker.Name);
    }

    private static Answer Of(params string[] words) => (_, _) => Expected.Of(words);

    private static Answer Setting(string key) => (_, _) => Expected.Of(SettingWords.Of(key) ?? []);

    private static Expected Shells(ValueWords words, string typed) => Expected.Of(Shell.All.Select(s => s.Name));

    private static Expected Commands(ValueWords words, string typed) => words.Before.Count == 0 ? Expected.Of(AllCommands.Names) : Expected.Nothing;

    /// <summary>The stage after the last comma; those before it are not offered again.</summary>
    private static Expected Stages(ValueWords words, string typed)
    {
        var cut = typed.LastIndexOf(',') + 1;
        var chosen = typed[..cut].Split(',');
        return Expected.Of(AllRunStages.Names.Where(n => !chosen.Contains(n)).Select(n => typed[..cut] + n));
    }

    private static Expected OfReport(ValueWords words, string name, string typed) =>
        AllReports.Of(name) is { } report ? words.Ledger.Periods(typed, [.. report.Kinds]) : AnyPeriod(words, typed);

    private static Expected Joined(Expected one, Expected other) => one with { Words = [.. one.Words, .. other.Words] };
}
