using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.Databases;

/// <summary>One value of a row.</summary>
/// <param name="Text">Null where nothing is given.</param>
/// <param name="IsRaw">It is JSON as it stands, such as a number; else a text.</param>
internal readonly record struct Cell(string? Text, bool IsRaw = false)
{
    /// <summary>A member of an object.</summary>
    public static Cell OfJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => default,
        JsonValueKind.String => new(value.TryText(out var text) ? text : ""),
        _ => new(value.GetRawText(), IsRaw: true),
    };

    /// <summary>A cell of a file that tells numbers from texts by nothing: kept as a database would give it.</summary>
    public static Cell OfText(string text) => new(text, long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == text);
}

/// <summary>A row with named columns, whatever kind of file it stood in.</summary>
/// <param name="Table">What the file calls its like.</param>
internal sealed record FoundRow(string Table, IReadOnlyList<string> Columns, IReadOnlyList<Cell> Cells, Place Place)
{
    /// <summary>The trimmed text of the first of these columns that there is, whatever its case; null where it is empty.</summary>
    public string? Text(params ReadOnlySpan<string> names) =>
        Find(names) is var at && at >= 0 && Cells[at].Text?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Index of the first of these columns that there is, or -1.</summary>
    public int Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            for (var i = 0; i < Columns.Count; i++)
                if (string.Equals(Columns[i], name, StringComparison.OrdinalIgnoreCase))
                    return i;
        return -1;
    }

    /// <summary>All that is given as a JSON object, or null where that is nothing.</summary>
    /// <param name="but">Columns to leave out.</param>
    public string? ToJson(params ReadOnlySpan<string> but)
    {
        using var bytes = new MemoryStream();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        var isAny = Write(json, but);
        json.WriteEndObject();
        json.Flush();
        return isAny ? Encoding.UTF8.GetString(bytes.ToArray()) : null;
    }

    /// <summary>The members of an object that is begun; false where there were none.</summary>
    public bool Write(Utf8JsonWriter json, params ReadOnlySpan<string> but)
    {
        var isAny = false;
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Cells[i].Text is not { Length: > 0 } text || Contains(but, Columns[i])) continue;
            isAny = true;
            json.WritePropertyName(Columns[i]);
            if (Cells[i].IsRaw) json.WriteRawValue(text);
            else json.WriteStringValue(text);
        }
        return isAny;
    }

    /// <summary>The row with a column set.</summary>
    public FoundRow With(string column, string? text)
    {
        var at = Find(column);
        var cell = new Cell(text);
        return at < 0 ? this with { Columns = [.. Columns, column], Cells = [.. Cells, cell] } : this with { Cells = [.. Cells.Select((c, i) => i == at ? cell : c)] };
    }

    public Extracted.Rejected Rejected(string file, Flaw flaw)
    {
        var raw = ToJson() ?? "{}";
        return new(new Rejection(new Diagnostic(file, Place with { Column = Math.Max(0, flaw.Column) + 1 }, Severity.Error, $"{Table}: {flaw.Message}", flaw.Hint),
            raw.Length > Rejection.LongestRaw ? raw[..Rejection.LongestRaw] : raw));
    }

    public Extracted.Noted LeftOut(string file, string because) => new(new Diagnostic(file, Place, Severity.Note, $"{Table}: left out: {because}"));

    private static bool Contains(ReadOnlySpan<string> names, string name)
    {
        foreach (var one in names)
            if (string.Equals(one, name, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
