using System.Text;
using System.Text.Json;
using Daybook.Importers.Tables;
using Daybook.Model;

namespace Daybook.Importers.ActivityWatch;

/// <summary>
/// One bucket exported as a table: the same events as in JSON, but neither the bucket's name nor the machine's. Its columns
/// are the keys of its first event.
/// </summary>
internal static class BucketTable
{
    private const string Timestamp = "timestamp", Duration = "duration";

    /// <summary>By which columns a bucket is known to be of a type; the first that fits.</summary>
    private static readonly (string Type, string[] Columns)[] Types =
    [
        ("currentwindow", ["app"]),
        ("web.tab.current", ["url"]),
        ("app.editor.activity", ["file", "project"]),
        ("app.editor.activity", ["file", "language"]),
        ("general.stopwatch", ["label", "running"]),
    ];

    // What editors and windows call things stays text, even where it is "true" or "1".
    private static readonly string[] Texts = ["app", "title", "url", "file", "project", "language", "branch", "label"];

    public static Claim? Of(TableHead table)
    {
        bool Has(IEnumerable<string> columns) => columns.All(table.Folded.Contains);
        if (!Has([Timestamp, Duration])) return null;
        Claim Seen(string kind, string[] columns, string? refusal) => new(kind, $"columns: {string.Join(", ", [Timestamp, Duration, .. columns])}", refusal) { ReadOff = [("delimiter", table.DelimiterName)] };
        if (TypeOf(table) is { } type) return Seen("activitywatch-csv", type.Columns, null);
        return Has(["status"])
            ? Seen("activitywatch-afk-csv", ["status"], "it says when someone was at the machine, not what was done; export all buckets as JSON to have it taken into account")
            : null;
    }

    public static IEnumerable<Extracted> Read(SourceFile file)
    {
        using var opened = OpenedTable.Of(file);
        if (opened.Head is not { } head || TypeOf(head) is not { } type)
        {
            yield return TableFlaws.NoColumns(file.Name, "a bucket");
            yield break;
        }
        if (TableFlaws.Doubled(file.Name, head) is { } doubled)
        {
            yield return doubled;
            yield break;
        }
        if (TableFlaws.Encoding(file.Name, head) is { } guessed) yield return guessed;
        var bucket = new Bucket("", Place.WholeFile, new EventTexts(), new UnexpectedKeys()) { Type = type.Type, IsNameless = true };
        var columns = head.Folded.ToList();
        var (at, length) = (columns.IndexOf(Timestamp), columns.IndexOf(Duration));
        using var table = new TableReader(opened.File, head);
        foreach (var row in table.Rows())
        {
            var outcome = Collect(bucket, head, row, at, length);
            foreach (var extracted in outcome.At(file.Name, row.At(Math.Max(0, outcome.Flaw?.Column ?? 0)), row.Raw)) yield return extracted;
        }
        foreach (var extracted in new BucketEntries(file, [bucket]).All()) yield return extracted;
        if (table.Broken is { } broken) yield return new Extracted.Noted(new Diagnostic(file.Name, table.BrokenAt, Severity.Error, broken));
        yield return table.End();
    }

    private static (string Type, string[] Columns)? TypeOf(TableHead table) =>
        Types.FirstOrDefault(t => t.Columns.All(table.Folded.Contains)) is { Type: not null } type && !table.Folded.Contains("status") ? type : null;

    private static RowOutcome Collect(Bucket bucket, TableHead head, TableRow row, int at, int length)
    {
        if (TableFlaws.Of(row) is { } broken) return RowOutcome.Bad(broken);
        if (Bucket.TimeOf(EntryText.NullIfEmpty(row[at]), EntryText.NullIfEmpty(row[length]), out var start, out var micros) is { } flaw)
            return RowOutcome.Bad(flaw with { Column = start == 0 ? at : length });
        bucket.Events.Add(new BucketEvent(start, micros, bucket.Texts.IndexOf(Said(head, row, at, length)), bucket.Events.Count, row.Line, 1, row.Offset));
        return default;
    }

    /// <summary>The event but its time, as an export in JSON has it; of an empty cell nobody knows whether the key was there.</summary>
    private static string Said(TableHead head, TableRow row, int at, int length)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject("data");
            for (var i = 0; i < Math.Max(head.Columns.Count, row.Cells.Length); i++)
            {
                if (i == at || i == length || row[i].Length == 0) continue;
                json.WritePropertyName(i >= head.Columns.Count || head.Columns[i].Length == 0 ? $"column {i + 1}" : Texts.Contains(head.Folded[i]) ? head.Folded[i] : head.Columns[i]);
                if (i < head.Columns.Count && Texts.Contains(head.Folded[i])) json.WriteStringValue(row[i]);
                else Write(json, row[i]);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string cell)
    {
        if (bool.TryParse(cell, out var isSo)) json.WriteBooleanValue(isSo);
        else if (int.TryParse(cell, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)) json.WriteNumberValue(number);
        else json.WriteStringValue(cell);
    }
}
