using Daybook.Model;
using Daybook.Store;
using NodaTime;

namespace Daybook.Worker.Stages.Reporting;

/// <summary>The heartbeat or entry that a piece of counted time comes from; microseconds, half open.</summary>
/// <param name="Project">As its source gave it; empty where it gives none, like the rest.</param>
internal sealed record PieceOwner(long Start, long End, string Project, string Branch, string Entity);

/// <summary>Finds for counted time what a day keeps no sums of: branch and file.</summary>
internal sealed class PieceOwners
{
    private readonly Dictionary<string, PieceOwner[]> _beats;
    private readonly Dictionary<string, PieceOwner[]> _entries;

    /// <param name="first">Of the days that are asked for, both ends inclusive.</param>
    public PieceOwners(Ledger ledger, PersonRules person, LocalDate first, LocalDate last)
    {
        var (start, end) = (person.Derive.Cut.SpanOf(first).Start, person.Derive.Cut.SpanOf(last).End);
        _beats = CountedHeartbeats.Of(ledger, person, start, end).Where(b => b.Credited > 0).GroupBy(b => b.Source, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(b => Of(b, start)).ToArray(), StringComparer.Ordinal);
        _entries = ledger.Sources.All().Where(s => s.Person == person.Person)
            .ToDictionary(s => s.Name, s => ledger.Entries.Touching(s.Name, start, end, first, last).Select(Of).OfType<PieceOwner>().OrderBy(o => o.Start).ThenByDescending(o => o.End).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>A piece cut where its owner changes; the cuts follow one another and sum to the piece. Null where none is found.</summary>
    /// <param name="project">The piece's own.</param>
    public IEnumerable<(PieceOwner? Owner, long Micros)> Of(string source, string project, long start, long end)
    {
        var beats = _beats.GetValueOrDefault(source) ?? [];
        var next = FirstEndingAfter(beats, start);
        for (var at = start; at < end;)
        {
            while (next < beats.Length && beats[next].End <= at) next++;
            if (next < beats.Length && beats[next].Start <= at)
            {
                var until = Math.Min(end, beats[next].End);
                yield return (beats[next], until - at);
                at = until;
                continue;
            }
            var (owner, to) = Entry(source, project, at, next < beats.Length ? Math.Min(end, beats[next].Start) : end);
            yield return (owner, to - at);
            at = to;
        }
    }

    /// <summary>Within a source what began first counts.</summary>
    private (PieceOwner? Owner, long Until) Entry(string source, string project, long at, long end)
    {
        foreach (var entry in _entries.GetValueOrDefault(source) ?? [])
        {
            if (entry.Start >= end) break;
            if (entry.End <= at || entry.Project != project) continue;
            return entry.Start <= at ? (entry, Math.Min(end, entry.End)) : (null, entry.Start);
        }
        return (null, end);
    }

    private static int FirstEndingAfter(PieceOwner[] inOrder, long at)
    {
        var (low, high) = (0, inOrder.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (inOrder[middle].End <= at) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static PieceOwner Of(CountedHeartbeat beat, long start)
    {
        var at = Math.Max(beat.Key.At, start);
        return new PieceOwner(at, at + beat.Credited, beat.Key.Project, beat.Key.Branch, beat.Key.Entity);
    }

    private static PieceOwner? Of(TimeEntry entry) => entry.Time is EntryTime.Interval time
        ? new PieceOwner(time.Start, time.End, entry.Work.Project ?? "", entry.Work.Branch ?? "", entry.Work.Entity ?? "") : null;
}
