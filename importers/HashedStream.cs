using System.Security.Cryptography;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers;

/// <summary>A stream that is read once from start to end and remembers how long it was and what its bytes were.</summary>
public sealed class HashedStream(Stream content) : Stream
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _rest = new byte[1 << 16];
    private readonly byte[] _block = new byte[PieceHash.Block];
    private int _filled;
    private PieceHash _piece;

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Of the bytes read so far; equal content gives an equal one, however it was read.</summary>
    public ContentHash Fingerprint
    {
        get
        {
            var piece = _piece;
            if (_filled > 0) piece.Add(_block.AsSpan(0, _filled));
            return piece.Value;
        }
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => Count; set => throw new NotSupportedException(); }

    /// <summary>Of the bytes read so far, or null above <see cref="SourceFile.HashedWhole"/>.</summary>
    public byte[]? Sha256() => Count > SourceFile.HashedWhole ? null : _sha256.GetCurrentHash();

    /// <summary>Reads what the reader above did not care for; false at the end.</summary>
    public bool ReadOn() => Read(_rest, 0, _rest.Length) > 0;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = content.Read(buffer);
        Fold(buffer[..read]);
        if (Count <= SourceFile.HashedWhole) _sha256.AppendData(buffer[..read]);
        Count += read;
        return read;
    }

    private void Fold(ReadOnlySpan<byte> read)
    {
        while (!read.IsEmpty)
        {
            var part = read[..Math.Min(read.Length, _block.Length - _filled)];
            part.CopyTo(_block.AsSpan(_filled));
            _filled += part.Length;
            read = read[part.Length..];
            if (_filled < _block.Length) continue;
            _piece.Add(_block);
            _filled = 0;
        }
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            _sha256.Dispose();
        }
        base.Dispose(disposing);
    }
}
