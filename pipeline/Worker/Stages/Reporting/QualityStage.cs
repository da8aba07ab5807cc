using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>Finds how far the figures of a period can be trusted.</summary>
internal static class QualityStage
{
    public static QualityFigures Of(Ledger ledger, Settings settings, Period period)
    {
        var coverage = CoverageStage.Run(ledger, settings, period, out var claims);
        var person = PersonRules.Of(ledger, settings).First(p => p.Name == settings.Person);
        var names = ledger.Sources.All().ToDictionary(s => s.Id, s => s.Name);
        string NameAt(int place) => names[person.Derive.SourceOrder[place]];
        var together = claims.SelectMany(day => DayOverlaps.Of(day).Together).GroupBy(t => t.Key).Select(g => new ClaimedTwice(NameAt(g.Key.Winner), NameAt(g.Key.Other), g.Sum(t => t.Value)));
        var own = coverage.Sources.Concat(ledger.Sources.All().Where(s => s.Person == person.Person)).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return new QualityFigures(
            [.. coverage.Sources.Select(s => new SourceCoverage(s.Name, [.. period.Dates.Select(d => coverage.Of(s, d))]))],
            [.. together.Where(t => t.Micros > 0).OrderByDescending(t => t.Micros).ThenBy(t => t.Winner, StringComparer.Ordinal).ThenBy(t => t.Other, StringComparer.Ordinal)],
            [.. ledger.Quarantine.Rows().Where(r => own.Contains(r.Source)).GroupBy(r => (r.Source, r.Reason)).Select(g => new QuarantinedRows(g.Key.Source, g.Key.Reason, g.Count()))
                .OrderByDescending(q => q.Rows).ThenBy(q => q.Source, StringComparer.Ordinal).ThenBy(q => q.Reason, StringComparer.Ordinal)]);
    }
}
