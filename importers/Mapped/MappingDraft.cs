using System.Text;
using System.Text.Json;
using Daybook.Importers.Tables;

namespace Daybook.Importers.Mapped;

/// <summary>Proposes a mapping for a file by what its columns are called; a person checks it.</summary>
public static class MappingDraft
{
    private static readonly (string Key, string[] Names)[] Texts =
    [
        ("project", ["project", "project name", "projekt", "projet", "proyecto"]),
        ("client", ["client", "customer", "client name", "kunde", "cliente"]),
        ("task", ["task", "activity", "task name", "issue", "tätigkeit", "aufgabe"]),
        ("note", ["description", "notes", "note", "comment", "summary", "beschreibung", "notiz", "kommentar"]),
        ("category", ["category", "type", "kategorie"]),
        ("billable", ["billable", "billable?", "abrechenbar"]),
        ("id", ["id", "uuid", "entry id"]),
    ];

    private static readonly string[] Starts = ["start", "start time", "started", "from", "begin", "von", "beginn", "start date time"];
    private static readonly string[] Ends = ["end", "end time", "stop", "stop time", "ended", "to", "until", "bis", "ende"];
    private static readonly string[] Dates = ["date", "day", "start date", "work date", "datum", "tag"];
    private static readonly string[] EndDates = ["end date", "stop date", "enddatum"];
    private static readonly string[] Lengths = ["duration", "hours", "time", "length", "time spent", "duration (h)", "dauer", "stunden", "minutes", "seconds"];
    private static readonly string[] People = ["email", "e-mail", "user email", "user", "user name", "username", "person", "benutzer"];

    /// <param name="firstRow">Cells of the first row, to see whether a column holds a date and a time at once.</param>
    /// <param name="name">Of the source.</param>
    public static string Of(TableHead head, IReadOnlyList<string> firstRow, string name)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "mapping.schema.json");
            json.WriteString("source", name);
            json.WriteString("kind", name);
            json.WriteString("title", name);
            json.WriteStartObject("recognise");
            json.WriteStartArray("columns");
            foreach (var column in head.Columns.Where(c => c.Length > 0).Take(8))
            {
                json.WriteStartArray();
                json.WriteStringValue(column);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            var date = Find(head, Dates);
            WriteMoment(json, "start", head, firstRow, Find(head, Starts), date);
            WriteMoment(json, "end", head, firstRow, Find(head, Ends), Find(head, EndDates) ?? (Find(head, Ends) is null ? null : date));
            if (Find(head, Starts) is null && date is not null) WriteNames(json, "date", date);
            if (Find(head, Lengths) is { } length)
            {
                json.WriteStartObject("length");
                WriteNames(json, "columns", length);
                var folded = ColumnName.Fold(length);
                json.WriteString("unit", folded.Contains("minute", StringComparison.Ordinal) ? "Minutes" : folded.Contains("second", StringComparison.Ordinal) ? "Seconds" : "Hours");
                json.WriteEndObject();
            }
            if (Find(head, People) is { } person)
            {
                json.WriteStartArray("person");
                json.WriteStartArray();
                json.WriteStringValue(person);
                json.WriteEndArray();
                json.WriteEndArray();
            }
            foreach (var (key, names) in Texts)
                if (Find(head, names) is { } column)
                    WriteNames(json, key, column);
            if (Find(head, ["tags", "tag", "labels", "schlagworte"]) is { } tags)
            {
                json.WriteStartObject("tags");
                WriteNames(json, "columns", tags);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void WriteMoment(Utf8JsonWriter json, string key, TableHead head, IReadOnlyList<string> firstRow, string? column, string? date)
    {
        if (column is null) return;
        var index = head.Columns.ToList().IndexOf(column);
        var isWhole = index < firstRow.Count && (MomentText.TryParse(firstRow[index], DateOrder.DayMonthYear, out _) || MomentText.TryParse(firstRow[index], DateOrder.MonthDayYear, out _));
        json.WriteStartObject(key);
        if (isWhole || date is null) WriteNames(json, "at", column);
        else
        {
            WriteNames(json, "date", date);
            WriteNames(json, "time", column);
        }
        json.WriteEndObject();
    }

    private static string? Find(TableHead head, IReadOnlyList<string> names)
    {
        foreach (var name in names)
            for (var i = 0; i < head.Folded.Count; i++)
                if (head.Folded[i] == name)
                    return head.Columns[i];
        return null;
    }

    private static void WriteNames(Utf8JsonWriter json, string key, string column)
    {
        json.WriteStartArray(key);
        json.WriteStringValue(column);
        json.WriteEndArray();
    }
}
