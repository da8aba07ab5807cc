using Daybook.Model;

namespace Daybook.Rules;

/// <summary>
/// Lays slices of several sources over each other so that no instant counts twice: at each, the source first in order
/// wins, and within one source what began first. What remains of the others fills the rest.
/// </summary>
/// <example><code>
/// first:  aaaa......aaaa
/// second: ..bbbb..bbbbbbbb
/// laid:   aaaabb..bbaaaabb
/// twice:  ..xx......xxxx
/// </code></example>
public sealed class Timeline(ILedgerNames names)
{
    private readonly TimelineSliceOrder _order = new(names);
    private readonly List<TimelineSlice> _running = [];

    /// <param name="slices">In any order; sorted here by start.</param>
    /// <param name="laid">Receives slices that never overlap, in order. A slice wholly covered leaves none.</param>
    /// <returns>Microseconds that more than one slice claims, each counted once however many claim it.</returns>
    public long Lay(List<TimelineSlice> slices, List<TimelineSlice> laid)
    {
        laid.Clear();
        if (!Overlap(slices))
        {
            laid.AddRange(slices);
            return 0;
        }
        slices.Sort(_order);
        long twice = 0, at = 0;
        var next = 0;
        while (next < slices.Count || _running.Count > 0)
        {
            if (_running.Count == 0) at = slices[next].Start;
            for (; next < slices.Count && slices[next].Start == at; next++)
                (slices[next].Length == 0 ? laid : _running).Add(slices[next]);
            if (_running.Count == 0) continue;
            var until = next < slices.Count ? slices[next].Start : long.MaxValue;
            foreach (var slice in _running) until = Math.Min(until, slice.End);
            Append(laid, Winner() with { Start = at, End = until });
            if (_running.Count > 1) twice += until - at;
            at = until;
            DropEnded(at);
        }
        return twice;
    }

    private static bool Overlap(List<TimelineSlice> slices)
    {
        for (var i = 1; i < slices.Count; i++)
            if (slices[i].Start < slices[i - 1].End)
                return true;
        return false;
    }

    /// <summary>They run in order of their starts, so that the first of a rank began first.</summary>
    private TimelineSlice Winner()
    {
        var winner = _running[0];
        foreach (var slice in _running)
            if (slice.Rank < winner.Rank)
                winner = slice;
        return winner;
    }

    private void DropEnded(long at)
    {
        for (var i = _running.Count - 1; i >= 0; i--)
            if (_running[i].End <= at)
                _running.RemoveAt(i);
    }

    private static void Append(List<TimelineSlice> laid, in TimelineSlice slice)
    {
        if (laid.Count > 0 && laid[^1] is var last && last.End == slice.Start && last.Source == slice.Source && last.Labels == slice.Labels)
            laid[^1] = last with { End = slice.End };
        else laid.Add(slice);
    }
}
