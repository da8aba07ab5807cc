using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Rules;

/// <summary>A person's contracts, which never overlap.</summary>
public sealed class Contracts
{
    private readonly List<Contract> _all;

    private Contracts(List<Contract> all) => _all = all;

    public static Contracts None { get; } = new([]);

    public IReadOnlyList<Contract> All => _all;

    /// <param name="why">What is wrong with them, where the answer is null.</param>
    public static Contracts? Of(IEnumerable<Contract> contracts, out string? why)
    {
        var all = contracts.OrderBy(c => c.From).ToList();
        why = all.Where(c => c.Until < c.From).Select(c => $"the contract from {Period.Iso(c.From)} ends before it begins, on {Period.Iso(c.Until!.Value)}").FirstOrDefault();
        for (var i = 1; i < all.Count; i++) why ??= Clash(all[i - 1], all[i]);
        return why is null ? new Contracts(all) : null;
    }

    /// <summary>Several sources' contracts as one: on every day those of the first that has any in force.</summary>
    /// <param name="sources">The one that wins first.</param>
    public static Contracts Merged(IEnumerable<Contracts> sources)
    {
        var merged = new List<Contract>();
        foreach (var contracts in sources)
            foreach (var contract in contracts._all)
            {
                var end = contracts.EndOf(contract);
                // What is left of it between those that win; its first piece alone begins with its opening balance.
                var pieces = new List<Contract>();
                var from = contract.From;
                foreach (var taken in merged.OrderBy(c => c.From))
                {
                    if (taken.Until < from) continue;
                    if (end is { } last && taken.From > last) break;
                    if (taken.From > from) pieces.Add(contract.Since(from) with { Until = taken.From.PlusDays(-1) });
                    if (taken.Until is not { } until)
                    {
                        from = LocalDate.MaxIsoValue;
                        break;
                    }
                    from = until.PlusDays(1);
                }
                if (from < LocalDate.MaxIsoValue && !(from > end)) pieces.Add(contract.Since(from) with { Until = end });
                merged.AddRange(pieces.Select(p => p.From == contract.From ? p : p with { Opening = null }));
            }
        return new Contracts([.. merged.OrderBy(c => c.From)]);
    }

    /// <summary>Those of them that hold on a date or later, none of them before it; all where the date is null.</summary>
    public Contracts Since(LocalDate? date) => date is not { } first ? this
        : new Contracts([.. _all.Where(c => !(EndOf(c) < first)).Select(c => c.From < first ? c.Since(first) : c)]);

    /// <summary>Null where none is in force.</summary>
    public Contract? On(LocalDate date)
    {
        var i = _all.Count - 1;
        while (i >= 0 && _all[i].From > date) i--;
        return i >= 0 && _all[i].Holds(date) ? _all[i] : null;
    }

    /// <summary>The last day it is in force: its end, or the day before the next begins; null where it is open.</summary>
    public LocalDate? EndOf(Contract contract) => contract.Until ?? _all.Find(c => c.From > contract.From)?.From.PlusDays(-1);

    /// <summary>Microseconds; nothing where no contract is in force.</summary>
    public long PlannedOn(LocalDate date) => On(date)?.PlannedOn(date) ?? 0;

    private static string? Clash(Contract one, Contract next) =>
        one.From == next.From ? $"two contracts begin on {Period.Iso(one.From)}"
        : one.Until >= next.From ? $"the contract from {Period.Iso(one.From)} ends on {Period.Iso(one.Until.Value)}, after the next has begun on {Period.Iso(next.From)}"
        : null;
}
