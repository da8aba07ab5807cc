namespace Daybook.Store;

/// <summary>What became of the rows of a file, a segment or a run.</summary>
/// <param name="New">Not in the ledger before.</param>
/// <param name="Same">In the ledger already, or twice in the file; nothing was written.</param>
/// <param name="Changed">In the ledger with other details; both versions are kept.</param>
/// <param name="Rejected">In quarantine.</param>
/// <param name="Gone">In the ledger, but no longer in the newest export of its account: marked, not deleted.</param>
public readonly record struct RowCounts(long New, long Same, long Changed, long Rejected, long Gone)
{
    public static RowCounts operator +(RowCounts x, RowCounts y) =>
        new(x.New + y.New, x.Same + y.Same, x.Changed + y.Changed, x.Rejected + y.Rejected, x.Gone + y.Gone);
}
