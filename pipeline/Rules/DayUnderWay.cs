using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>Who claimed what on a day.</summary>
/// <param name="Counted">What counts, ordered by start; may overlap.</param>
/// <param name="Evidence">What does not: by a rule of counting, or because another source has the day.</param>
public sealed record DayClaims(LocalDate Date, IReadOnlyList<TimelineSlice> Counted, IReadOnlyList<TimelineSlice> Evidence);

/// <summary>Collects one day's slices and makes them a <see cref="DerivedDay"/>; then it is used for the next.</summary>
internal sealed class DayUnderWay(DeriveSettings settings, ILedgerNames names)
{
    private readonly List<TimelineSlice> _slices = [];
    private readonly List<TimelineSlice> _evidence = [];
    private readonly List<TimelineSlice> _laid = [];
    private readonly List<Stretch> _stretches = [];
    private readonly Signs[] _signs = new Signs[settings.SourceOrder.Count];
    private readonly Dictionary<CountRule, long> _used = [];
    private readonly TimelineSliceOrder _order = new(names);
    private readonly Timeline _timeline = new(names);
    private readonly PartSums _parts = new(names);
    private readonly SourceRanks _ranks = new(settings);
    private readonly CountRulesOfDay _rules = new(settings.Counting, settings.SourceOrder, names);

    /// <summary>What entries that count have of the day, overlaps as often as they stand there; microseconds.</summary>
    public long Summed { get; private set; }

    public bool IsEmpty => _slices.Count == 0;

    /// <summary>Whether there was time that does not count.</summary>
    public bool HasEvidence => _evidence.Count > 0;

    public void Begin(LocalDate date)
    {
        _slices.Clear();
        _evidence.Clear();
        Array.Fill(_signs, Signs.None);
        Summed = 0;
        _ranks.MoveTo(date);
        _rules.MoveTo(date);
    }

    /// <summary>A piece of a source's time, half open.</summary>
    /// <param name="source">Its place in the order of sources.</param>
    /// <param name="lastSign">The last sign of activity in it, inclusive.</param>
    /// <param name="beats">How many heartbeats say so; null where it is no heartbeat that does, 0 where they were of the day before.</param>
    public void Add(long start, long end, int source, in Labels labels, long lastSign, int? beats = null)
    {
        var slice = new TimelineSlice(start, end, _ranks[source], labels) { Source = source };
        switch (_rules.Of(source, labels.Category)?.Counts)
        {
            case Counts.Never:
                return;
            case Counts.AsEvidence:
                _evidence.Add(slice);
                return;
        }
        _slices.Add(slice);
        if (beats != 0) _signs[source] = _signs[source].With(start, lastSign, beats ?? 0);
    }

    /// <summary>A time entry's piece of the day, whether or not it gets onto the timeline.</summary>
    public void AddToSum(long micros, int source, in Labels labels)
    {
        if (_rules.Of(source, labels.Category)?.Counts is not (Counts.Never or Counts.AsEvidence)) Summed += micros;
    }

    /// <summary>Leaves what counts: the time of the day's own source where one has the whole day, and no more than may count.</summary>
    public void SettleClaims()
    {
        if (_ranks.Settle == Settle.Day) LeaveFirstSource();
        if (!settings.Counting.IsEmpty) Cap();
    }

    /// <summary>Null where nobody claimed anything.</summary>
    public DayClaims? Claims(LocalDate date)
    {
        if (IsEmpty && !HasEvidence) return null;
        return new DayClaims(date, [.. _slices.Order(_order)], [.. _evidence.Order(_order)]);
    }

    public DerivedDay ToDay(LocalDate date, long start, long end)
    {
        var twice = _timeline.Lay(_slices, _laid);
        // What was covered wholly got no time, but its names occurred.
        if (twice > 0)
            foreach (var slice in _slices)
                _parts.Add(slice.Labels, 0);
        var worked = Sum();
        var signs = Signs.None;
        foreach (var one in _signs)
            if (one.First <= one.Last)
                signs = signs.With(one.First, one.Last, one.Beats);
        var saw = signs.First <= signs.Last;
        return new DerivedDay(
            date, start, end, DayBasis.Timeline, worked, saw ? settings.Cut.ClockOf(signs.First) : null, saw ? settings.Cut.ClockOf(signs.Last) : null,
            twice, signs.Beats, _parts.Take(), [.. _stretches]);
    }

    private void LeaveFirstSource()
    {
        if (IsEmpty) return;
        var first = _slices.Min(s => s.Rank);
        foreach (var slice in _slices.Where(s => s.Rank != first))
        {
            _evidence.Add(slice);
            _signs[slice.Source] = Signs.None;
        }
        _slices.RemoveAll(s => s.Rank != first);
    }

    private void Cap()
    {
        _used.Clear();
        _slices.Sort(_order);
        for (var i = 0; i < _slices.Count; i++)
        {
            if (_rules.Of(_slices[i].Source, _slices[i].Labels.Category) is not { Counts: Counts.UpTo } rule) continue;
            var used = _used.GetValueOrDefault(rule);
            var length = Math.Min(_slices[i].Length, rule.DailyMicros - used);
            _used[rule] = used + length;
            if (length == _slices[i].Length) continue;
            _evidence.Add(_slices[i] with { Start = _slices[i].Start + length });
            _slices[i] = _slices[i] with { End = _slices[i].Start + length };
        }
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

    /// <summary>First and last sign of a source's activity, both inclusive, and its heartbeats.</summary>
    private readonly record struct Signs(long First, long Last, int Beats)
    {
        public static readonly Signs None = new(long.MaxValue, long.MinValue, 0);

        public Signs With(long first, long last, int beats) => new(Math.Min(First, first), Math.Max(Last, last), Beats + beats);
    }
}
