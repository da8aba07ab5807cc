using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>What a purge came to.</summary>
/// <param name="Days">That keep what they came to, in order.</param>
internal sealed record PurgeResult(PurgedFacts Facts, IReadOnlyList<LocalDate> Days);

/// <summary>
/// Takes out a source's facts before a date. Every day that they made something of is kept with its sums: it is worked out before and after, and where
/// both differ, what it was is written down. So no total changes, not of the day after the cut either, into which work of the night before may reach.
/// </summary>
internal static class PurgeStage
{
    public static PurgeResult Run(Ledger ledger, Settings settings, SourceInfo source, LocalDate before, long run)
    {
        DeriveStage.Run(ledger, settings);
        return ledger.Purges.AsOne(() =>
        {
            var person = PersonRules.Of(ledger, settings).First(p => p.Person == source.Person);
            var was = ledger.Derived.Days(person.Person).ToList();
            var facts = ledger.Purges.TakeOut(source.Id, person.Derive.Cut.SpanOf(before).Start, before, run);
            DeriveStage.Run(ledger, settings);
            var now = ledger.Derived.Days(person.Person).ToDictionary(d => d.Date);
            var kept = was.Where(d => d.Basis != DayBasis.None && !(now.TryGetValue(d.Date, out var left) && AreAlike(d, left))).ToList();
            foreach (var day in kept) ledger.Purges.Keep(person.Person, day, run);
            DeriveStage.Run(ledger, settings);
            ledger.Purges.SweepNames();
            return new PurgeResult(facts, [.. kept.Select(d => d.Date)]);
        });
    }

    private static bool AreAlike(DerivedDay x, DerivedDay y) =>
        (x.Basis, x.Worked, x.Summed) == (y.Basis, y.Worked, y.Summed) && x.Stretches.SequenceEqual(y.Stretches)
        && x.Parts.OrderBy(p => (p.Kind, p.Id)).SequenceEqual(y.Parts.OrderBy(p => (p.Kind, p.Id)));
}
