using Daybook.Model;

namespace Daybook.Importers.Json;

/// <summary>One line of a file of JSON lines.</summary>
/// <param name="Bytes">Without its end; empty where it is too long. Valid until the next line.</param>
/// <param name="IsEnded">False for a last line that has no end.</param>
internal readonly record struct JsonLine(Place Place, ReadOnlyMemory<byte> Bytes, bool IsEnded, bool IsTooLong);

/// <summary>Reads a file line by line; the bytes are hashed on the way.</summary>
internal sealed class JsonLines(SourceFile file) : IDisposable
{
    /// <summary>Bytes; longer lines are passed over.</summary>
    public const int Longest = 64 << 20;

    private readonly HashedStream _bytes = new(file.Open());
    private byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _end;
    private long _start;

    /// <summary>Why the file could not be read to its end, or null.</summary>
    public string? Broken { get; private set; }

    /// <exception cref="IOException">The medium fails.</exception>
    public IEnumerable<JsonLine> All()
    {
        for (var line = 1; ; line++)
        {
            var place = new Place(line, 1, _start + _at);
            var isTooLong = false;
            int length;
            while ((length = _buffer.AsSpan(_at, _end - _at).IndexOf((byte)'\n')) < 0)
            {
                if (_end - _at > Longest)
                {
                    isTooLong = true;
                    _start += _end;
                    (_at, _end) = (0, 0);
                }
                if (More()) continue;
                if (_end > _at || isTooLong) yield return new JsonLine(place, isTooLong ? default : _buffer.AsMemory(_at, _end - _at), false, isTooLong);
                yield break;
            }
            yield return new JsonLine(place, isTooLong ? default : _buffer.AsMemory(_at, length), true, isTooLong);
            _at += length + 1;
        }
    }

    /// <summary>To be asked when all lines were read.</summary>
    public Extracted.End End(bool isWhole) => new(_bytes.Count, _bytes.Fingerprint, _bytes.Sha256(), isWhole && Broken is null);

    public void Dispose() => _bytes.Dispose();

    private bool More()
    {
        if (_at > 0)
        {
            _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
            _start += _at;
            (_at, _end) = (0, _end - _at);
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        try
        {
            var read = _bytes.Read(_buffer.AsSpan(_end));
            _end += read;
            return read > 0;
        }
        catch (InvalidDataException e)
        {
            Broken = $"the compressed file is cut short: {e.Message}";
            return false;
        }
    }
}
