using System.Text;

namespace Daybook.Importers.Json;

/// <summary>What the start of a document shows of itself: enough to tell whose it is. It may be cut anywhere.</summary>
internal sealed class JsonHead
{
    private const int LongestValue = 4096;

    private readonly JsonCursor _cursor;

    private JsonHead(JsonCursor cursor) => _cursor = cursor;

    /// <summary>Whether the document is a list; else it is an object.</summary>
    public bool IsList { get; private set; }

    /// <summary>Members of the outermost object, or of the first object of the outermost list, as written; of a list or an object the bracket alone.</summary>
    public Dictionary<string, string> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>The items of the first list in the outermost list, as written.</summary>
    public List<string> Items { get; } = [];

    /// <summary>Null where no JSON begins.</summary>
    public static JsonHead? Of(ReadOnlySpan<byte> head)
    {
        using var window = Window(head);
        var cursor = new JsonCursor(window);
        var seen = new JsonHead(cursor) { IsList = cursor.Peek() == '[' };
        if (!seen.IsList && cursor.Peek() != '{') return null;
        if (seen.IsList && (!cursor.Enter('[') || !cursor.NextElement())) return seen;
        if (cursor.Peek() == '[') seen.ReadItems();
        else seen.ReadMembers();
        return seen;
    }

    /// <summary>A window past a byte order mark.</summary>
    public static JsonWindow Window(ReadOnlySpan<byte> head)
    {
        var window = new JsonWindow(new MemoryStream(head.ToArray(), writable: false));
        if (window.Head(3).StartsWith(Encodings.Utf8Mark)) window.Advance(Encodings.Utf8Mark.Length);
        return window;
    }

    public bool Has(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (!Members.ContainsKey(key)) return false;
        return true;
    }

    private void ReadMembers()
    {
        if (!_cursor.Enter('{')) return;
        while (_cursor.NextKey()) Members[_cursor.Key] = Value();
    }

    private void ReadItems()
    {
        if (!_cursor.Enter('[')) return;
        while (_cursor.NextElement()) Items.Add(Value());
    }

    private string Value()
    {
        var first = _cursor.Peek();
        if (first is (byte)'{' or (byte)'[' || _cursor.Measure(LongestValue, out var extent) != Measured.Whole)
        {
            _cursor.Skip();
            return ((char)first).ToString();
        }
        var text = Encoding.UTF8.GetString(_cursor.Window.Rest[..extent.Length]);
        _cursor.Pass(extent.Length);
        return text;
    }
}
