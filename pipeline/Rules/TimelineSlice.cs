using Daybook.Model;

namespace Daybook.Rules;

/// <summary>A piece of one source's time; half open, microseconds since the epoch. One of no length only tells of its labels.</summary>
/// <param name="Rank">Of its source on the day: 0 wins over 1.</param>
public readonly record struct TimelineSlice(long Start, long End, int Rank, Labels Labels)
{
    /// <summary>Its place in the order of sources, whatever its rank is on the day.</summary>
    public int Source { get; init; }

    public long Length => End - Start;
}

/// <summary>By start, then as one wins over the other: by rank, the longer, by names. Never by ids.</summary>
internal sealed class TimelineSliceOrder(ILedgerNames names) : IComparer<TimelineSlice>
{
    public int Compare(TimelineSlice x, TimelineSlice y)
    {
        var order = x.Start.CompareTo(y.Start);
        if (order == 0) order = x.Rank.CompareTo(y.Rank);
        if (order == 0) order = y.End.CompareTo(x.End);
        return order != 0 || x.Labels == y.Labels ? order : CompareLabels(x.Labels, y.Labels);
    }

    private int CompareLabels(in Labels x, in Labels y)
    {
        var order = names.CompareText(x.Project, y.Project);
        if (order == 0) order = names.CompareText(x.Language, y.Language);
        if (order == 0) order = names.CompareText(x.Category, y.Category);
        if (order == 0) order = names.CompareAgents(x.Agent, y.Agent);
        return order != 0 ? order : names.CompareEngagements(x.Engagement, y.Engagement);
    }
}
