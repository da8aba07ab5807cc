using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>Works out days from facts: joins heartbeats, lays sources over each other, cuts at the ends of days.</summary>
/// <remarks>
/// <para>A day is made from slices as soon as one heartbeat or time entry counts for it, be it for no time at all; else
/// from the total of the first source in order that has one; else it is empty, where a source speaks for it.</para>
/// <para>Within a source heartbeats outrank time entries, day by day: on a day with heartbeats its entries, like all day
/// totals, are control figures. Two entries of one source at once count once, for the one that began first.</para>
/// <para>Parts are ordered by kind, longest first, then by name; never by id. A name that occurred keeps a part, of zero
/// if it got no time. The last sign of activity of an entry that outlasts the day is the day's last microsecond.</para>
/// </remarks>
public sealed class DeriveDays
{
    private readonly DeriveSettings _settings;
    private readonly LabelFinder _labels;
    private readonly SourceBeats[] _beats;
    private readonly bool[] _hasBeats;
    private readonly DayUnderWay _day;
    private readonly long _longestTimeout;

    private DeriveDays(DeriveSettings settings, ILedgerNames names)
    {
        _settings = settings;
        _labels = new LabelFinder(names, settings.SourceOrder);
        var order = new HeartbeatOrder(names);
        _beats = [.. settings.SourceOrder.Select((source, place) =>
            new SourceBeats(place, settings.Cut, new JoinHeartbeats(settings.Cut, settings.JoinOf(source), order)))];
        _hasBeats = new bool[_beats.Length];
        _day = new DayUnderWay(settings, names);
        _longestTimeout = settings.LongestTimeout;
    }

    /// <summary>The days from first to last, both inclusive, in order. Days no source speaks for are left out.</summary>
    /// <exception cref="ArgumentException">While enumerating: facts that are not in their order.</exception>
    public static IEnumerable<DerivedDay> Between(
        LocalDate first, LocalDate last, DeriveFacts facts, DeriveSettings settings, ILedgerNames names) =>
        new DeriveDays(settings, names).Run(first, last, facts, names, null);

    /// <summary>Likewise, but who claimed what on each day; days that no slice is of are left out.</summary>
    public static IEnumerable<DayClaims> ClaimsBetween(
        LocalDate first, LocalDate last, DeriveFacts facts, DeriveSettings settings, ILedgerNames names)
    {
        DayClaims? claims = null;
        foreach (var day in new DeriveDays(settings, names).Run(first, last, facts, names, found => claims = found))
        {
            if (claims is not null) yield return claims;
            claims = null;
        }
    }

    private IEnumerable<DerivedDay> Run(LocalDate first, LocalDate last, DeriveFacts facts, ILedgerNames names, Action<DayClaims>? claims)
    {
        using var entryFacts = facts.Entries.GetEnumerator();
        using var totalFacts = facts.Totals.GetEnumerator();
        using var batches = facts.Heartbeats.GetEnumerator();
        var entries = new DayEntries(entryFacts, _settings.SourceOrder);
        var totals = new DayTotals(totalFacts, facts.Coverage, _settings, names);
        var stream = new BatchStream(batches);

        TakeUntil(first.PlusDays(-1), _settings.Cut.SpanOf(first).Start, stream);
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            var (start, end) = _settings.Cut.SpanOf(date);
            TakeUntil(date, end, stream);
            entries.Lay(start, end, _hasBeats, _day);
            totals.MoveTo(date);
            _day.SettleClaims();
            if (claims is not null && _day.Claims(date) is { } found) claims(found);
            var day = _day.IsEmpty ? totals.ToDay(date, start, end, _day.HasEvidence) : _day.ToDay(date, start, end);
            if (day is not null) yield return day with { Summed = _day.Summed + totals.Summed };
        }
    }

    /// <summary>Leaves in the day under way what heartbeats say up to an instant.</summary>
    private void TakeUntil(LocalDate date, long end, BatchStream stream)
    {
        while (stream.HasRows)
        {
            stream.Taken = TakeRows(stream.Rows, stream.Taken, end + _longestTimeout);
            if (stream.Taken < stream.Rows.Length) break;
        }
        _day.Begin(date);
        for (var source = 0; source < _beats.Length; source++) _hasBeats[source] = _beats[source].MoveUntil(end, _day);
    }

    /// <summary>The loop that all heartbeats go through. Stops at the first that no gap can join to anything before the end.</summary>
    private int TakeRows(ReadOnlySpan<HeartbeatRow> rows, int from, long lastAt)
    {
        var i = from;
        for (; i < rows.Length && rows[i].At <= lastAt; i++)
        {
            ref readonly var row = ref rows[i];
            if (_labels.Find(row, out var labels) is >= 0 and var source) _beats[source].Take(row, labels);
        }
        return i;
    }

    /// <summary>Where the reading of batches has come to.</summary>
    private sealed class BatchStream(IEnumerator<HeartbeatBatch> batches)
    {
        private bool _started, _atEnd;

        public int Taken { get; set; }

        public ReadOnlySpan<HeartbeatRow> Rows => batches.Current.Filled;

        /// <summary>Whether rows are left; asks for the next batch when all of this one are taken.</summary>
        public bool HasRows
        {
            get
            {
                while (!_atEnd && (!_started || Taken == batches.Current.Count))
                {
                    _started = true;
                    Taken = 0;
                    _atEnd = !batches.MoveNext();
                }
                return !_atEnd;
            }
        }
    }
}
