using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.WakaTime.Heartbeats;

/// <summary>Reads one heartbeat from its own bytes, whatever its keys and their order. The plain way, which decides.</summary>
/// <param name="unexpected">Meets the keys that no heartbeat is known to have.</param>
internal sealed class HeartbeatReader(HeartbeatNames names, UnexpectedKeys? unexpected = null)
{
    /// <summary>Bytes; a real one has about 700.</summary>
    public const int LongestRecord = 1 << 20;

    /// <summary>Brackets open at once.</summary>
    public const int DeepestRecord = 64;

    private const int MostKeys = 256;

    private readonly HeartbeatValues _values = new();
    private readonly List<Member> _members = [];
    private readonly ExtraJson _extra = new();
    private byte[] _text = new byte[1024];
    private uint _seen;

    /// <summary>The members of the record read last, in file order.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>Null when the row was read; else it is to be left out.</summary>
    public Flaw? Read(ReadOnlySpan<byte> record, int depth, ref HeartbeatRow row)
    {
        if (record[0] != '{') return new("a heartbeat should be an object with keys and values");
        if (depth > DeepestRecord) return new($"the heartbeat is nested deeper than {DeepestRecord} levels");
        if (!Utf8.IsValid(record)) return new("the heartbeat is not valid UTF-8");
        _values.Clear();
        _members.Clear();
        _seen = 0;
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = DeepestRecord });
        try
        {
            if (ReadMembers(record, ref reader) is { } flaw) return flaw;
        }
        catch (JsonException)
        {
            return new($"the heartbeat is not valid JSON at its byte {reader.BytesConsumed + 1}");
        }
        if (_values.Missing() is { } missing) return missing;
        _values.WriteNumbers(ref row);
        _values.WriteNames(names, ref row);
        row.Extra = Extra(record);
        return null;
    }

    private Flaw? ReadMembers(ReadOnlySpan<byte> record, ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_members.Count == MostKeys) return new($"the heartbeat has more than {MostKeys} keys");
            var key = HeartbeatKeys.Of(reader.ValueIsEscaped ? "?"u8 : reader.ValueSpan);
            var keyToken = (int)reader.TokenStartIndex..((int)reader.TokenStartIndex + reader.ValueSpan.Length + 2);
            if (StoodBefore(key, record, keyToken)) return new($"the key '{Encoding.UTF8.GetString(reader.ValueSpan)}' stands twice");
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var isKept = key == HeartbeatKey.Unknown;
            if (isKept && unexpected is not null && record[keyToken][1..^1] is var name && !DocumentedKeys.IsOfHeartbeats(name)) unexpected.Meet(name);
            if (Take(key, ref reader, ref isKept) is { } flaw) return flaw;
            reader.Skip();
            _members.Add(new(key, keyToken, start..(int)reader.BytesConsumed, isKept));
        }
        return null;
    }

    private bool StoodBefore(HeartbeatKey key, ReadOnlySpan<byte> record, Range keyToken)
    {
        if (key != HeartbeatKey.Unknown)
        {
            var bit = 1u << (int)key;
            var stood = (_seen & bit) != 0;
            _seen |= bit;
            return stood;
        }
        foreach (var before in _members)
            if (before.HeartbeatKey == HeartbeatKey.Unknown && record[before.Key].SequenceEqual(record[keyToken]))
                return true;
        return false;
    }

    private Flaw? Take(HeartbeatKey key, ref Utf8JsonReader reader, ref bool isKept)
    {
        switch (key)
        {
            case HeartbeatKey.Time:
                return Time(ref reader, out _values.Time);
            case HeartbeatKey.Timestamp:
                return Time(ref reader, out _values.Timestamp);
            case HeartbeatKey.LineNumber:
                isKept = !TryNumber(ref reader, out _values.LineNumber);
                return null;
            case HeartbeatKey.Lines:
                isKept = !TryNumber(ref reader, out _values.Lines);
                return null;
            case HeartbeatKey.CursorPosition:
                isKept = !TryNumber(ref reader, out _values.CursorPosition);
                return null;
            case HeartbeatKey.IsWrite:
                return IsWrite(ref reader);
            default:
                return HeartbeatKeys.IsName(key) ? Name(key, ref reader) : null;
        }
    }

    private Flaw? Time(ref Utf8JsonReader reader, out long micros)
    {
        micros = 0;
        if (reader.TokenType == JsonTokenType.Number) return HeartbeatTime.Read(reader.ValueSpan, out micros);
        if (!TryText(ref reader, out var text)) return new("the time should be a number of seconds");
        return text.IsEmpty ? null : HeartbeatTime.Read(text, out micros);
    }

    // A number that is none of ours (a fraction, beyond 32 bits) is missing here and kept as it stands.
    private bool TryNumber(ref Utf8JsonReader reader, out int number)
    {
        number = HeartbeatRow.Missing;
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt32(out var given)) number = given;
            return number != HeartbeatRow.Missing;
        }
        if (!TryText(ref reader, out var text)) return false;
        if (text.IsEmpty) return true;
        if (Utf8Parser.TryParse(text, out int written, out var used) && used == text.Length) number = written;
        return number != HeartbeatRow.Missing;
    }

    private Flaw? IsWrite(ref Utf8JsonReader reader)
    {
        _values.IsWrite = reader.TokenType == JsonTokenType.True;
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False) return null;
        if (!TryText(ref reader, out var text)) return new("the key 'is_write' should be true or false");
        _values.IsWrite = text.SequenceEqual("true"u8);
        return _values.IsWrite || text.IsEmpty || text.SequenceEqual("false"u8)
            ? null
            : new("the key 'is_write' should be true or false");
    }

    private Flaw? Name(HeartbeatKey key, ref Utf8JsonReader reader)
    {
        if (!TryText(ref reader, out var text)) return new($"the key '{HeartbeatKeys.TextOf(key)}' should be text that can be read");
        if (text.Contains((byte)0)) return new($"the key '{HeartbeatKeys.TextOf(key)}' holds a NUL character");
        _values.Name(key) = names.Name(text);
        return null;
    }

    // Null is an empty text. False for what is no text, and for half a surrogate pair, which is no character.
    private bool TryText(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = [];
        if (reader.TokenType == JsonTokenType.Null) return true;
        if (reader.TokenType != JsonTokenType.String) return false;
        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped) return true;
        if (_text.Length < text.Length) _text = new byte[text.Length];
        try
        {
            text = _text.AsSpan(0, reader.CopyString(_text));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private int Extra(ReadOnlySpan<byte> record)
    {
        _extra.Clear();
        foreach (var member in _members)
            if (member.IsKept || _values.IsOverruled(member.HeartbeatKey))
                _extra.Add(record[member.Key], record[member.Value]);
        return names.Extra(_extra.Finish());
    }

    /// <param name="Key">Where the key stands in the record, with its quotes.</param>
    /// <param name="Value">Where the value stands.</param>
    /// <param name="IsKept">Whether it goes to the row's other keys.</param>
    public readonly record struct Member(HeartbeatKey HeartbeatKey, Range Key, Range Value, bool IsKept);
}
