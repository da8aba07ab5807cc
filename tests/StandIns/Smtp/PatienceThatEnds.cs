namespace Daybook.Tests.StandIns.Smtp;

/// <summary>A clock by which nobody ever waits too long, until it is said that everybody does.</summary>
internal sealed class PatienceThatEnds : TimeProvider
{
    private readonly List<Waiting> _waiting = [];
    private bool _hasEnded;

    public void End()
    {
        Waiting[] waiting;
        lock (_waiting) (waiting, _hasEnded) = ([.. _waiting], true);
        foreach (var each in waiting) each.End();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var waiting = new Waiting(callback, state);
        bool hasEnded;
        lock (_waiting)
        {
            _waiting.Add(waiting);
            hasEnded = _hasEnded;
        }
        if (hasEnded) ThreadPool.QueueUserWorkItem(_ => waiting.End());
        return waiting;
    }

    private sealed class Waiting(TimerCallback callback, object? state) : ITimer
    {
        private int _isOver;

        public void End()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0) callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => _isOver = 1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
