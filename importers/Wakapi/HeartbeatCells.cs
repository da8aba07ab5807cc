using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;
using Daybook.Importers.WakaTime.Heartbeats;
using Daybook.Model;

namespace Daybook.Importers.Wakapi;

/// <summary>Makes the cells of one row into a heartbeat; the columns are named as the keys of the JSON form.</summary>
internal sealed class HeartbeatCells(TableHead head, HeartbeatNames names)
{
    private readonly HeartbeatKey[] _keys = [.. head.Folded.Select(name => HeartbeatKeys.Of(Encoding.UTF8.GetBytes(name)))];
    private readonly byte[][] _quoted = [.. head.Columns.Select(Quoted)];
    private readonly HeartbeatValues _values = new();
    private readonly ExtraJson _extra = new();

    /// <summary>Null when the row was read; else it is to be left out.</summary>
    public Flaw? Read(TableRow row, ref HeartbeatRow heartbeat)
    {
        if (TableFlaws.Of(row) is { } broken) return broken;
        if (row.Cells.Length != _keys.Length) return new($"the row has {row.Cells.Length} cells where the file has {_keys.Length} columns");
        _values.Clear();
        _extra.Clear();
        for (var i = 0; i < _keys.Length; i++)
            if (row[i].Length > 0 && Take(_keys[i], row[i], i) is { } flaw)
                return flaw with { Column = i };
        if (_values.Missing() is { } missing) return missing;
        _values.WriteNumbers(ref heartbeat);
        _values.WriteNames(names, ref heartbeat);
        heartbeat.Extra = names.Extra(_extra.Finish());
        return null;
    }

    private Flaw? Take(HeartbeatKey key, string text, int column)
    {
        switch (key)
        {
            case HeartbeatKey.Time:
                return HeartbeatTime.Read(Encoding.UTF8.GetBytes(text), out _values.Time);
            case HeartbeatKey.Timestamp:
                return HeartbeatTime.Read(Encoding.UTF8.GetBytes(text), out _values.Timestamp);
            case HeartbeatKey.LineNumber:
                return Number(text, column, out _values.LineNumber);
            case HeartbeatKey.Lines:
                return Number(text, column, out _values.Lines);
            case HeartbeatKey.CursorPosition:
                return Number(text, column, out _values.CursorPosition);
            case HeartbeatKey.IsWrite:
                return bool.TryParse(text, out _values.IsWrite) ? null : new($"'{text}' should be True or False");
            case HeartbeatKey.Unknown:
                Keep(text, column);
                return null;
            default:
                if (HeartbeatKeys.IsName(key)) _values.Name(key) = names.Name(text);
                return null;
        }
    }

    // A number that is none of ours is missing here and kept as it stands.
    private Flaw? Number(string text, int column, out int number)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number != HeartbeatRow.Missing) return null;
        number = HeartbeatRow.Missing;
        Keep(text, column);
        return null;
    }

    private void Keep(string text, int column)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text;
        _extra.Add(_quoted[column], isNumber ? Encoding.ASCII.GetBytes(text) : Quoted(text));
    }

    private static byte[] Quoted(string text) => [(byte)'"', .. JsonEncodedText.Encode(text).EncodedUtf8Bytes, (byte)'"'];
}
