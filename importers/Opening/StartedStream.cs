namespace Daybook.Importers.Opening;

/// <summary>A stream whose first bytes were already read, to see what it is; counts what is taken from it.</summary>
public sealed class StartedStream(byte[] start, Stream rest) : Stream
{
    private long _count;

    /// <summary>Whether a reader has asked for more than there was.</summary>
    public bool HasEnded { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _count; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = _count < start.Length ? FromStart(buffer) : rest.Read(buffer);
        _count += read;
        HasEnded |= read == 0 && buffer.Length > 0;
        return read;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) rest.Dispose();
        base.Dispose(disposing);
    }

    private int FromStart(Span<byte> buffer)
    {
        var part = start.AsSpan((int)_count);
        if (part.Length > buffer.Length) part = part[..buffer.Length];
        part.CopyTo(buffer);
        return part.Length;
    }
}
