using Daybook.Model;
using Daybook.Store;
using Daybook.Worker.Configuration;

namespace Daybook.Worker.Stages;

/// <summary>Holds the ledger against its laws.</summary>
public static class CheckStage
{
    public const string DaysFollow = "days follow from the facts";

    public static IEnumerable<(string Check, IReadOnlyList<Finding> Findings)> Run(Ledger ledger, Settings settings)
    {
        using var moment = ledger.Checks.AtOneMoment();
        foreach (var check in ledger.Checks.Run()) yield return check;
        yield return (DaysFollow, LedgerChecks.Ask(DaysFollow, () => Differences(ledger, settings)));
        yield return (ChainCheck.Name, LedgerChecks.Ask(ChainCheck.Name, () => ledger.Sources.People().SelectMany(p => ChainCheck.Of(p.Name, ledger.Closings.Chain(p.Id)))));
    }

    /// <summary>Works all days out anew and lays them beside the stored ones. Days that are stale anyway are no finding.</summary>
    private static IEnumerable<Finding> Differences(Ledger ledger, Settings settings)
    {
        if (ledger.Derived.Stale().Count > 0) yield break;
        using var names = ledger.Names();
        foreach (var person in PersonRules.Of(ledger, settings))
        {
            if (ledger.Derived.SettingsOf(person.Person) != person.Text) continue;
            using var stored = ledger.Derived.Days(person.Person).GetEnumerator();
            var hasStored = stored.MoveNext();
            foreach (var (first, last) in DeriveStage.All(ledger, person))
                foreach (var day in DeriveStage.Days(ledger, person, names, first, last))
                {
                    while (hasStored && stored.Current.Date < day.Date)
                    {
                        yield return Unfounded(stored.Current);
                        hasStored = stored.MoveNext();
                    }
                    if (!hasStored || stored.Current.Date != day.Date)
                    {
                        yield return new Finding(DaysFollow, $"day {Period.Iso(day.Date)} is missing");
                        continue;
                    }
                    if (!AreEqual(stored.Current, day)) yield return new Finding(DaysFollow, $"day {Period.Iso(day.Date)} is stored otherwise");
                    hasStored = stored.MoveNext();
                }
            for (; hasStored; hasStored = stored.MoveNext()) yield return Unfounded(stored.Current);
        }
    }

    private static Finding Unfounded(DerivedDay day) => new(DaysFollow, $"day {Period.Iso(day.Date)} is stored, but no fact says so");

    private static bool AreEqual(DerivedDay x, DerivedDay y) =>
        x == (y with { Parts = x.Parts, Stretches = x.Stretches })
        && x.Stretches.SequenceEqual(y.Stretches)
        && x.Parts.OrderBy(p => (p.Kind, p.Id)).SequenceEqual(y.Parts.OrderBy(p => (p.Kind, p.Id)));
}
