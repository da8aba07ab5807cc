using Daybook.Importers.Json;
using Daybook.Importers.WakaTime.Heartbeats;
using Daybook.Importers.WakaTime.Totals;
using Daybook.Model;

namespace Daybook.Importers.WakaTime;

/// <summary>Walks through one file from its first byte to its last and hands each part to the reader it belongs to.</summary>
internal sealed class DocumentReader(SourceFile file, Reading reading, bool isFast)
{
    private const string CutHint =
        "What stands before is taken in, nothing after it. Import the whole file when you have it: nothing will be counted twice.";

    private readonly AccountReader _account = new();

    public IEnumerable<Extracted> Read()
    {
        using var window = new JsonWindow(file.Open());
        if (window.Head(3).StartsWith(Encodings.Utf8Mark)) window.Advance(Encodings.Utf8Mark.Length);
        var shape = Recognition.Of(window.Head(SourceFile.HeadSize));
        var cursor = new JsonCursor(window);
        var segments = new SegmentReader(cursor, reading, file.Name, isFast);
        var values = new ValueReader(cursor, file.Name, reading.Unexpected);
        // A row that stands alone may have white space before it; those of a list have none left.
        if (shape is { Root: Root.Row }) cursor.Peek();
        var walk = shape switch
        {
            null => [],
            { Refusal: not null } => Refuse(shape.Refusal),
            { Root: Root.List } => List(cursor, segments, values),
            { Root: Root.Lines } => segments.ReadLines(),
            { Root: Root.Row } => Row(shape.Rows, segments, values),
            _ => Members(cursor, segments, values),
        };
        foreach (var extracted in walk) yield return extracted;

        var ending = Ending(cursor, shape is not null and { Refusal: null });
        if (ending is not null) yield return new Extracted.Noted(ending);
        var isWhole = ending is not { Severity: Severity.Error };
        if (isWhole && _account.Snapshot(segments.LastAt) is { } snapshot) yield return new Extracted.Account(snapshot);
        do window.Advance(window.Rest.Length);
        while (window.More());
        window.EndPiece();
        yield return new Extracted.End(window.Offset, window.Fingerprint, window.Sha256(), isWhole);
    }

    private IEnumerable<Extracted> Refuse(string refusal) =>
        [new Extracted.Noted(new Diagnostic(file.Name, Place.WholeFile, Severity.Warning, $"nothing to import: {refusal}"))];

    private IEnumerable<Extracted> Members(JsonCursor cursor, SegmentReader segments, ValueReader values)
    {
        cursor.Enter('{');
        while (cursor.NextKey())
        {
            var walk = cursor.Key switch
            {
                "days" when cursor.Peek() == '[' => Days(cursor, segments, values),
                "data" or "heartbeats" when cursor.Peek() == '[' => List(cursor, segments, values),
                "user" when values.TryObject(_account.ReadUser) => [],
                "range" when values.TryObject(_account.ReadRange) => [],
                "timezone" when cursor.TakeText() is { } zone => values.Learn(zone),
                var key when cursor.Peek() == '{' && TotalDates.Parse(key) is { } date => values.Read(RowKind.TotalsDay, date),
                _ => values.Skip(),
            };
            foreach (var extracted in walk) yield return extracted;
        }
    }

    private static IEnumerable<Extracted> Days(JsonCursor cursor, SegmentReader segments, ValueReader values)
    {
        var kind = RowKind.HeartbeatDay;
        cursor.Enter('[');
        while (cursor.NextElement())
        {
            kind = DayKind.Of(cursor.Window) ?? kind;
            foreach (var extracted in Row(cursor.Peek() == '{' ? kind : RowKind.TotalsDay, segments, values)) yield return extracted;
        }
    }

    private static IEnumerable<Extracted> List(JsonCursor cursor, SegmentReader segments, ValueReader values)
    {
        var kind = Recognition.Of(cursor.Window.Head(SourceFile.HeadSize))?.Rows ?? RowKind.Unknown;
        if (kind == RowKind.Heartbeat) return segments.ReadList();
        return kind == RowKind.HeartbeatDay ? Days(cursor, segments, values) : values.ReadList(kind);
    }

    private static IEnumerable<Extracted> Row(RowKind kind, SegmentReader segments, ValueReader values) => kind switch
    {
        RowKind.HeartbeatDay => segments.ReadDay(),
        RowKind.Heartbeat => segments.ReadOne(),
        _ => values.Read(kind, null),
    };

    // What is wrong with the file as a whole. After a break nothing more is looked at.
    private Diagnostic? Ending(JsonCursor cursor, bool isRecognised)
    {
        if (cursor.Break is { } broken)
            return Error(broken.Place, cursor.Window.Damage is { } why ? $"the compressed file is cut short: {why}" : broken.Message);
        var next = isRecognised ? cursor.Peek() : (byte)0;
        var place = cursor.Window.Place(null);
        if (cursor.Window.Damage is { } damage) return Error(place, $"the compressed file is cut short: {damage}");
        return next == 0
            ? null
            : new(file.Name, place, Severity.Warning, "something follows after the end of the document", "It is left out.");
    }

    private Diagnostic Error(Place place, string message) => new(file.Name, place, Severity.Error, message, CutHint);
}
