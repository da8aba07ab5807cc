using Daybook.Model;

namespace Daybook.Rules;

/// <summary>What became of a heartbeat.</summary>
public enum Joined
{
    /// <summary>It did not save a file and only those that did count (<see cref="JoinRule.WritesOnly"/>).</summary>
    LeftOut,
    /// <summary>It is credited with the gap that follows, if that counts.</summary>
    Leads,
    /// <summary>It counts, but another of the same instant is credited with the gap that follows.</summary>
    Outranked,
}

/// <summary>
/// WakaTime's rule: on one timeline of all of a source's heartbeats, a gap above zero and up to the timeout counts, and
/// goes whole to the heartbeat before it, with all that heartbeat says. The last heartbeat, and one alone, gets nothing.
/// </summary>
/// <example><code>
/// timeout: 3 columns; a, b: projects
/// beats:   a--a-b----b-a--b
/// counted: aaaaa.....bbaaa.
/// </code></example>
/// <remarks>
/// Timeout and writes-only are those of the local date of the earlier heartbeat. Of several at one instant the last by
/// <see cref="HeartbeatOrder"/> gets the gap that follows; equal times add no time.
/// </remarks>
public sealed class JoinHeartbeats(DayCut cut, Dated<JoinRule> rules, HeartbeatOrder order)
{
    private readonly bool _isDated = rules.Steps.Count > 1;
    private HeartbeatRow _earlier;
    private JoinRule _earlierRule = JoinRule.Default;
    private JoinRule _rule = rules.Steps[0].Value;
    private long _ruleFrom = long.MaxValue, _ruleTo = long.MinValue;
    private bool _hasEarlier;

    /// <summary>The heartbeat that is credited with the gap before the next one taken; meaningless before the first.</summary>
    public ref readonly HeartbeatRow Earlier => ref _earlier;

    /// <summary>Takes the next heartbeat in order of time.</summary>
    /// <param name="credited">
    /// Microseconds, from <see cref="Earlier"/> as it was before this call up to this heartbeat, that the earlier one gets.
    /// </param>
    /// <exception cref="OutOfOrderException">The heartbeat is before one taken already.</exception>
    public Joined Take(in HeartbeatRow row, out long credited)
    {
        credited = 0;
        var rule = _isDated ? RuleAt(row.At) : _rule;
        if (rule.WritesOnly && !row.IsWrite) return Joined.LeftOut;
        if (_hasEarlier)
        {
            var gap = row.At - _earlier.At;
            if (gap <= 0 && !TakesOver(row, gap)) return Joined.Outranked;
            if (gap <= _earlierRule.TimeoutMicros) credited = gap;
        }
        _earlier = row;
        _earlierRule = rule;
        _hasEarlier = true;
        return Joined.Leads;
    }

    private bool TakesOver(in HeartbeatRow row, long gap) =>
        gap == 0 ? order.Compare(row, _earlier) >= 0 : throw new OutOfOrderException("heartbeats");

    private JoinRule RuleAt(long at)
    {
        if (at >= _ruleFrom && at < _ruleTo) return _rule;
        var date = cut.DayOf(at);
        (_ruleFrom, _ruleTo) = cut.SpanOf(date);
        return _rule = rules.On(date);
    }
}
