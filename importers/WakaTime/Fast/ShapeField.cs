using Daybook.Importers.WakaTime.Heartbeats;

namespace Daybook.Importers.WakaTime.Fast;

/// <summary>One member of the records of a file that are all alike: what stands before its value, and its last value.</summary>
/// <param name="before">All bytes from the value before, or the record's start, to this value: comma, white space, key, colon.</param>
/// <param name="key">The key with its quotes.</param>
internal sealed class ShapeField(HeartbeatKey heartbeatKey, byte[] before, byte[] key)
{
    private byte[] _last = new byte[64];
    private int _length;

    public HeartbeatKey HeartbeatKey { get; } = heartbeatKey;

    public byte[] Before { get; } = before;

    public byte[] Key { get; } = key;

    /// <summary>The value as it stood in the record before.</summary>
    public ReadOnlySpan<byte> Last => _last.AsSpan(0, _length);

    /// <summary>Whether a value that starts like the last one is the last one: a number could go on.</summary>
    public bool IsClosed => _length > 0 && _last[_length - 1] is (byte)'"' or (byte)']';

    public void Remember(ReadOnlySpan<byte> value)
    {
        if (value.Length > _last.Length) _last = new byte[value.Length * 2];
        value.CopyTo(_last);
        _length = value.Length;
    }
}
