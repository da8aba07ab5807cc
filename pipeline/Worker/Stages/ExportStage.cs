using System.Text;
using Daybook.Importers.Daybook;
using Daybook.Model;
using Daybook.Reports;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>What is asked for.</summary>
/// <param name="What">entries, days, weeks or payroll.</param>
/// <param name="As">Whose format.</param>
/// <param name="Period">Null for all there is; an entry belongs to the day it starts on.</param>
/// <param name="Sources">Empty for all of the person's.</param>
/// <param name="IsRounded">Lengths are rounded by the settings.</param>
/// <param name="StopsBeforeMidnight">As Wotra's guard does.</param>
public sealed record ExportWish(string What, string As, Period? Period, IReadOnlyList<string> Sources, bool IsRounded, bool StopsBeforeMidnight);

/// <summary>A file to hand out.</summary>
/// <param name="Rows">Entries, days or weeks in it.</param>
public sealed record Exported(byte[] Content, int Rows, IReadOnlyList<string> Remarks, bool IsPart);

/// <summary>Hands out what the ledger holds, in Daybook's own format or that of another program. Reads only.</summary>
public static class ExportStage
{
    private const string Entries = "entries", Weeks = "weeks", Payroll = "payroll", TimeTracker = "timetracker", Wotra = "wotra";

    /// <summary>What can be handed out and in whose formats, in order.</summary>
    public static IReadOnlyList<(string What, string As)> Offered { get; } = [(Entries, DaybookImporter.Source), .. AllExports.InOrder.Select(e => (e.What, e.As))];

    /// <exception cref="LedgerException">There is no ledger, or something was named that it does not have.</exception>
    public static Exported Run(Settings settings, ExportWish wish, Instant now)
    {
        if (!Offered.Contains((wish.What, wish.As))) throw Refused($"there is no {wish.What} as {wish.As}. There is: {string.Join(", ", Offered.Select(o => $"{o.What} --as {o.As}"))}.");
        if (wish.IsRounded && (settings.Rounding.Count == 0 || wish.As != TimeTracker))
            throw Refused(wish.As != TimeTracker ? "only lengths that TimeTracker is told are rounded: leave --round out." : "nothing says how to round: Rounding in the configuration does.");
        if (wish.StopsBeforeMidnight && wish.As != Wotra) throw Refused($"--wotra-stop means nothing to {wish.As}: leave it out.");
        var export = AllExports.InOrder.FirstOrDefault(e => (e.What, e.As) == (wish.What, wish.As));
        if (export is { IsOfAccount: true }) return OfAccount(export, settings, wish, now);
        using var ledger = Ledger.OpenForReading(settings.Ledger);
        var rules = PersonRules.Of(ledger, settings).FirstOrDefault(p => p.Name == settings.Person)
            ?? throw new LedgerException(LedgerTrouble.Missing, $"the ledger holds no facts of '{settings.Person}'. Import some: daybook import PATH");
        var cut = rules.Derive.Cut;
        var sources = SourcesOf(ledger, rules, wish);
        var remarks = new List<string>();
        var entries = new List<TimeEntry>();
        var (with, without) = (new List<string>(), new List<string>());
        foreach (var source in sources)
        {
            var ofIt = ledger.Entries.ToHandOut(source);
            if (ofIt.Count == 0) without.Add(source);
            var meant = ofIt.Where(e => wish.Period is not { } period || period.Contains(DayOf(e, cut))).ToList();
            if (meant.Count > 0) with.Add(source);
            entries.AddRange(meant);
        }
        if (wish.What == Payroll && with.Count > 1 && wish.Sources.Count == 0)
            throw Refused($"entries of several sources may be of the same time, and payroll adds them all up: {string.Join(", ", with)}. Say which count: --source NAME, as often as you like.");
        if (without.Count > 0) remarks.Add($"not in it: {string.Join(", ", without)}: no time entries (heartbeats and day totals are none)");
        var ordered = entries.OrderBy(e => At(e, cut)).ThenBy(e => e.Source, StringComparer.Ordinal).ToList();
        if (export is null)
        {
            var running = RunningOf(ledger, sources, HandStage.SourceOf(ledger, settings), wish.Period, cut);
            List<DaybookEntry> all = [.. ordered.Select(e => new DaybookEntry(e)), .. running];
            return new Exported(DaybookDocument.Of(all), all.Count, remarks, false);
        }
        var slice = new ExportSlice(rules.Name, rules.Person, cut, [.. ordered.Select(e => new ExportEntry(e, Length(e, cut, wish, settings)))]) { StopsBeforeMidnight = wish.StopsBeforeMidnight };
        if (wish is { As: TimeTracker, What: Entries }) remarks.Add($"its times are those of clocks in {rules.Zone}, which whoever reads them must know; Zones in the configuration sets it");
        return Written(export, slice, remarks);
    }

