using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>How much of some time counts.</summary>
public enum Counts
{
    Fully,
    /// <summary>So much of each day, from its first minute on; the rest is evidence.</summary>
    UpTo,
    /// <summary>Not at all, but it is shown beside what does.</summary>
    AsEvidence,
    /// <summary>Not at all, as if it had not been tracked.</summary>
    Never,
}

/// <summary>What of a source's time, or of a category's, counts from a date on.</summary>
/// <param name="Source">Its id, or null for every source.</param>
/// <param name="Category">In any case, or null for every category. Never asked for time that is only known as a day's total.</param>
/// <param name="From">First date it holds, until the next of the same source and category.</param>
/// <param name="DailyMicros">For <see cref="Counts.UpTo"/>.</param>
public sealed record CountRule(int? Source, string? Category, LocalDate From, Counts Counts, long DailyMicros = 0);

/// <summary>Finds the rule of a piece of time: that of its source and category, else of its category, else of its source.</summary>
public sealed class CountRules(IReadOnlyList<CountRule> rules)
{
    public static CountRules None { get; } = new([]);

    public bool IsEmpty => rules.Count == 0;

    /// <param name="category">Empty where none is given.</param>
    /// <returns>Null where all of it counts.</returns>
    public CountRule? Find(int source, string category, LocalDate date)
    {
        CountRule? found = null;
        foreach (var rule in rules)
        {
            if (rule.From > date || (rule.Source ?? source) != source || (rule.Category is { } c && !string.Equals(c, category, StringComparison.OrdinalIgnoreCase))) continue;
            if (found is null || Weight(rule).CompareTo(Weight(found)) is var order && (order > 0 || (order == 0 && rule.From > found.From))) found = rule;
        }
        return found is { Counts: Counts.Fully } ? null : found;
    }

    /// <summary>Whether anything of a source may count on a date, where its time has no category.</summary>
    public bool MayCount(int source, LocalDate date) => Find(source, "", date) is null or { Counts: Counts.UpTo } or { Category: not null };

    private static int Weight(CountRule rule) => (rule.Category is null ? 0 : 2) + (rule.Source is null ? 0 : 1);
}

/// <summary>The rules of one date, looked up once for each source and category.</summary>
internal sealed class CountRulesOfDay(CountRules rules, IReadOnlyList<int> sourceOrder, ILedgerNames names)
{
    private readonly Dictionary<(int Source, int Category), CountRule?> _found = [];
    private LocalDate _date;

    public void MoveTo(LocalDate date)
    {
        _date = date;
        _found.Clear();
    }

    /// <param name="source">Its place in the order of sources.</param>
    public CountRule? Of(int source, int category)
    {
        if (rules.IsEmpty) return null;
        if (!_found.TryGetValue((source, category), out var rule))
            _found[(source, category)] = rule = rules.Find(sourceOrder[source], category <= 0 ? "" : names.TextOf(category), _date);
        return rule;
    }
}
