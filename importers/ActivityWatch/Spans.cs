namespace Daybook.Importers.ActivityWatch;

/// <summary>Stretches of time that neither overlap nor touch, in order; half open, microseconds since the epoch.</summary>
internal sealed class Spans
{
    private readonly List<(long Start, long End)> _merged = [];

    /// <param name="spans">In any order, overlapping or not; empty ones are left out.</param>
    public Spans(IEnumerable<(long Start, long End)> spans)
    {
        foreach (var span in spans.Where(s => s.End > s.Start).Order())
        {
            if (_merged.Count > 0 && span.Start <= _merged[^1].End) _merged[^1] = (_merged[^1].Start, Math.Max(_merged[^1].End, span.End));
            else _merged.Add(span);
        }
    }

    public bool IsEmpty => _merged.Count == 0;

    /// <summary>What of the span lies within, in order.</summary>
    public IEnumerable<(long Start, long End)> Within((long Start, long End) span)
    {
        for (var i = FirstEndingAfter(span.Start); i < _merged.Count && _merged[i].Start < span.End; i++)
            yield return (Math.Max(span.Start, _merged[i].Start), Math.Min(span.End, _merged[i].End));
    }

    /// <summary>What of the span lies outside, in order.</summary>
    public IEnumerable<(long Start, long End)> Outside((long Start, long End) span)
    {
        var at = span.Start;
        foreach (var (start, end) in Within(span))
        {
            if (start > at) yield return (at, start);
            at = end;
        }
        if (at < span.End) yield return (at, span.End);
    }

    private int FirstEndingAfter(long instant)
    {
        var (from, to) = (0, _merged.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (_merged[middle].End > instant) to = middle;
            else from = middle + 1;
        }
        return from;
    }
}
