using Daybook.Model;

namespace Daybook.Rules;

/// <summary>The time entries of a run of days, ordered by start; remembers those that reach into the next day.</summary>
internal sealed class DayEntries(IEnumerator<EntryFact> entries, IReadOnlyList<int> sourceOrder)
{
    private readonly List<(EntryFact Entry, int Source)> _running = [];
    private bool _hasNext = entries.MoveNext();

    /// <summary>Adds the day's piece of every entry to it; to its timeline not of sources whose heartbeats count that day.</summary>
    public void Lay(long start, long end, bool[] hasBeats, DayUnderWay day)
    {
        for (; _hasNext && entries.Current.Start < end; MoveNext())
            if (sourceOrder.RankOf(entries.Current.Source) is >= 0 and var source)
                _running.Add((entries.Current, source));
        if (start == end) return;
        foreach (var (entry, source) in _running)
        {
            if (!Touches(entry, start)) continue;
            var (from, until, labels) = (Math.Max(entry.Start, start), Math.Min(entry.End, end), LabelsOf(entry));
            day.AddToSum(until - from, source, labels);
            // The end of a day is the next one's clock time: an entry cut there was last seen an instant before.
            if (!hasBeats[source]) day.Add(from, until, source, labels, Math.Min(entry.End, end - 1));
        }
        _running.RemoveAll(running => running.Entry.End <= end);
    }

    private static Labels LabelsOf(in EntryFact entry) =>
        new(entry.Project, entry.Language, entry.Category == 0 ? DerivedPart.OfNoCategory : entry.Category, 0, entry.Engagement);

    private static bool Touches(in EntryFact entry, long start) => entry.End > start || entry.Start >= start;

    private void MoveNext()
    {
        var before = entries.Current.Start;
        _hasNext = entries.MoveNext();
        if (_hasNext && entries.Current.Start < before) throw new OutOfOrderException("time entries");
    }
}
