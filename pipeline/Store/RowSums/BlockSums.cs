namespace Daybook.Store;

/// <summary>The exclusive or of the hashes of a block's rows.</summary>
/// <param name="table">Its place in <see cref="AllSummedTables"/>.</param>
internal sealed class BlockSum(int table, long block)
{
    public int Table { get; } = table;

    public long Block { get; } = block;

    public ulong Sum { get; set; }
}

/// <summary>Sums by block. Of classes throughout: generic code over values would be compiled anew in each process.</summary>
internal sealed class BlockSums
{
    private readonly Dictionary<BlockKey, BlockSum> _sums = [];
    // Rows come block by block.
    private readonly BlockSum?[] _last = new BlockSum?[AllSummedTables.InOrder.Length];

    /// <summary>Those of blocks that have a sum.</summary>
    public IEnumerable<BlockSum> All => _sums.Values.Where(s => s.Sum != 0);

    /// <summary>Puts a row in, or takes it out again.</summary>
    public void Toggle(int table, long block, ulong hash)
    {
        if (_last[table] is not { } sum || sum.Block != block) sum = _last[table] = Find(table, block);
        sum.Sum ^= hash;
    }

    private BlockSum Find(int table, long block)
    {
        var key = new BlockKey(table, block);
        return _sums.TryGetValue(key, out var known) ? known : _sums[key] = new BlockSum(table, block);
    }

    private sealed record BlockKey(int Table, long Block);
}
