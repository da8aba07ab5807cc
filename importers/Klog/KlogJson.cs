using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Tables;

namespace Daybook.Importers.Klog;

/// <summary>Reads what <c>klog json</c> writes: its sums follow from the entries and are not kept.</summary>
internal static class KlogJson
{
    private const int MostMinutes = 10_000_000;

    public static IEnumerable<Extracted> Read(SourceFile file, KlogFacts facts)
    {
        using var rows = new JsonRows(file);
        rows.Cursor.Enter('{');
        while (rows.Cursor.NextKey())
        {
            if (rows.Cursor.Key != "records")
            {
                rows.Cursor.Skip();
                continue;
            }
            foreach (var extracted in rows.List(row => Record(row, file.Name, facts)))
            {
                yield return extracted;
                if (extracted is Extracted.Refused) yield break;
            }
        }
        foreach (var extracted in rows.End()) yield return extracted;
    }

    private static IEnumerable<Extracted> Record(JsonRow row, string file, KlogFacts facts)
    {
        var value = row.Value;
        if (value.ValueKind != JsonValueKind.Object || !DateText.TryParse(value.Text("date"), null, out var date))
            return RowOutcome.Bad("the record has no date").At(file, row.Place, row.Raw);
        var entries = new List<KlogEntry>();
        if (value.TryGetProperty("entries", out var list) && list.ValueKind == JsonValueKind.Array)
            foreach (var entry in list.EnumerateArray())
                entries.Add(Entry(row, entry, $"/entries/{entries.Count}"));
        var should = Minutes(value, "should_total_mins");
        return facts.Of(new KlogRecord(date, value.Text("summary") ?? "", should is 0 ? null : should, entries));
    }

    private static KlogEntry Entry(JsonRow row, JsonElement entry, string pointer)
    {
        var (place, raw) = (row.At(entry, pointer), entry.GetRawText());
        if (entry.ValueKind != JsonValueKind.Object) return Bad("an entry should be an object with keys and values");
        var summary = entry.Text("summary")?.Trim() ?? "";
        var (start, end) = (entry.Text("start"), entry.Text("end"));
        switch (entry.Text("type"))
        {
            case "open_range":
                return new KlogEntry.Open(summary, $"{start} - ?", place, raw);
            case "range":
                return Minutes(entry, "start_mins") is { } from && Minutes(entry, "end_mins") is { } to
                    ? new KlogEntry.Range(from, to, summary, $"{start} - {end}", place, raw)
                    : Bad("the range has no start_mins and end_mins");
            case "duration":
                return Minutes(entry, "total_mins") is { } minutes
                    ? new KlogEntry.Length(minutes, summary, entry.Text("total") ?? $"{minutes}m", place, raw)
                    : Bad("the duration has no total_mins");
            case var type:
                return Bad($"an entry of type '{Model.Printable.Short(type ?? "", 40)}' is not known");
        }

        KlogEntry.Bad Bad(string message) => new(new Flaw(message), place, raw);
    }

    private static int? Minutes(JsonElement value, string key) => value.Number(key) is { } minutes && Math.Abs((long)minutes) <= MostMinutes ? minutes : null;
}
