namespace Daybook.Tests.Remote;

/// <summary>A clock whose delays are over at once; it remembers how long they should have been.</summary>
internal sealed class NoWaiting : TimeProvider
{
    public List<TimeSpan> Waited { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (Waited) Waited.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
