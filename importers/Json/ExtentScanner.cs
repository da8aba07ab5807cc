using System.Buffers;

namespace Daybook.Importers.Json;

/// <summary>
/// Finds where a JSON value ends, by strings and brackets alone: what stands inside need not be valid. Can be stopped at
/// any byte and resumed, and does not recurse: depth costs one bit a level.
/// </summary>
internal struct ExtentScanner
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> AfterScalar = SearchValues.Create(" \t\r\n,:]}[{\""u8);

    private State _state;
    private ulong[]? _isArray;
    private int _depth;

    public enum Outcome
    {
        /// <summary>The value goes on after the bytes at hand.</summary>
        Open,
        Done,
        /// <summary>A bracket is closed by one of the other kind.</summary>
        Mismatch,
    }

    private enum State : byte { Start, Between, Text, Escape, Scalar }

    /// <summary>How many brackets were open at once.</summary>
    public int Deepest { get; private set; }

    /// <summary>Reads on from <paramref name="at"/>, which it leaves after the last byte it looked at.</summary>
    public Outcome Scan(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (at < bytes.Length)
        {
            switch (_state)
            {
                case State.Start:
                    _state = bytes[at] switch
                    {
                        (byte)'"' => State.Text,
                        (byte)'{' or (byte)'[' => State.Between,
                        _ => State.Scalar,
                    };
                    if (_state == State.Between) Push(bytes[at]);
                    if (_state != State.Scalar) at++;
                    break;
                case State.Between:
                    if (!Seek(bytes, ref at, bytes[at..].IndexOfAny(Structure))) return Outcome.Open;
                    var found = bytes[at++];
                    if (found == '"') _state = State.Text;
                    else if (found is (byte)'{' or (byte)'[') Push(found);
                    else if (!TryPop(found)) return Outcome.Mismatch;
                    else if (_depth == 0) return Outcome.Done;
                    break;
                case State.Text:
                    if (!Seek(bytes, ref at, bytes[at..].IndexOfAny((byte)'"', (byte)'\\'))) return Outcome.Open;
                    _state = bytes[at++] == '\\' ? State.Escape : State.Between;
                    if (_state == State.Between && _depth == 0) return Outcome.Done;
                    break;
                case State.Escape:
                    at++;
                    _state = State.Text;
                    break;
                default:
                    return Seek(bytes, ref at, bytes[at..].IndexOfAny(AfterScalar)) ? Outcome.Done : Outcome.Open;
            }
        }
        return Outcome.Open;
    }

    private static bool Seek(ReadOnlySpan<byte> bytes, ref int at, int distance)
    {
        at = distance < 0 ? bytes.Length : at + distance;
        return distance >= 0;
    }

    private void Push(byte bracket)
    {
        _isArray ??= new ulong[1];
        if (_depth >> 6 == _isArray.Length) Array.Resize(ref _isArray, _isArray.Length * 2);
        var bit = 1UL << (_depth & 63);
        if (bracket == '[') _isArray[_depth >> 6] |= bit;
        else _isArray[_depth >> 6] &= ~bit;
        if (++_depth > Deepest) Deepest = _depth;
    }

    private bool TryPop(byte bracket)
    {
        _depth--;
        var isArray = (_isArray![_depth >> 6] >> (_depth & 63) & 1) != 0;
        return isArray == (bracket == ']');
    }
}
