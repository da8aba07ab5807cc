using Daybook.Model;

namespace Daybook.Importers.Json;

/// <summary>
/// The hash of a stretch of a file, folded over blocks of a fixed size, so that it is the same whether the stretch is at
/// hand whole or passes by in parts.
/// </summary>
internal struct PieceHash
{
    public const int Block = 64 << 10;

    private ContentHash _folded;
    private bool _any;

    /// <summary>Of the blocks added so far; of no bytes when there were none.</summary>
    public readonly ContentHash Value => _any ? _folded : ContentHash.Of([]);

    /// <param name="block">Exactly <see cref="Block"/> bytes, fewer only for the last.</param>
    public void Add(ReadOnlySpan<byte> block)
    {
        var hash = ContentHash.Of(block);
        _folded = _any ? _folded.Then(hash) : hash;
        _any = true;
    }

    public static ContentHash Of(ReadOnlySpan<byte> piece)
    {
        var hash = new PieceHash();
        for (; piece.Length > Block; piece = piece[Block..]) hash.Add(piece[..Block]);
        if (!piece.IsEmpty) hash.Add(piece);
        return hash.Value;
    }
}
