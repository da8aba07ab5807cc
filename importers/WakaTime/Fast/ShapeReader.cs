using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.WakaTime.Heartbeats;
using Daybook.Model;

namespace Daybook.Importers.WakaTime.Fast;

/// <summary>
/// Reads heartbeats that have the keys, order and white space of an earlier one without taking the JSON apart: everything
/// between the values is compared byte for byte, values equal to the record's before are not looked at again. Whatever is
/// not quite so is left to the plain reader, record by record; both give the same rows.
/// </summary>
internal sealed class ShapeReader(HeartbeatNames names)
{
    /// <summary>After so many misses in a row the next record that the plain reader reads is learned.</summary>
    private const int Patience = 4;

    private readonly HeartbeatValues _values = new();
    private readonly ExtraJson _extraJson = new();
    private ShapeField[] _fields = [];
    private byte[] _after = [];
    private byte[] _text = new byte[1024];
    private int _misses = Patience;

    // Ids made of several values; set again when one of these has changed.
    private HeartbeatRow _last;
    private bool _hasNewName;
    private bool _hasNewExtra;

    /// <summary>The record's length, or 0 when the plain reader should read it.</summary>
    public int Read(ReadOnlySpan<byte> rest, ref HeartbeatRow row)
    {
        var length = Match(rest);
        if (length is 0 or > HeartbeatReader.LongestRecord || _values.Missing() is not null)
        {
            _misses++;
            return 0;
        }
        _misses = 0;
        if (_hasNewName) _values.WriteNames(names, ref _last);
        if (_hasNewExtra) _last.Extra = Extra();
        _hasNewName = _hasNewExtra = false;
        row = _last;
        _values.WriteNumbers(ref row);
        return length;
    }

    /// <summary>Takes the shape of a record that the plain reader has read, if its own no longer fits.</summary>
    public void Learn(ReadOnlySpan<byte> record, IReadOnlyList<HeartbeatReader.Member> members)
    {
        if (_misses < Patience || HasTwoKeysForOneField(members)) return;
        _misses = 0;
        _values.Clear();
        var from = 0;
        _fields = new ShapeField[members.Count];
        for (var i = 0; i < _fields.Length; i++)
        {
            var (start, end) = (members[i].Value.Start.Value, members[i].Value.End.Value);
            _fields[i] = new ShapeField(members[i].HeartbeatKey, record[from..start].ToArray(), record[members[i].Key].ToArray());
            from = end;
        }
        _after = record[from..].ToArray();
        _hasNewName = _hasNewExtra = true;
    }

    private int Match(ReadOnlySpan<byte> rest)
    {
        if (_fields.Length == 0) return 0;
        var at = 0;
        foreach (var field in _fields)
        {
            if (!rest[at..].StartsWith(field.Before)) return 0;
            at += field.Before.Length;
            var length = Value(field, rest[at..]);
            if (length == 0) return 0;
            at += length;
        }
        return rest[at..].StartsWith(_after) ? at + _after.Length : 0;
    }

    private int Value(ShapeField field, ReadOnlySpan<byte> at)
    {
        switch (field.HeartbeatKey)
        {
            case HeartbeatKey.Time:
                return Time(at, out _values.Time);
            case HeartbeatKey.Timestamp:
                return Time(at, out _values.Timestamp);
            case HeartbeatKey.LineNumber:
                return Number(at, out _values.LineNumber);
            case HeartbeatKey.Lines:
                return Number(at, out _values.Lines);
            case HeartbeatKey.CursorPosition:
                return Number(at, out _values.CursorPosition);
            case HeartbeatKey.IsWrite:
                _values.IsWrite = at is [(byte)'t', ..];
                return Tokens.Literal(at);
            case HeartbeatKey.Id or HeartbeatKey.UserId or HeartbeatKey.CreatedAt:
                return Tokens.Value(at);
            case HeartbeatKey.Unknown:
                return Kept(field, at);
            default:
                return Name(field, at);
        }
    }

    private static int Time(ReadOnlySpan<byte> at, out long micros)
    {
        var length = Tokens.Seconds(at, out micros);
        return HeartbeatTime.IsBelievable(micros) ? length : 0;
    }

    private static int Number(ReadOnlySpan<byte> at, out int number)
    {
        if (!at.StartsWith("null"u8)) return Tokens.Number(at, out number);
        number = HeartbeatRow.Missing;
        return 4;
    }

    private int Kept(ShapeField field, ReadOnlySpan<byte> at)
    {
        if (field.IsClosed && at.StartsWith(field.Last)) return field.Last.Length;
        var length = Tokens.Value(at);
        if (at[..length].SequenceEqual(field.Last)) return length;
        field.Remember(at[..length]);
        _hasNewExtra = true;
        return length;
    }

    private int Name(ShapeField field, ReadOnlySpan<byte> at)
    {
        if (field.IsClosed && at.StartsWith(field.Last)) return field.Last.Length;
        var isEscaped = false;
        var length = at.StartsWith("null"u8) ? 4 : Tokens.Text(at, out isEscaped);
        var value = at[..length];
        if (length == 0 || value.SequenceEqual(field.Last)) return length;
        if (!TryName(value, isEscaped, out var id)) return 0;
        field.Remember(value);
        _values.Name(field.HeartbeatKey) = id;
        _hasNewName = true;
        return length;
    }

    private bool TryName(ReadOnlySpan<byte> value, bool isEscaped, out int id)
    {
        id = 0;
        if (value[0] == 'n') return true;
        var text = value[1..^1];
        if (isEscaped && !TryUnescape(value, out text)) return false;
        id = names.Name(text);
        return true;
    }

    private bool TryUnescape(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> text)
    {
        text = [];
        if (_text.Length < value.Length) _text = new byte[value.Length * 2];
        var reader = new Utf8JsonReader(value);
        try
        {
            reader.Read();
            text = _text.AsSpan(0, reader.CopyString(_text));
            return !text.Contains((byte)0);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private int Extra()
    {
        _extraJson.Clear();
        foreach (var field in _fields)
            if (field.HeartbeatKey == HeartbeatKey.Unknown)
                _extraJson.Add(field.Key, field.Last);
        return names.Extra(_extraJson.Finish());
    }

    private static bool HasTwoKeysForOneField(IReadOnlyList<HeartbeatReader.Member> members)
    {
        ulong seen = 0;
        foreach (var member in members)
        {
            var field = 1UL << (int)HeartbeatKeys.FieldOf(member.HeartbeatKey);
            if (member.HeartbeatKey != HeartbeatKey.Unknown && (seen & field) != 0) return true;
            seen |= field;
        }
        return false;
    }
}
