namespace Daybook.Model;

/// <summary>Up to <see cref="Capacity"/> heartbeats on their way from a file to the ledger, in file order.</summary>
public sealed class HeartbeatBatch
{
    /// <summary>2,048 rows of 48 bytes stay in a processor's second-level cache.</summary>
    public const int Capacity = 2048;

    public HeartbeatRow[] Rows { get; } = new HeartbeatRow[Capacity];

    public int Count { get; set; }

    public bool IsFull => Count == Capacity;

    public Span<HeartbeatRow> Filled => Rows.AsSpan(0, Count);
}
