using System.Runtime.InteropServices;
using System.Text.Json;
using Daybook.Model;

namespace Daybook.Importers.Json;

/// <summary>One value of a document with its place in the file.</summary>
internal sealed class JsonRow(JsonElement value, Place place, ReadOnlyMemory<byte> bytes, JsonWindow window)
{
    public JsonElement Value => value;

    public Place Place => place;

    public string Raw => value.GetRawText();

    /// <summary>Where a value inside of it stands.</summary>
    /// <param name="pointer">From the row on: <c>/entries/0</c>.</param>
    public Place At(JsonElement inside, string pointer) =>
        bytes.Span.Overlaps(JsonMarshal.GetRawUtf8Value(inside), out var ahead) ? window.Place(place.Pointer + pointer, ahead) : place;
}

/// <summary>Reads a document's rows one by one as whole values; what stands around them is walked through by the cursor.</summary>
internal sealed class JsonRows : IDisposable
{
    /// <summary>Bytes.</summary>
    private const int LongestRow = 64 << 20;

    private readonly SourceFile _file;
    private readonly JsonWindow _window;

    public JsonRows(SourceFile file)
    {
        _file = file;
        _window = new JsonWindow(file.Open());
        if (_window.Head(3).StartsWith(Encodings.Utf8Mark)) _window.Advance(Encodings.Utf8Mark.Length);
        Cursor = new JsonCursor(_window);
    }

    public JsonCursor Cursor { get; }

    /// <summary>The rows of the list at the position.</summary>
    public IEnumerable<Extracted> List(Func<JsonRow, IEnumerable<Extracted>> read)
    {
        if (!Cursor.Enter('[')) Cursor.Skip();
        else while (Cursor.NextElement())
            foreach (var extracted in One(read)) yield return extracted;
    }

    /// <summary>Likewise, of rows that become one entry at most.</summary>
    public IEnumerable<Extracted> List(Func<JsonRow, RowOutcome> read) => List(row => read(row).At(_file.Name, row.Place, row.Raw));

    /// <summary>What follows the rows: whatever is left of the file, and why it was not read to its end.</summary>
    public IEnumerable<Extracted> End()
    {
        const string Hint = "What stands before is taken in, nothing after it. Import the whole file when you have it: nothing will be counted twice.";
        var isWhole = true;
        if (Cursor.Break is { } broken)
        {
            isWhole = false;
            yield return new Extracted.Noted(new Diagnostic(_file.Name, broken.Place, Severity.Error,
                _window.Damage is { } why ? $"the compressed file is cut short: {why}" : broken.Message, Hint));
        }
        else if (Cursor.Peek() != 0)
        {
            yield return new Extracted.Noted(new Diagnostic(_file.Name, _window.Place(null), Severity.Warning, "something follows after the end of the document", "It is left out."));
        }
        do _window.Advance(_window.Rest.Length);
        while (_window.More());
        if (isWhole && _window.Damage is { } damage)
        {
            isWhole = false;
            yield return new Extracted.Noted(new Diagnostic(_file.Name, _window.Place(null), Severity.Error, $"the compressed file is cut short: {damage}", Hint));
        }
        _window.EndPiece();
        yield return new Extracted.End(_window.Offset, _window.Fingerprint, _window.Sha256(), isWhole);
    }

    public void Dispose() => _window.Dispose();

    /// <summary>The value at the position, as a row.</summary>
    public List<Extracted> One(Func<JsonRow, IEnumerable<Extracted>> read)
    {
        var place = _window.Place(Cursor.Pointer);
        switch (Cursor.Measure(LongestRow, out var extent))
        {
            case Measured.Broken:
                return [];
            case Measured.TooLong:
                Cursor.Skip();
                return [.. RowOutcome.Bad($"the row is longer than {LongestRow >> 20} MiB").At(_file.Name, place, "")];
        }
        var bytes = _window.Ahead(extent.Length);
        using var document = JsonValues.Parse(bytes, out var problem);
        List<Extracted> extracted = document is null
            ? [.. RowOutcome.Bad($"the row cannot be read: {problem}").At(_file.Name, place, System.Text.Encoding.UTF8.GetString(bytes.Span[..Math.Min(extent.Length, Rejection.LongestRaw)]))]
            : [.. read(new JsonRow(document.RootElement, place, bytes, _window))];
        Cursor.Pass(extent.Length);
        return extracted;
    }
}
