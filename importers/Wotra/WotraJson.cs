using System.Text;
using System.Text.Json;
using Daybook.Importers.Databases;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.Wotra;

/// <summary>
/// Reads what Wotra's server answers: its log of changes, and its lists. What its rows are is told by their keys, since nothing else of the
/// answers' form is documented.
/// </summary>
internal static class WotraJson
{
    public const string Entries = "entries", Days = "closed_days", Weeks = "closed_weeks", Settings = "settings_history", Adjustments = "balance_adjustments";

    private const string Changes = "changes";

    private static readonly (string Table, string[] Keys)[] Signs =
    [
        (Changes, ["entity", "op", "version"]), (Entries, ["day_key", "start_time"]), (Days, ["day_key", "worked_ms"]), (Weeks, ["week_key", "delta_ms"]),
        (Settings, ["effective_from", "hours_per_week"]), (Adjustments, ["effective_at", "delta_ms"]),
    ];

    public static Claim? Identify(ReadOnlySpan<byte> head)
    {
        if (Sniff.FirstByte(head) is not ((byte)'{' or (byte)'[')) return null;
        using var window = JsonHead.Window(head);
        var keys = FirstRow(new JsonCursor(window));
        if (keys is null || TableOf(keys) is not { } table) return null;
        return new Claim(table == Changes ? "wotra-changes" : $"wotra-{table.Replace("closed_", "").Replace('_', '-')}-list", $"a list of objects with the keys {string.Join(", ", Signs.First(s => s.Table == table).Keys)}");
    }

    public static IEnumerable<Extracted> Read(SourceFile file, WotraRows rows)
    {
        using var json = new JsonRows(file);
        if (json.Cursor.Peek() == '[') foreach (var extracted in json.List(Row)) yield return extracted;
        else if (json.Cursor.Enter('{'))
            while (json.Cursor.NextKey())
                if (json.Cursor.Peek() == '[') foreach (var extracted in json.List(Row)) yield return extracted;
                else json.Cursor.Skip();
        foreach (var extracted in json.End()) yield return extracted;

        IEnumerable<Extracted> Row(JsonRow row) => Convert(row.Value, row.Place, file.Name, rows) is { } extracted ? [extracted] : [];
    }

    /// <summary>What a change is of, as a table of the database; null for what Daybook has no use for.</summary>
    public static string? TableOfEntity(string? entity) => entity switch
    {
        "settings" => Settings,
        "adjustments" => Adjustments,
        _ => Signs.Skip(1).Select(s => s.Table).FirstOrDefault(t => t == entity),
    };

    /// <summary>The keys of a row in the form of the database's columns.</summary>
    public static HashSet<string> KeysOf(JsonElement row) => [.. row.EnumerateObject().Select(m => Column(m.Name))];

    public static bool IsChange(JsonElement row) => row.ValueKind == JsonValueKind.Object && TableOf(KeysOf(row)) == Changes;

    /// <summary>What a row of an answer says; null where Daybook has no use for it.</summary>
    public static Extracted? Convert(JsonElement row, Place place, string file, WotraRows rows)
    {
        if (row.ValueKind != JsonValueKind.Object || TableOf(KeysOf(row)) is not { } table)
            return Found("row", row, place).Rejected(file, new Flaw("nothing tells what the row is of"));
        return table == Changes ? Change(row, place, file, rows) : rows.Convert(Found(table, row, place));
    }

    /// <summary>The log's order is the order of things, whatever clocks its rows were stamped by.</summary>
    private static Extracted? Change(JsonElement change, Place place, string file, WotraRows rows)
    {
        if (TableOfEntity(change.Text("entity")) is not { } table) return null;
        using var payload = PayloadOf(change);
        var id = change.Text("entity_id");
        if (change.Text("op") == "delete" && table != Entries)
            return id is null ? Found(table, change, place).Rejected(file, new Flaw("the change does not say of what it is")) : WotraRows.TakenBack(table, id, Found(table, change, place));
        if (payload is null || (table == Entries && payload.RootElement.Text("start_time") is null))
            return Found(table, change, place).LeftOut(file, "the change says no more than an id");
        var found = Found(table, payload.RootElement, place);
        if (change.Text("op") == "delete") found = found.With("deleted_at", payload.RootElement.Text("deleted_at") ?? payload.RootElement.Text("updated_at"));
        var extracted = rows.Convert(found);
        return extracted is Extracted.Fact fact ? new Extracted.Fact(fact.AccountFact with { Stamp = null }) : extracted;
    }

    /// <summary>A snapshot, which may stand in a text.</summary>
    public static JsonDocument? PayloadOf(JsonElement change)
    {
        if (!change.TryGetProperty("payload", out var payload)) return null;
        var text = payload.ValueKind == JsonValueKind.String ? payload.GetString()! : payload.GetRawText();
        var document = JsonValues.Parse(Encoding.UTF8.GetBytes(text), out _);
        if (document is null or { RootElement.ValueKind: JsonValueKind.Object }) return document;
        document.Dispose();
        return null;
    }

    private static FoundRow Found(string table, JsonElement value, Place place)
    {
        var (columns, cells) = (new List<string>(), new List<Cell>());
        foreach (var member in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default)
        {
            columns.Add(Column(member.Name));
            cells.Add(member.Value.ValueKind switch
            {
                // As the database has it, so that a row is the same from wherever it comes.
                JsonValueKind.True => new Cell("1", IsRaw: true),
                JsonValueKind.False => new Cell("0", IsRaw: true),
                _ => Cell.OfJson(member.Value),
            });
        }
        return new FoundRow(table, columns, cells, place);
    }

    private static string? TableOf(HashSet<string> keys) => Signs.FirstOrDefault(s => s.Keys.All(keys.Contains)).Table;

    /// <summary>The keys of the first object in the first list, or null.</summary>
    private static HashSet<string>? FirstRow(JsonCursor cursor)
    {
        if (cursor.Peek() == '[') return InList(cursor);
        if (!cursor.Enter('{')) return null;
        while (cursor.NextKey())
            if (cursor.Peek() != '[') cursor.Skip();
            else if (InList(cursor) is { } keys) return keys;
        return null;
    }

    private static HashSet<string>? InList(JsonCursor cursor)
    {
        HashSet<string>? keys = null;
        if (!cursor.Enter('[')) return null;
        while (cursor.NextElement())
        {
            if (keys is not null || !cursor.Enter('{'))
            {
                cursor.Skip();
                continue;
            }
            keys = [];
            while (cursor.NextKey())
            {
                keys.Add(Column(cursor.Key));
                cursor.Skip();
            }
        }
        return keys;
    }

    /// <summary><c>startTime</c> is <c>start_time</c>.</summary>
    private static string Column(string key) => string.Concat(key.Select((c, i) => char.IsAsciiLetterUpper(c) ? $"{(i > 0 ? "_" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));
}
