using Daybook.Importers.ClaudeTracker;
using Daybook.Importers.WorkTime;
using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>Finds what WorkTime and claude-tracker tell of their sessions beside time.</summary>
internal static class SessionStage
{
    public static ReviewFigures Reviews(Ledger ledger, int person, DayCut cut, Period period)
    {
        var (sessions, activities) = (new List<ReviewedTime>(), new List<ReviewActivity>());
        foreach (var source in SourcesOf(ledger, person, new WorkTimeImporter().Name))
            foreach (var entry in Entries(ledger, source, cut, period))
                if (entry.Time is EntryTime.Interval time)
                    sessions.AddRange(Pieces(entry, time, cut).Where(s => period.Contains(s.Date)));
        foreach (var fact in ledger.Terms.Of(person, [AccountFact.Review]).OrderBy(f => f.AtMicros).ThenBy(f => f.Source, StringComparer.Ordinal).ThenBy(f => f.Identity, StringComparer.Ordinal))
            if (SessionFacts.Review(fact, cut) is { } activity && period.Contains(activity.Date))
                activities.Add(activity);
        return new ReviewFigures([.. sessions.OrderBy(s => s.Date).ThenBy(s => s.Repository, StringComparer.Ordinal).ThenBy(s => s.Change, StringComparer.Ordinal)], activities);
    }

    public static IReadOnlyList<TokenSum> Tokens(Ledger ledger, int person, DayCut cut, Period period)
    {
        var sums = new Dictionary<(LocalDate Date, string Project), TokenSum>();
        foreach (var source in SourcesOf(ledger, person, new ClaudeTrackerImporter().Name))
            foreach (var entry in Entries(ledger, source, cut, period))
            {
                if (entry.Time is not EntryTime.Interval time || cut.DayOf(time.Start) is var date && !period.Contains(date) || SessionFacts.Tokens(entry.Extra) is not { } tokens) continue;
                var project = NameParts.Of(Dimension.Project, entry.Work.Project ?? "");
                var sum = sums.GetValueOrDefault((date, project)) ?? new TokenSum(date, project, 0, 0, 0, 0, 0);
                sums[(date, project)] = sum with { Sessions = sum.Sessions + 1, Input = sum.Input + tokens.Input, Output = sum.Output + tokens.Output, Written = sum.Written + tokens.Written, Read = sum.Read + tokens.Read };
            }
        return [.. sums.Values.OrderBy(s => s.Date).ThenBy(s => s.Project, StringComparer.Ordinal)];
    }

    private static IEnumerable<ReviewedTime> Pieces(TimeEntry entry, EntryTime.Interval time, DayCut cut)
    {
        var pieces = cut.Split(time.Start, time.End).Select(p => (p.Date, Micros: p.End - p.Start)).ToList();
        if (pieces.Count == 0) pieces.Add((cut.DayOf(time.Start), 0));
        return pieces.Select((p, i) => new ReviewedTime(p.Date, entry.Work.Project ?? "", entry.Work.Task ?? "", entry.Work.Note ?? "", p.Micros, i == 0));
    }

    private static IReadOnlyList<TimeEntry> Entries(Ledger ledger, string source, DayCut cut, Period period) =>
        ledger.Entries.Touching(source, cut.SpanOf(period.From).Start, cut.SpanOf(period.To).End, period.From, period.To);

    private static IEnumerable<string> SourcesOf(Ledger ledger, int person, string importer) => ledger.Sources.All().Where(s => s.Person == person && s.Importer == importer).Select(s => s.Name);
}
