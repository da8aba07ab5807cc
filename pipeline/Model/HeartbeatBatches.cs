using System.Collections.Concurrent;

namespace Daybook.Model;

/// <summary>
/// Batches to use again, so that a long file does not leave hundreds of large arrays behind. Whoever is done with a batch
/// may give it back; one that is not given back is simply garbage. Taking and giving may happen on different threads.
/// </summary>
public sealed class HeartbeatBatches
{
    private readonly ConcurrentBag<HeartbeatBatch> _free = [];

    /// <summary>An empty batch, new or used before.</summary>
    public HeartbeatBatch Take()
    {
        if (!_free.TryTake(out var batch)) return new HeartbeatBatch();
        batch.Count = 0;
        return batch;
    }

    /// <summary>Its rows must not be looked at afterwards.</summary>
    public void Return(HeartbeatBatch batch) => _free.Add(batch);
}
