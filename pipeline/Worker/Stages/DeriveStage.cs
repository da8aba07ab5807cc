using Daybook.Model;
using Daybook.Rules;
using Daybook.Store;
using Daybook.Worker.Configuration;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>How a project's time of one day changes, microseconds. The project is empty where none is given.</summary>
public sealed record DayChange(LocalDate Date, string Project, long Before, long After);

/// <summary>Works the days out again that facts or settings have changed, and no others.</summary>
public static class DeriveStage
{
    private static readonly (LocalDate First, LocalDate Last) Always = (LocalDate.MinIsoValue, LocalDate.MaxIsoValue);

    /// <param name="changes">Told what became of each day and project that changed, where someone wants to know.</param>
    /// <returns>How many days were worked out.</returns>
    public static int Run(Ledger ledger, Settings settings, Action<DayChange>? changes = null)
    {
        var people = PersonRules.Of(ledger, settings);
        var stale = ledger.Derived.Stale();
        if (stale.Count == 0 && people.All(p => ledger.Derived.SettingsOf(p.Person) == p.Text)) return 0;
        var days = 0;
        using var names = ledger.Names();
        ledger.Derived.Rebuild(people.ToDictionary(p => p.Person, p => p.Text), writer =>
        {
            foreach (var person in people)
            {
                var isAll = ledger.Derived.SettingsOf(person.Person) != person.Text;
                var ranges = isAll ? [.. All(ledger, person)] : Affected(stale, person);
                // With other settings every stored day goes, where there is nothing to work out as well.
                foreach (var (first, last) in isAll ? [Always] : ranges)
                {
                    var before = changes is null ? null : ledger.Derived.ByProject(person.Person, first, last);
                    writer.Forget(person.Person, first, last);
                    foreach (var (from, to) in isAll ? ranges : [(first, last)])
                        foreach (var day in Days(ledger, person, names, from, to))
                        {
                            writer.Add(person.Person, day, person.Derive.Cut.ClockOf);
                            days++;
                        }
                    if (before is not null) Tell(before, ledger.Derived.ByProject(person.Person, first, last), changes!);
                }
            }
        });
        return days;
    }

    private static void Tell(
        IReadOnlyDictionary<(LocalDate Date, string Project), long> before, IReadOnlyDictionary<(LocalDate Date, string Project), long> after, Action<DayChange> changes)
    {
        foreach (var key in before.Keys.Union(after.Keys).OrderBy(k => k.Date).ThenBy(k => k.Project, StringComparer.Ordinal))
            if (before.GetValueOrDefault(key) is var was && after.GetValueOrDefault(key) is var becomes && was != becomes)
                changes(new DayChange(key.Date, key.Project, was, becomes));
    }

    /// <summary>The days as the facts alone give them, without a look at what is stored.</summary>
    /// <remarks>Where facts were purged, the days are what they were.</remarks>
    public static IEnumerable<DerivedDay> Days(Ledger ledger, PersonRules person, ILedgerNames names, LocalDate first, LocalDate last)
    {
        var days = DeriveDays.Between(first, last, Facts(ledger, person, first, last), person.Derive, names);
        var purged = ledger.Purges.DaysOf(person.Person, first, last);
        return purged.Count == 0 ? days : PurgedDays.Over(days, purged, person.Derive.Cut);
    }

    /// <summary>What the days from first to last, both inclusive, are worked out from.</summary>
    public static DeriveFacts Facts(Ledger ledger, PersonRules person, LocalDate first, LocalDate last)
    {
        var derive = person.Derive;
        var start = derive.Cut.SpanOf(first).Start;
        var end = derive.Cut.SpanOf(last).End;
        return new DeriveFacts(
            ledger.Facts.Heartbeats(start - derive.LongestTimeout, end + derive.LongestTimeout),
            ledger.Facts.Entries(start, end), ledger.Facts.Totals(first, last), ledger.Facts.Coverage(first, last));
    }

    /// <summary>The days from the first fact to the last; none where there are no facts.</summary>
    public static IEnumerable<(LocalDate First, LocalDate Last)> All(Ledger ledger, PersonRules person)
    {
        var facts = ledger.Facts.Span() is { } span ? AffectedDays.Of(person.Derive.Cut, span.From, span.To, person.Derive.LongestTimeout) : ((LocalDate First, LocalDate Last)?)null;
        return (facts, ledger.Purges.SpanOf(person.Person)) switch
        {
            ({ } a, { } b) => [(LocalDate.Min(a.First, b.First), LocalDate.Max(a.Last, b.Last))],
            ({ } a, null) => [a],
            (null, { } b) => [b],
            _ => [],
        };
    }

    private static List<(LocalDate First, LocalDate Last)> Affected(IReadOnlyList<(long From, long To)> stale, PersonRules person)
    {
        var ranges = new List<(LocalDate First, LocalDate Last)>();
        foreach (var (from, to) in stale)
        {
            var days = AffectedDays.Of(person.Derive.Cut, from, to, person.Derive.LongestTimeout);
            if (ranges.Count > 0 && days.First <= ranges[^1].Last.PlusDays(1))
                ranges[^1] = (ranges[^1].First, LocalDate.Max(ranges[^1].Last, days.Last));
            else
                ranges.Add(days);
        }
        return ranges;
    }
}
