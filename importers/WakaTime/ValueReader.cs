using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.WakaTime.Totals;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.WakaTime;

/// <summary>Reads rows that are small or few enough to be taken one by one as whole documents.</summary>
internal sealed class ValueReader(JsonCursor cursor, string file, UnexpectedKeys unexpected)
{
    /// <summary>Bytes; a real day has up to some 200 KiB.</summary>
    private const int LongestValue = 64 << 20;

    private readonly DayTotalReader _totals = new(unexpected);
    private string? _zone;

    /// <summary>The rows of the list at the position, all of one kind.</summary>
    public IEnumerable<Extracted> ReadList(RowKind kind)
    {
        cursor.Enter('[');
        while (cursor.NextElement())
            foreach (var extracted in Read(kind, null)) yield return extracted;
    }

    /// <summary>The row at the position.</summary>
    /// <param name="named">Date it is listed under, or null.</param>
    public IEnumerable<Extracted> Read(RowKind kind, LocalDate? named)
    {
        if (Take(kind, named) is { } extracted) yield return extracted;
    }

    /// <summary>Hands the object at the position over and passes it; false, and nothing passed, when there is no sound one.</summary>
    public bool TryObject(Action<JsonElement> use)
    {
        if (cursor.Peek() != '{' || cursor.Measure(LongestValue, out var extent) != Measured.Whole) return false;
        using var document = JsonValues.Parse(cursor.Window.Ahead(extent.Length), out _);
        if (document is null) return false;
        use(document.RootElement);
        cursor.Pass(extent.Length);
        return true;
    }

    /// <summary>The zone of all rows after it that do not give their own.</summary>
    public IEnumerable<Extracted> Learn(string zone)
    {
        _zone = zone;
        return [];
    }

    public IEnumerable<Extracted> Skip()
    {
        cursor.Skip();
        return [];
    }

    // Null when the document breaks in the row.
    private Extracted? Take(RowKind kind, LocalDate? named)
    {
        var place = cursor.Window.Place(cursor.Pointer);
        switch (cursor.Measure(LongestValue, out var extent))
        {
            case Measured.Broken:
                return null;
            case Measured.TooLong:
                var rejected = Rejected(place, new($"the row is longer than {LongestValue >> 20} MiB"), cursor.Window.Rest);
                cursor.Skip();
                return rejected;
        }
        var value = cursor.Window.Ahead(extent.Length);
        using var document = JsonValues.Parse(value, out var problem);
        var flaw = document is null ? new Flaw($"the row cannot be read: {problem}") : null;
        var extracted = document is null ? null : Convert(kind, document.RootElement, named, place, out flaw);
        extracted ??= Rejected(place, flaw!, value.Span);
        cursor.Pass(extent.Length);
        return extracted;
    }

    private Extracted? Convert(RowKind kind, JsonElement row, LocalDate? named, Place place, out Flaw? flaw)
    {
        switch (kind)
        {
            case RowKind.TotalsDay:
                return _totals.Read(row, named, place, out flaw) is { } total ? new Extracted.Total(total) : null;
            case RowKind.Duration:
                return DurationReader.Read(row, _zone, unexpected, place, out flaw) is { } entry ? new Extracted.Entry(entry) : null;
            case RowKind.Label:
                return LabelReader.Read(row, out flaw) is { } label ? new Extracted.Label(label) : null;
            default:
                flaw = new("it does not show what it is: no heartbeat, day or duration");
                return null;
        }
    }

    private Extracted.Rejected Rejected(Place place, Flaw flaw, ReadOnlySpan<byte> raw) =>
        new(new Rejection(new Diagnostic(file, place, Severity.Error, flaw.Message, flaw.Hint), Quoted.Of(raw)));
}
