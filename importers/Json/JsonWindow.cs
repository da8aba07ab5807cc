using System.Security.Cryptography;
using Daybook.Model;

namespace Daybook.Importers.Json;

/// <summary>
/// A sliding view of a stream. Bytes ahead of the position are at hand as one span that grows on demand; bytes behind it
/// are hashed once, their lines counted, and forgotten.
/// </summary>
/// <remarks>
/// The file is hashed in pieces that its reader delimits by <see cref="EndPiece"/>; the fingerprint is the fold of the
/// pieces' hashes, so a reader that always delimits alike gets the same fingerprint for the same bytes.
/// </remarks>
internal sealed class JsonWindow : IDisposable
{
    private const int Size = 256 << 10;
    private const int Smallest = 4 << 10;

    private readonly Stream _stream;
    private byte[] _bytes;
    private long _start;
    private int _at;
    private int _end;
    private bool _isEnded;

    private LineCount _linesAtStart = LineCount.Start;
    private LineCount _lines = LineCount.Start;
    private int _counted;

    private IncrementalHash? _sha256;
    private ContentHash? _fingerprint;
    private PieceHash _piece;
    private long _pieceStart;
    private int _hashed;
    private (ContentHash Hash, long End)? _foreseen;

    public JsonWindow(Stream stream)
    {
        _stream = stream;
        // One byte more than there is, so that the end is found without room being made for it.
        var size = stream.CanSeek ? (int)Math.Clamp(stream.Length - stream.Position + 1, Smallest, Size) : Size;
        _bytes = GC.AllocateUninitializedArray<byte>(size, pinned: size == Size);
        if (!stream.CanSeek || stream.Length <= SourceFile.HashedWhole) _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    /// <summary>File offset of the position.</summary>
    public long Offset => _start + _at;

    /// <summary>What is at hand from the position on.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_at, _end - _at);

    /// <summary>Why the stream could not be read to its end, when it is compressed and damaged or cut; else null.</summary>
    public string? Damage { get; private set; }

    public ContentHash Fingerprint => _fingerprint ?? ContentHash.Of([]);

    public ReadOnlyMemory<byte> Ahead(int length) => _bytes.AsMemory(_at, length);

    public void Advance(int length) => _at += length;

    /// <summary>Brings at least one more byte into <see cref="Rest"/>; false at the end of the stream.</summary>
    public bool More()
    {
        if (_isEnded) return false;
        if (_end == _bytes.Length) MakeRoom();
        var count = ReadStream();
        if (count == 0)
        {
            _isEnded = true;
            return false;
        }
        var read = _bytes.AsSpan(_end, count);
        _end += count;
        if (_start + _end > SourceFile.HashedWhole) DropSha256();
        _sha256?.AppendData(read);
        return true;
    }

    /// <summary>Fills <see cref="Rest"/> to so many bytes, or to the end of the stream.</summary>
    public ReadOnlySpan<byte> Head(int length)
    {
        while (Rest.Length < length && More()) { }
        return Rest[..Math.Min(length, Rest.Length)];
    }

    /// <summary>The place so many bytes ahead of the position.</summary>
    public Place Place(string? pointer, int ahead = 0)
    {
        var at = _at + ahead;
        CountLines(at);
        return new Place(_lines.Line, (int)Math.Min(int.MaxValue, _start + at - _lines.LineStart + 1), _start + at, pointer);
    }

    /// <summary>Says what the piece that starts at the position will hash to if it is so long; spares hashing it again.</summary>
    public void Foresee(ContentHash hash, int length) => _foreseen = (hash, Offset + length);

    /// <summary>Closes the piece of the file that ends at the position; the next one begins there.</summary>
    public ContentHash EndPiece()
    {
        if (Offset == _pieceStart) return ContentHash.Of([]);
        ContentHash hash;
        if (_foreseen is { } foreseen && foreseen.End == Offset)
        {
            hash = foreseen.Hash;
        }
        else
        {
            _foreseen = null;
            HashBlocks();
            if (_at > _hashed) _piece.Add(_bytes.AsSpan(_hashed, _at - _hashed));
            hash = _piece.Value;
        }
        (_foreseen, _piece, _pieceStart, _hashed) = (null, default, Offset, _at);
        _fingerprint = _fingerprint is { } before ? before.Then(hash) : hash;
        return hash;
    }

    /// <summary>Of all bytes read, or null when they are more than <see cref="SourceFile.HashedWhole"/>.</summary>
    public byte[]? Sha256() => _sha256?.GetCurrentHash();

    public void Dispose()
    {
        DropSha256();
        _stream.Dispose();
    }

    private int ReadStream()
    {
        try
        {
            return _stream.Read(_bytes, _end, _bytes.Length - _end);
        }
        catch (InvalidDataException e)
        {
            Damage = e.Message;
            return 0;
        }
    }

    // Bytes from _hashed on are kept: what is behind the position but not yet a whole block, or a foreseen piece.
    private void MakeRoom()
    {
        HashBlocks();
        if (_hashed < _bytes.Length / 2)
            Slide(GC.AllocateUninitializedArray<byte>(_bytes.Length * 2, pinned: true));
        else
            Slide(_bytes);
    }

    private void CountLines(int to)
    {
        if (to < _counted) (_counted, _lines) = (0, _linesAtStart);
        _lines = _lines.After(_bytes.AsSpan(_counted, to - _counted), _start + _counted);
        _counted = to;
    }

    private void Slide(byte[] target)
    {
        CountLines(_hashed);
        _bytes.AsSpan(_hashed, _end - _hashed).CopyTo(target);
        (_linesAtStart, _counted) = (_lines, 0);
        _start += _hashed;
        _at -= _hashed;
        _end -= _hashed;
        _hashed = 0;
        _bytes = target;
    }

    private void HashBlocks()
    {
        if (_foreseen is { } foreseen)
        {
            if (Offset <= foreseen.End) return;
            _foreseen = null;
        }
        for (; _at - _hashed > PieceHash.Block; _hashed += PieceHash.Block)
            _piece.Add(_bytes.AsSpan(_hashed, PieceHash.Block));
    }

    private void DropSha256()
    {
        _sha256?.Dispose();
        _sha256 = null;
    }
}
