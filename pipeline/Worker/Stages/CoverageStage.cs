using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>What each source of a person knows of each day of a period.</summary>
/// <param name="Sources">Those that know anything of it, in their order.</param>
/// <param name="Known">By source id and date; none where it is missing.</param>
public sealed record PeriodCoverage(Period Period, IReadOnlyList<SourceInfo> Sources, IReadOnlyDictionary<(int Source, LocalDate Date), Knowledge> Known)
{
    public Knowledge Of(SourceInfo source, LocalDate date) => Known.GetValueOrDefault((source.Id, date));
}

/// <summary>Finds the holes in what sources say.</summary>
public static class CoverageStage
{
    public static PeriodCoverage Run(Ledger ledger, Settings settings, Period period) => Run(ledger, settings, period, out _);

    /// <param name="claims">What sources claimed of the days, for whoever wants to know more.</param>
    public static PeriodCoverage Run(Ledger ledger, Settings settings, Period period, out IReadOnlyList<DayClaims> claims)
    {
        var person = PersonRules.Of(ledger, settings).FirstOrDefault(p => p.Name == settings.Person)
            ?? throw new LedgerException(LedgerTrouble.Missing, $"the ledger knows no '{Printable.Line(settings.Person)}' yet. Import some facts: daybook import PATH");
        using var names = ledger.Names();
        var facts = DeriveStage.Facts(ledger, person, period.From, period.To);
        claims = [.. DeriveDays.ClaimsBetween(period.From, period.To, facts, person.Derive, names)];
        var known = DayCoverage.Of(period.From, period.To, claims, facts, person.Derive);
        var sources = ledger.Sources.All().Where(s => known.Keys.Any(k => k.Source == s.Id)).OrderBy(s => person.Derive.SourceOrder.ToList().IndexOf(s.Id));
        return new PeriodCoverage(period, [.. sources], known);
    }
}
