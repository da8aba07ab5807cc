namespace Daybook.Importers.Opening;

/// <summary>Decompressed content that gives up on an archive made to fill memory or disk, and on one that is damaged.</summary>
/// <param name="compressed">How many compressed bytes there are, or were read so far.</param>
/// <param name="wasCut">Whether the compressed bytes ended before the content did: what came before is sound.</param>
/// <param name="owned">What to dispose of together with the content, or null.</param>
internal sealed class BoundedStream(Stream content, Func<long> compressed, Func<bool> wasCut, IDisposable? owned) : Stream
{
    public const long Most = 16L << 30;
    private const long Unsuspicious = 64L << 20;
    private const int HighestRatio = 100;

    private const string Damaged = "the compressed data is damaged";

    private readonly Crc32 _checksum = new();
    private long _count;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _count; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>The checksum the archive gives for the content, or null where the decoder looks at it itself.</summary>
    public uint? Expected { get; init; }

    /// <exception cref="InvalidDataException">It ends too early; what was read is sound.</exception>
    /// <exception cref="IOException">
    /// It is damaged, so that any of what was read may be wrong; or it is more than 16 GiB, or more than 64 MiB and a
    /// hundred times what was compressed.
    /// </exception>
    public override int Read(Span<byte> buffer)
    {
        var read = ReadContent(buffer);
        _count += read;
        if (_count > Most || _count > Unsuspicious && _count / HighestRatio > compressed())
            throw new IOException($"it unpacks to more than {HighestRatio} times its size or {Most >> 30} GiB");
        if (Expected is not { } expected) return read;
        if (read > 0) _checksum.Add(buffer[..read]);
        else if (buffer.Length > 0 && _checksum.Value != expected) throw new IOException(Damaged);
        return read;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int ReadContent(Span<byte> buffer)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (InvalidDataException) when (!wasCut())
        {
            throw new IOException(Damaged);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            owned?.Dispose();
        }
        base.Dispose(disposing);
    }
}
