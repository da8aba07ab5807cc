using System.Runtime.ExceptionServices;

namespace Daybook.Worker.Stages;

/// <summary>Another thread reads while this one writes: parsing and inserting go on at once.</summary>
public static class ReadAhead
{
    // A batch of heartbeats is 100 kB: enough that neither side waits for the other's hiccups, and little memory.
    private const int Most = 16;

    // Handing over costs more than reading a row: small items go over together.
    private const int Together = 64;

    /// <summary>The same items in the same order. What their reading throws is thrown here, after the items before it.</summary>
    /// <param name="isLarge">Whether an item goes over at once, with those before it.</param>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public static IEnumerable<T> Of<T>(IEnumerable<T> items, Func<T, bool> isLarge, CancellationToken stop) where T : class
    {
        foreach (var some in Of(InPieces(items, isLarge), stop))
        {
            foreach (var item in some.Items) yield return item;
            if (some.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static IEnumerable<Piece<T>> InPieces<T>(IEnumerable<T> items, Func<T, bool> isLarge)
    {
        using var rest = items.GetEnumerator();
        var piece = new List<T>();
        while (true)
        {
            ExceptionDispatchInfo? failure = null;
            var isOver = false;
            try
            {
                isOver = !rest.MoveNext();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            if (failure is not null || isOver)
            {
                yield return new Piece<T>(piece, failure?.SourceException);
                yield break;
            }
            piece.Add(rest.Current);
            if (piece.Count < Together && !isLarge(rest.Current)) continue;
            yield return new Piece<T>(piece, null);
            piece = new List<T>(piece.Count);
        }
    }

    /// <param name="Failure">What reading on threw after these.</param>
    private sealed record Piece<T>(List<T> Items, Exception? Failure);

    private static IEnumerable<T> Of<T>(IEnumerable<T> items, CancellationToken stop) where T : class
    {
        var queue = new Queue<T>(Most);
        var isOver = false;
        Exception? failure = null;

        void Read()
        {
            try
            {
                foreach (var item in items)
                    if (!Offered(item))
                        return;
            }
            catch (Exception e)
            {
                failure = e;
            }
            lock (queue)
            {
                isOver = true;
                Monitor.Pulse(queue);
            }
        }

        bool Offered(T item)
        {
            lock (queue)
            {
                while (queue.Count == Most && !isOver) Monitor.Wait(queue);
                if (isOver) return false;
                queue.Enqueue(item);
                if (queue.Count == 1) Monitor.Pulse(queue);
                return true;
            }
        }

        T? Next()
        {
            lock (queue)
            {
                while (queue.Count == 0 && !isOver) Monitor.Wait(queue);
                // The reader is woken when there is room for several, not to read one and fall asleep again.
                if (queue.Count == Most / 2) Monitor.Pulse(queue);
                return queue.TryDequeue(out var item) ? item : null;
            }
        }

        void End()
        {
            lock (queue)
            {
                isOver = true;
                queue.Clear();
                Monitor.Pulse(queue);
            }
        }

        // Not waited for at the end: it may hang on a pipe that nobody writes to.
        new Thread(Read) { IsBackground = true, Name = "read ahead" }.Start();
        using var stopping = stop.Register(End);
        try
        {
            while (Next() is { } item) yield return item;
            stop.ThrowIfCancellationRequested();
            if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        }
        finally
        {
            End();
        }
    }
}
