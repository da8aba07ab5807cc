using Daybook.Rules;

namespace Daybook.Worker.Stages;

/// <summary>Hands out what touches each of a run of days, so that every piece is met once and not once a day.</summary>
/// <param name="pieces">In any order, which what is handed out keeps; each with the last instant that it touches, microseconds since the epoch.</param>
internal sealed class TouchingPieces(IEnumerable<(TrackedTime Time, long Last)> pieces)
{
    private readonly List<Piece> _coming = [.. pieces.Select((p, order) => new Piece(p.Time.Start!.Value, p.Last, order, p.Time)).OrderBy(p => p.Start)];
    private readonly List<Piece> _open = [];
    private int _next;

    /// <param name="start">Of a day that begins where the last one ended, or later.</param>
    /// <param name="end">Exclusive.</param>
    public IEnumerable<TrackedTime> On(long start, long end)
    {
        _open.RemoveAll(p => p.Last < start);
        for (; _next < _coming.Count && _coming[_next].Start < end; _next++)
            if (_coming[_next].Last >= start) _open.Add(_coming[_next]);
        return [.. _open.OrderBy(p => p.Order).Select(p => p.Time)];
    }

    private sealed record Piece(long Start, long Last, int Order, TrackedTime Time);
}
