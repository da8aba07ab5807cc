using Daybook.Model;

namespace Daybook.Rules;

/// <summary>What decides how a person's facts become days.</summary>
/// <param name="SourceOrder">Source ids, the one that wins first. A source that is not among them never counts.</param>
/// <param name="JoinOf">How a source's heartbeats are joined, by its id.</param>
public sealed record DeriveSettings(DayCut Cut, IReadOnlyList<int> SourceOrder, Func<int, Dated<JoinRule>> JoinOf)
{
    /// <summary>Null where the order of sources settles every instant.</summary>
    public Dated<TimelinePolicy>? Timeline { get; init; }

    public CountRules Counting { get; init; } = CountRules.None;

    /// <summary>
    /// The longest timeout of any source at any time, microseconds: heartbeats are needed from so long before the first
    /// day to so long after the last.
    /// </summary>
    public long LongestTimeout => SourceOrder.Select(JoinOf).SelectMany(rules => rules.Steps)
        .Select(step => step.Value.TimeoutMicros).DefaultIfEmpty(0).Max();
}

/// <summary>The facts of one person that days are derived from. Rows taken back by their source are not among them.</summary>
/// <param name="Heartbeats">
/// In order of time, with the ledger's ids; from <see cref="DeriveSettings.LongestTimeout"/> before the first day to as
/// long after the last, so that gaps over both ends count. A batch may be filled anew after the next one is asked for.
/// </param>
/// <param name="Entries">All that touch the days, ordered by start.</param>
/// <param name="Totals">Ordered by date; at most one a source and day.</param>
/// <param name="Coverage">In any order.</param>
public sealed record DeriveFacts(
    IEnumerable<HeartbeatBatch> Heartbeats, IEnumerable<EntryFact> Entries, IEnumerable<TotalFact> Totals,
    IReadOnlyCollection<Coverage> Coverage);
