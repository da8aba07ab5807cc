using System.Text.Json;

namespace Daybook.Reports;

/// <summary>The page as JSON: every figure exact and, beside it, as it is printed. Keys and lists have one fixed order; names are as the source gave them.</summary>
internal static class PageJson
{
    public static string Of(PageView page) => JsonText.Of(json =>
    {
        json.WriteString("report", page.Report);
        json.WriteString("period", page.Period);
        json.WriteString("from", page.From);
        json.WriteString("to", page.To);
        json.WriteString("person", page.Person);
        json.WriteString("zone", page.Zone);
        json.WriteString("made_at", page.MadeAt);
        json.WriteStartObject("total");
        Figure(json, page.TotalMicros, page.Total);
        json.WriteEndObject();
        json.WriteStartObject("sections");
        foreach (var section in page.Sections.Where(s => !s.IsEmpty)) Section(json, section);
        json.WriteEndObject();
    });

    private static void Section(Utf8JsonWriter json, Section section)
    {
        json.WriteStartObject(section.Name);
        json.WriteString("title", section.Title);
        if (section.Facts.Count > 0)
        {
            json.WriteStartObject("facts");
            foreach (var fact in section.Facts)
            {
                json.WriteStartObject(fact.Key.Length > 0 ? fact.Key : fact.Label);
                Figure(json, fact.Exact, fact.Value);
                json.WriteString("detail", fact.Detail);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        if (section.Table is { } table) Table(json, table);
        if (section.Notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (var note in section.Notes)
            {
                json.WriteStartObject();
                json.WriteString("text", note.Text);
                if (note.Command.Length > 0) json.WriteString("command", note.Command);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Table(Utf8JsonWriter json, Table table)
    {
        json.WriteStartArray("units");
        foreach (var column in table.Columns) json.WriteStringValue($"{column.Key}: {(column.Unit.Length > 0 ? column.Unit : "text")}");
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in table.All ?? table.Rows) Row(json, row, table.Columns);
        json.WriteEndArray();
        if (table.Sum is not { } sum) return;
        json.WritePropertyName("sum");
        Row(json, sum, table.Columns);
    }

    private static void Row(Utf8JsonWriter json, Row row, IReadOnlyList<Column> columns)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Key);
        if (row.Note.Length > 0) json.WriteString("note", row.Note);
        foreach (var (key, value) in row.Known) json.WriteString(key, value);
        for (var i = 0; i < columns.Count; i++)
        {
            json.WriteStartObject(columns[i].Key);
            Figure(json, row.Cells[i].Exact, row.Cells[i].Text);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Figure(Utf8JsonWriter json, long? exact, string text)
    {
        if (exact is { } number) json.WriteNumber("exact", number);
        json.WriteString("text", text);
    }
}
