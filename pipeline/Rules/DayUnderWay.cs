using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>Collects one day's slices and makes them a <see cref="DerivedDay"/>; then it is used for the next.</summary>
internal sealed class DayUnderWay(DayCut cut, ILedgerNames names)
{
    private readonly List<TimelineSlice> _slices = [];
    private readonly List<TimelineSlice> _laid = [];
    private readonly List<Stretch> _stretches = [];
    private readonly Timeline _timeline = new(names);
    private readonly PartSums _parts = new(names);
    private long _first, _last;
    private int _beats;

    public bool IsEmpty => _slices.Count == 0;

    public void Clear()
    {
        _slices.Clear();
        (_first, _last, _beats) = (long.MaxValue, long.MinValue, 0);
    }

    public void Add(in TimelineSlice slice) => _slices.Add(slice);

    /// <summary>Signs of activity from one instant to another, both inclusive.</summary>
    public void Saw(long first, long last, int beats)
    {
        _first = Math.Min(_first, first);
        _last = Math.Max(_last, last);
        _beats += beats;
    }

    public DerivedDay ToDay(LocalDate date, long start, long end)
    {
        var twice = _timeline.Lay(_slices, _laid);
        // What was covered wholly got no time, but its names occurred.
        if (twice > 0)
            foreach (var slice in _slices)
                _parts.Add(slice.Labels, 0);
        var worked = Sum();
        var saw = _first <= _last;
        return new DerivedDay(
            date, start, end, DayBasis.Timeline, worked, saw ? cut.ClockOf(_first) : null, saw ? cut.ClockOf(_last) : null,
            twice, _beats, _parts.Take(), [.. _stretches]);
    }

    private long Sum()
    {
        _stretches.Clear();
        long worked = 0, runStart = long.MinValue, runEnd = long.MinValue;
        foreach (var slice in _laid)
        {
            _parts.Add(slice.Labels, slice.Length);
            if (slice.Length == 0) continue;
            worked += slice.Length;
            if (slice.Start != runEnd)
            {
                EndRun(runStart, runEnd);
                runStart = slice.Start;
            }
            runEnd = slice.End;
        }
        EndRun(runStart, runEnd);
        return worked;
    }

    private void EndRun(long start, long end)
    {
        if (end > start) _stretches.Add(new Stretch(start, end));
    }
}