    /// <summary>A week is of the period it begins in.</summary>
    private static Exported OfAccount(IExport export, Settings settings, ExportWish wish, Instant now)
    {
        const int RestOfWeek = 6;
        if (wish.Sources.Count > 0) throw Refused($"{wish.What} of the account are of all sources: leave --source out.");
        var isWeeks = wish.What == Weeks;
        var account = AccountStage.Read(settings, wish.Period?.From, isWeeks ? wish.Period?.To.PlusDays(RestOfWeek) : wish.Period?.To, null, now, withAddends: true);
        if (isWeeks && wish.Period is { } period) account = account with { Weeks = [.. account.Weeks.Where(w => period.Contains(w.From))] };
        return Written(export, new ExportSlice(account.Person, 0, DayCut.In(DateTimeZoneProviders.Tzdb[account.Zone]), []) { Account = account }, account.Complaints);
    }

    private static Exported Written(IExport export, ExportSlice slice, IReadOnlyList<string> remarks)
    {
        var file = export.Write(slice);
        return new Exported(Encoding.UTF8.GetBytes(file.Text), file.Rows, [.. remarks, .. file.Remarks], file.IsPart);
    }

    private static List<string> SourcesOf(Ledger ledger, PersonRules rules, ExportWish wish)
    {
        var own = ledger.Sources.All().Where(s => s.Person == rules.Person).Select(s => s.Name).Order(StringComparer.Ordinal).ToList();
        if (wish.Sources.FirstOrDefault(name => !own.Contains(name)) is { } unknown)
            throw Refused($"there is no source '{unknown}' of '{rules.Name}'. There is: {string.Join(", ", own)}.");
        return wish.Sources.Count == 0 ? own : [.. own.Where(wish.Sources.Contains)];
    }

    private static IEnumerable<DaybookEntry> RunningOf(Ledger ledger, List<string> sources, string own, Period? period, DayCut cut) => !sources.Contains(own) ? []
        : HandStage.RunningOf(ledger, own).Where(r => period is not { } p || p.Contains(DayOf(r.Entry, cut))).Select(r => r with { Entry = r.Entry with { Source = own } });

    private static long Length(TimeEntry entry, DayCut cut, ExportWish wish, Settings settings) =>
        wish.IsRounded && settings.RoundingOn(DayOf(entry, cut)) is { } step ? step.Of(entry.Time.LengthMicros) : entry.Time.LengthMicros;

    private static LocalDate DayOf(TimeEntry entry, DayCut cut) => entry.Time switch
    {
        EntryTime.Interval interval => cut.DayOf(interval.Start),
        EntryTime.OnDate { Date: var date } => date,
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };

    private static long At(TimeEntry entry, DayCut cut) => entry.Time is EntryTime.Interval interval ? interval.Start : cut.SpanOf(DayOf(entry, cut)).Start;

    private static LedgerException Refused(string message) => new(LedgerTrouble.Refused, message);
}
