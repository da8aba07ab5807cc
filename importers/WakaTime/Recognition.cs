using Daybook.Importers.Json;
using Daybook.Importers.WakaTime.Heartbeats;
using Daybook.Importers.WakaTime.Totals;

namespace Daybook.Importers.WakaTime;

/// <summary>
/// Recognises a WakaTime file by its keys, whatever their order. Values may be cut or unsound: what stands before still counts.
/// </summary>
internal sealed class Recognition
{
    private readonly JsonCursor _cursor;
    private readonly List<string> _rootKeys = [];
    private readonly KinSigns _signs = new();
    private List<string> _rowKeys = [];
    private RowKind _rows;
    private string? _list;
    private string? _refusal;
    private bool _isUser;

    private Recognition(JsonCursor cursor) => _cursor = cursor;

    /// <summary>Null when it is none of WakaTime's.</summary>
    public static Shape? Of(ReadOnlySpan<byte> head)
    {
        if (!HeartbeatLines.Are(head)) return OfDocument(head);
        // A broken line does not hide the others.
        foreach (var line in head.Split((byte)'\n'))
            if (OfDocument(head[line]) is { } shape)
                return AreLines(shape) ? shape with { Root = WakaTime.Root.Lines, Evidence = $"lines, the first sound one {shape.Evidence}" } : OfDocument(head);
        return null;
    }

    // As they come in, a heartbeat a line; of its other kin no lines are known.
    private static bool AreLines(Shape shape) =>
        shape is { Root: WakaTime.Root.Row, Rows: RowKind.Heartbeat, Kin: Kin.Eztracker or Kin.WakaTime };

    private static Shape? OfDocument(ReadOnlySpan<byte> head)
    {
        using var window = new JsonWindow(new MemoryStream(head.ToArray(), writable: false));
        if (window.Head(3).StartsWith(Encodings.Utf8Mark)) window.Advance(Encodings.Utf8Mark.Length);
        return new Recognition(new JsonCursor(window)).Root();
    }

    private Shape? Root()
    {
        if (_cursor.Peek() == '[')
        {
            LookAtRows();
            return _rows == RowKind.Unknown ? null : Named(WakaTime.Root.List, $"a list of {_rows.Words()}");
        }
        if (!_cursor.Enter('{')) return null;
        while (_rows == RowKind.Unknown && _refusal is null && _cursor.NextKey()) LookAtMember();
        return Refused() ?? Envelope() ?? Row();
    }

    private void LookAtMember()
    {
        var key = _cursor.Key;
        _rootKeys.Add(key);
        var bracket = _cursor.Peek();
        if (key is "days" or "data" or "heartbeats" && bracket == '[')
        {
            _list = key;
            LookAtRows();
        }
        else if (key is "data" or "user" && bracket == '{')
        {
            var keys = Keys();
            if (key == "data") _refusal = Refusals.OfOne(keys);
            _isUser |= key == "user" && keys.Contains("timezone");
        }
        else if (bracket == '{' && TotalDates.Parse(key) is not null)
        {
            _rowKeys = Keys();
            _rows = RowKinds.Of(_rowKeys);
        }
        else
        {
            if (!_signs.Take(_cursor)) _cursor.Skip();
        }
    }

    // The first row that tells what it is; one that is damaged does not hide the others.
    private void LookAtRows()
    {
        _cursor.Enter('[');
        while (_rows == RowKind.Unknown && _cursor.NextElement())
        {
            if (_cursor.Peek() != '{')
            {
                _cursor.Skip();
                continue;
            }
            _rowKeys = Keys();
            _refusal = Refusals.OfRows(_rowKeys);
            if (_refusal is not null) return;
            _rows = RowKinds.Of(_rowKeys);
        }
    }

    private List<string> Keys()
    {
        var keys = new List<string>();
        _cursor.Enter('{');
        while (_cursor.NextKey())
        {
            keys.Add(_cursor.Key);
            if (!_signs.Take(_cursor)) _cursor.Skip();
        }
        return keys;
    }

    private Shape? Refused()
    {
        if (_rows != RowKind.Unknown) return null;
        var refusal = Refusals.OfRoot(_rootKeys) ?? _refusal;
        return refusal is null
            ? null
            : new(WakaTime.Root.Envelope, RowKind.Unknown, "wakatime-answer", $"an object with the keys {Shown(_rootKeys)}", refusal);
    }

    private Shape? Envelope()
    {
        if (_rows != RowKind.Unknown)
            return _list is null
                ? Named(WakaTime.Root.DateKeyed, $"an object with {_rows.Words()} under dates")
                : Named(WakaTime.Root.Envelope, $"an object whose '{_list}' are {_rows.Words()}");
        // A list without a row, or one that begins too far into the file to be seen here.
        if (_isUser || _list == "days" || IsHackatime) return Named(WakaTime.Root.Envelope, $"an account export with the keys {Shown(_rootKeys)}");
        return _list == "data" && _rootKeys.Contains("start") && _rootKeys.Contains("end")
            ? Named(WakaTime.Root.Envelope, "an answer of the API without rows")
            : null;
    }

    private Shape? Row()
    {
        _rows = RowKinds.Of(_rootKeys);
        _rowKeys = _rootKeys;
        // Others list their projects and machines as well; a day of one's own says which day.
        if (_rows == RowKind.TotalsDay && !_rootKeys.Any(k => k is "date" or "range" or "grand_total")) return null;
        return _rows is RowKind.Heartbeat or RowKind.TotalsDay or RowKind.HeartbeatDay
            ? Named(WakaTime.Root.Row, $"an object with the keys {Shown(_rootKeys)}")
            : null;
    }

    private bool IsHackatime => _list == "heartbeats" && _rootKeys.Contains("export_info");

    private Shape Named(Root root, string evidence)
    {
        var kin = IsHackatime ? Kin.Hackatime : _rows == RowKind.Heartbeat ? _signs.Of(_rowKeys) : Kin.WakaTime;
        return kin == Kin.WakaTime
            ? new(root, _rows, Kind(root), evidence)
            : new(root, _rows, $"{kin.ToString().ToLowerInvariant()}-heartbeats", $"{evidence}, with {_signs.Words(kin)}") { Kin = kin };
    }

    private string Kind(Root root) => _rows switch
    {
        RowKind.HeartbeatDay => "wakatime-heartbeats-export",
        RowKind.TotalsDay when _list == "days" => "wakatime-daily-totals-export",
        RowKind.TotalsDay => "wakatime-summaries",
        RowKind.Heartbeat => "wakatime-heartbeats",
        RowKind.Duration => "wakatime-durations",
        RowKind.Label when LabelReader.IsUserAgent(_rowKeys) => "wakatime-user-agents",
        RowKind.Label => "wakatime-machine-names",
        _ => root == WakaTime.Root.Envelope && _list != "data" ? "wakatime-export" : "wakatime-answer",
    };

    private static string Shown(List<string> keys) => string.Join(", ", keys.Take(6).Select(k => $"'{Model.Printable.Short(k, 40)}'"));
}
