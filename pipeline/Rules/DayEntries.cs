using Daybook.Model;

namespace Daybook.Rules;

/// <summary>The time entries of a run of days, ordered by start; remembers those that reach into the next day.</summary>
internal sealed class DayEntries(IEnumerator<EntryFact> entries, IReadOnlyList<int> sourceOrder)
{
    private readonly List<(EntryFact Entry, int Source)> _running = [];
    private bool _hasNext = entries.MoveNext();

    /// <summary>Adds the day's piece of every entry to it, but for sources whose heartbeats count that day.</summary>
    public void Lay(long start, long end, bool[] hasBeats, DayUnderWay day)
    {
        for (; _hasNext && entries.Current.Start < end; MoveNext())
            if (sourceOrder.RankOf(entries.Current.Source) is >= 0 and var source)
                _running.Add((entries.Current, source));
        if (start == end) return;
        foreach (var (entry, source) in _running)
        {
            if (hasBeats[source] || !Touches(entry, start)) continue;
            // The end of a day is the next one's clock time: an entry cut there was last seen an instant before.
            day.Add(Math.Max(entry.Start, start), Math.Min(entry.End, end), source, LabelsOf(entry), Math.Min(entry.End, end - 1));
        }
        _running.RemoveAll(running => running.Entry.End <= end);
    }

    private static Labels LabelsOf(in EntryFact entry) =>
        new(entry.Project, entry.Language, entry.Category == 0 ? DerivedPart.OfNoCategory : entry.Category, 0);

    private static bool Touches(in EntryFact entry, long start) => entry.End > start || entry.Start >= start;

    private void MoveNext()
    {
        var before = entries.Current.Start;
        _hasNext = entries.MoveNext();
        if (_hasNext && entries.Current.Start < before) throw new ArgumentException("time entries out of order");
    }
}
