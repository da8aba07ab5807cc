namespace Daybook.Rules;

/// <summary>Whose time counts where several sources claim it.</summary>
public enum Settle
{
    /// <summary>At every instant the first of the sources that claim it; the others fill what it leaves.</summary>
    Instant,
    /// <summary>On every day the first of the sources that have anything, and no other.</summary>
    Day,
    /// <summary>Everyone's, once: what began first has it.</summary>
    Union,
}

/// <param name="Order">Source ids, the first wins. Sources not named follow in their own order.</param>
public sealed record TimelinePolicy(IReadOnlyList<int> Order, Settle Settle);

/// <summary>The ranks of sources, and how claims are settled, on one date after another.</summary>
internal sealed class SourceRanks(DeriveSettings settings)
{
    private readonly int[] _ranks = [.. Enumerable.Range(0, settings.SourceOrder.Count)];
    private TimelinePolicy? _policy;

    public Settle Settle => _policy?.Settle ?? Settle.Instant;

    /// <param name="source">Its place in <see cref="DeriveSettings.SourceOrder"/>.</param>
    public int this[int source] => Settle == Settle.Union ? 0 : _ranks[source];

    public void MoveTo(NodaTime.LocalDate date)
    {
        var policy = settings.Timeline?.On(date);
        if (policy == _policy || policy is null) return;
        _policy = policy;
        var order = policy.Order.Where(settings.SourceOrder.Contains).Concat(settings.SourceOrder.Except(policy.Order)).ToList();
        for (var i = 0; i < _ranks.Length; i++) _ranks[i] = order.IndexOf(settings.SourceOrder[i]);
    }
}
