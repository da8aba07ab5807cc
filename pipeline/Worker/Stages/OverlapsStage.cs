using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using Period = Daybook.Model.Period;

namespace Daybook.Worker.Stages;

/// <summary>What several sources claimed of a period.</summary>
/// <param name="Days">Days on which any time is known to the hour.</param>
/// <param name="Sources">Names, by their place in the order of sources.</param>
public sealed record Overlaps(Period Period, string Zone, IReadOnlyList<DayOverlaps> Days, IReadOnlyList<string> Sources);

/// <summary>Finds what was claimed once, twice and by nobody.</summary>
public static class OverlapsStage
{
    public static Overlaps Run(Ledger ledger, Settings settings, Func<string, Period> period)
    {
        var person = PersonRules.Of(ledger, settings).FirstOrDefault(p => p.Name == settings.Person)
            ?? throw new LedgerException(LedgerTrouble.Missing, $"the ledger knows no '{Printable.Line(settings.Person)}' yet. Import some facts: daybook import PATH");
        var wanted = period(person.Zone);
        using var names = ledger.Names();
        var sources = ledger.Sources.All().ToDictionary(s => s.Id, s => s.Name);
        var facts = DeriveStage.Facts(ledger, person, wanted.From, wanted.To);
        return new Overlaps(wanted, person.Zone, [.. DeriveDays.ClaimsBetween(wanted.From, wanted.To, facts, person.Derive, names).Select(DayOverlaps.Of)],
            [.. person.Derive.SourceOrder.Select(id => sources[id])]);
    }
}
