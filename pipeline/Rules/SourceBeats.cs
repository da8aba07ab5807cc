using Daybook.Model;

namespace Daybook.Rules;

/// <summary>
/// One source's heartbeats, joined and waiting for their day. A gap over the end of a day is known only when the next
/// heartbeat has come, so spans are kept uncut until then; memory is that of a day and a timeout.
/// </summary>
internal sealed class SourceBeats(int source, DayCut cut, JoinHeartbeats join)
{
    private Span[] _spans = new Span[256];
    private int _first, _end;
    private long _endOfDay = long.MinValue;

    public void Take(in HeartbeatRow row, in Labels labels)
    {
        var joined = join.Take(row, out var credited);
        if (joined == Joined.LeftOut) return;
        if (credited > 0)
        {
            ref var open = ref _spans[_end - 1];
            open.End = row.At;
            if (row.At < _endOfDay && open.Labels == labels)
            {
                open.LastBeat = row.At;
                open.Beats++;
                return;
            }
        }
        if (row.At >= _endOfDay) _endOfDay = cut.SpanOf(cut.DayOf(row.At)).End;
        Append(row.At, labels, beats: 1);
        if (joined == Joined.Outranked) Append(row.At, _spans[_end - 2].Labels, beats: 0);
    }

    /// <summary>Hands over what lies before an instant that no gap still to come can reach back over.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool MoveUntil(long until, DayUnderWay day)
    {
        var any = false;
        for (; _first < _end && _spans[_first].Start < until; _first++)
        {
            any = true;
            ref var span = ref _spans[_first];
            day.Add(span.Start, Math.Min(span.End, until), source, span.Labels, span.LastBeat, span.Beats);
            if (span.End <= until) continue;
            span.Start = until;
            span.Beats = 0;
            break;
        }
        return any;
    }

    private void Append(long at, Labels labels, int beats)
    {
        if (_end == _spans.Length) MakeRoom();
        _spans[_end++] = new Span { Start = at, End = at, LastBeat = at, Labels = labels, Beats = beats };
    }

    private void MakeRoom()
    {
        var waiting = _end - _first;
        if (waiting > _spans.Length / 2) Array.Resize(ref _spans, _spans.Length * 2);
        Array.Copy(_spans, _first, _spans, 0, waiting);
        (_first, _end) = (0, waiting);
    }

    /// <summary>Neighbouring heartbeats of equal labels, all of one day. The last is open: a gap that counts makes it longer.</summary>
    private struct Span
    {
        public long Start, End, LastBeat;
        public Labels Labels;
        public int Beats;
    }
}
