using System.Text;
using Daybook.Model;

namespace Daybook.Importers.Lines;

/// <summary>Reads a text file line by line; the bytes are hashed on the way.</summary>
internal sealed class TextLines(SourceFile file) : IDisposable
{
    /// <summary>Bytes. Above it the file is no text of lines.</summary>
    public const int LongestLine = 1 << 20;

    private readonly HashedStream _bytes = new(file.Open());
    private byte[] _buffer = new byte[1 << 16];
    private int _start, _end;
    private long _offset;
    private int _number;

    /// <summary>Why the file could not be read to its end, or null.</summary>
    public Diagnostic? Broken { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long Count => _bytes.Count;

    /// <exception cref="IOException">The medium fails.</exception>
    public IEnumerable<TextLine> All()
    {
        while (Broken is null && Next() is { } line) yield return line;
    }

    /// <summary>Says that the file ends in the middle: nothing is read any further.</summary>
    public void Cut(Place place, string message = "the file ends here, in the middle") => Broken ??= new Diagnostic(file.Name, place, Severity.Error, message,
        "What stands before is taken in, nothing after it. Import the whole file when you have it: nothing will be counted twice.");

    /// <summary>What follows the lines.</summary>
    public IEnumerable<Extracted> End()
    {
        while (ReadOn()) { }
        if (Broken is not null) yield return new Extracted.Noted(Broken);
        yield return new Extracted.End(_bytes.Count, _bytes.Fingerprint, _bytes.Sha256(), Broken is null);
    }

    public void Dispose() => _bytes.Dispose();

    /// <summary>The lines that the start of a file shows, the last of them perhaps cut.</summary>
    public static List<string> OfHead(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encodings.Utf8Mark)) head = head[Encodings.Utf8Mark.Length..];
        return head.Contains((byte)0) ? [] : [.. Encoding.UTF8.GetString(head).Split('\n').Select(l => l.TrimEnd('\r'))];
    }

    private TextLine? Next()
    {
        var searched = 0;
        while (true)
        {
            var end = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (end >= 0) return Take(searched + end, isEnded: true);
            searched = _end - _start;
            if (searched > LongestLine)
            {
                Cut(new Place(_number + 1, 1, _offset), $"a line is longer than {LongestLine >> 20} MiB");
                return null;
            }
            if (!Fill()) return searched > 0 ? Take(searched, isEnded: false) : null;
        }
    }

    private TextLine Take(int length, bool isEnded)
    {
        var bytes = _buffer.AsSpan(_start, length);
        var offset = _offset;
        var taken = length + (isEnded ? 1 : 0);
        (_start, _offset) = (_start + taken, _offset + taken);
        if (offset == 0 && bytes.StartsWith(Encodings.Utf8Mark)) bytes = bytes[Encodings.Utf8Mark.Length..];
        var isGarbled = !System.Text.Unicode.Utf8.IsValid(bytes) || bytes.Contains((byte)0);
        return new TextLine(++_number, offset, Encoding.UTF8.GetString(bytes.TrimEnd((byte)'\r')), isGarbled, isEnded);
    }

    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = Guarded(() => _bytes.Read(_buffer, _end, _buffer.Length - _end));
        _end += read;
        return read > 0;
    }

    private bool ReadOn() => Guarded(() => _bytes.ReadOn() ? 1 : 0) > 0;

    private int Guarded(Func<int> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            Cut(new Place(_number + 1, 1, _bytes.Count), $"the compressed file is cut short: {e.Message}");
            return 0;
        }
    }
}
