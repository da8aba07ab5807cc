using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What sources say of whole days: their totals, ordered by date, and the days they speak for.</summary>
internal sealed class DayTotals(IEnumerator<TotalFact> totals, IReadOnlyCollection<Coverage> coverage, DeriveSettings settings, ILedgerNames names)
{
    private readonly DerivedPartOrder _order = new(names);
    private readonly SourceRanks _ranks = new(settings);
    private readonly Coverage[] _coverage = [.. coverage.Where(c => settings.SourceOrder.RankOf(c.Source) >= 0)];
    private bool _hasNext = totals.MoveNext();
    private TotalFact? _best;
    private bool _isSpokenFor;

    /// <summary>Of all totals that count, microseconds.</summary>
    public long Summed { get; private set; }

    /// <summary>Moves on to a day; days are asked for in order.</summary>
    public void MoveTo(LocalDate date)
    {
        _best = null;
        Summed = 0;
        _isSpokenFor = _coverage.Any(c => c.From <= date && date <= c.To);
        _ranks.MoveTo(date);
        var bestRank = int.MaxValue;
        for (; _hasNext && totals.Current.Date <= date; MoveNext())
        {
            var source = settings.SourceOrder.RankOf(totals.Current.Source);
            if (source < 0 || totals.Current.Date < date) continue;
            _isSpokenFor = true;
            if (!settings.Counting.MayCount(totals.Current.Source, date)) continue;
            Summed += totals.Current.Micros;
            var rank = _ranks[source];
            if (rank < bestRank && !SaysNothing(totals.Current)) (bestRank, _best) = (rank, totals.Current);
        }
    }

    /// <summary>The day by the first source that gives a total for it, or empty, or null when no source speaks for it.</summary>
    /// <param name="hasEvidence">There was time that does not count.</param>
    public DerivedDay? ToDay(LocalDate date, long start, long end, bool hasEvidence)
    {
        if (!_isSpokenFor && !hasEvidence) return null;
        if (_best is null) return Day(DayBasis.Empty, 0, []);
        var parts = _best.Parts.GroupBy(part => (part.Kind, part.Id))
            .Select(group => new DerivedPart(group.Key.Kind, group.Key.Id, group.Sum(part => part.Micros)))
            .Order(_order);
        return Day(DayBasis.Total, _best.Micros, [.. parts]);

        DerivedDay Day(DayBasis basis, long worked, DerivedPart[] parts) =>
            new(date, start, end, basis, worked, null, null, 0, 0, parts, []);
    }

    /// <summary>A total of nothing, under no name, only says that nothing happened.</summary>
    private static bool SaysNothing(TotalFact total) => total.Micros == 0 && total.Parts.Count == 0;

    private void MoveNext()
    {
        var before = totals.Current.Date;
        _hasNext = totals.MoveNext();
        if (_hasNext && totals.Current.Date < before) throw new OutOfOrderException("day totals");
    }
}
