using Daybook.Importers.Remote;
using Daybook.Importers.WakaTime;
using Daybook.Model;
using NodaTime;

namespace Daybook.Worker.Stages.Pulling;

/// <summary>Asks for the totals of days whose heartbeats are not given: only of those of which the ledger has neither heartbeats nor a total.</summary>
internal sealed class SummaryPull(PullWork work, WakaTimeClient client, HeartbeatAccount account)
{
    /// <summary>Both ends included, the newest days first.</summary>
    public RemoteTrouble? Fill(LocalDate first, LocalDate last)
    {
        foreach (var (from, to) in Spans(Unknown(first, last)))
        {
            work.Stop.ThrowIfCancellationRequested();
            if (client.Summaries(from, to, out var trouble) is not { } answer) return trouble;
            if (answer.Count == 0) return new RemoteTrouble(RemoteKind.Limited, $"neither heartbeats nor totals are given of {Model.Period.Iso(from)} to {Model.Period.Iso(to)}", "An export, imported as a file, has them. The next pull asks again.");
            if (work.TakeIn(answer.Name, answer.Bytes, isStamped: true) is null) return PullWork.NotTakenIn;
        }
        return null;
    }

    /// <summary>Whether files that were imported speak for each of the days.</summary>
    public bool AreInExports(LocalDate first, LocalDate last) => Covered(first, last).Count == NodaTime.Period.DaysBetween(first, last) + 1;

    private List<LocalDate> Unknown(LocalDate first, LocalDate last)
    {
        var known = Covered(first, last);
        known.UnionWith(work.Ledger.Facts.Totals(first, last).Where(t => t.Source == Source).Select(t => t.Date));
        var zone = HeartbeatPull.ZoneOf(account.Zone) ?? DateTimeZone.Utc;
        long Start(LocalDate day) => Micros.From(zone.AtStartOfDay(day).ToInstant());
        return [.. Days(first, last).Where(d => !known.Contains(d) && !work.Ledger.Facts.HasHeartbeats(Source, Start(d), Start(d.PlusDays(1))))];
    }

    private int Source => work.Ledger.Sources.All().First(s => s.Name == work.Settings.Source).Id;

    private HashSet<LocalDate> Covered(LocalDate first, LocalDate last) =>
        [.. work.Ledger.Facts.Coverage(first, last).Where(c => c.Source == Source).SelectMany(c => Days(c.From, c.To))];

    private static IEnumerable<LocalDate> Days(LocalDate first, LocalDate last) => Enumerable.Range(0, NodaTime.Period.DaysBetween(first, last) + 1).Select(first.PlusDays);

    /// <summary>Runs of days of one month.</summary>
    private static List<(LocalDate From, LocalDate To)> Spans(List<LocalDate> days)
    {
        var spans = new List<(LocalDate From, LocalDate To)>();
        foreach (var day in days.OrderDescending())
            if (spans.Count > 0 && spans[^1].From == day.PlusDays(1) && day.Month == spans[^1].From.Month) spans[^1] = (day, spans[^1].To);
            else spans.Add((day, day));
        return spans;
    }
}
