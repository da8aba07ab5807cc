namespace Daybook.Importers.Opening;

/// <summary>Decompressed content that gives up on an archive made to fill memory or disk.</summary>
/// <param name="compressed">How many compressed bytes there are, or were read so far.</param>
/// <param name="owned">What to dispose of together with the content, or null.</param>
internal sealed class BoundedStream(Stream content, Func<long> compressed, IDisposable? owned) : Stream
{
    public const long Most = 16L << 30;
    private const long Unsuspicious = 64L << 20;
    private const int HighestRatio = 100;

    private long _count;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _count; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidDataException">More than 16 GiB, or more than 64 MiB and a hundred times what was compressed.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = content.Read(buffer);
        _count += read;
        if (_count > Most || _count > Unsuspicious && _count / HighestRatio > compressed())
            throw new InvalidDataException($"it unpacks to more than {HighestRatio} times its size or {Most >> 30} GiB");
        return read;
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
            owned?.Dispose();
        }
        base.Dispose(disposing);
    }
}
