using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>What each source knows of each day of a range.</summary>
public static class DayCoverage
{
    /// <param name="claims">Of the days, as <see cref="DeriveDays.ClaimsBetween"/> gives them.</param>
    /// <param name="facts">Their totals and coverage; heartbeats and entries are not asked for.</param>
    /// <returns>By source id and date; what is not in it is <see cref="Knowledge.None"/>.</returns>
    public static IReadOnlyDictionary<(int Source, LocalDate Date), Knowledge> Of(
        LocalDate first, LocalDate last, IEnumerable<DayClaims> claims, DeriveFacts facts, DeriveSettings settings)
    {
        var known = new Dictionary<(int Source, LocalDate Date), Knowledge>();
        foreach (var day in claims)
            foreach (var slice in day.Counted.Concat(day.Evidence))
                known[(settings.SourceOrder[slice.Source], day.Date)] = Knowledge.Partial;
        foreach (var total in facts.Totals)
            known[(total.Source, total.Date)] = total.Micros > 0 ? Knowledge.Complete : Knowledge.Empty;
        foreach (var range in facts.Coverage)
            for (var date = LocalDate.Max(first, range.From); date <= LocalDate.Min(last, range.To); date = date.PlusDays(1))
                known[(range.Source, date)] = known.ContainsKey((range.Source, date)) ? Knowledge.Complete : Knowledge.Empty;
        return known;
    }
}
