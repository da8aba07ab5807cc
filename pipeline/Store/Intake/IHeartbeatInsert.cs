using Daybook.Model;

namespace Daybook.Store;

/// <summary>Writes heartbeats that are not in the ledger yet, sorted by key; there is a plain way and a fast one.</summary>
internal interface IHeartbeatInsert : IDisposable
{
    void Insert(ReadOnlySpan<HeartbeatRow> rows);
}
