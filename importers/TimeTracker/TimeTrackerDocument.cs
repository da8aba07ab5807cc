using System.Text;
using System.Text.Json;
using NodaTime;

namespace Daybook.Importers.TimeTracker;

/// <summary>
/// Puts answers together to a document that the importer reads: what an answer by itself does not say stands beside its rows. What is another with every
/// asking, lengths of what runs and sums, is left out.
/// </summary>
internal static class TimeTrackerDocument
{
    /// <summary>The member that holds what ids stand for, without being told of anew.</summary>
    public const string Names = "names";

    /// <summary>Sums that the server makes of a project whenever it is asked.</summary>
    public static IReadOnlyList<string> ProjectSums { get; } =
    [
        "total_hours", "total_billable_hours", "estimated_cost", "budget_consumed_amount", "budget_threshold_exceeded", "total_costs", "total_billable_costs", "total_project_value",
    ];

    private static readonly string[] OfTheMoment = ["duration_formatted"];

    public static byte[] OfEntries(DateTimeZone zone, IReadOnlyList<JsonElement> entries, TimeTrackerNames names) => Of(json =>
    {
        json.WriteString("timezone", zone.Id);
        json.WriteStartArray("time_entries");
        foreach (var entry in entries) json.WriteRawValue(Row(entry, key => !OfTheMoment.Contains(key)));
        json.WriteEndArray();
        json.WriteStartObject(Names);
        names.Write(json, entries);
        json.WriteEndObject();
    });

    /// <summary>Lists by name, each of rows that are objects.</summary>
    public static byte[] Of(IEnumerable<(string List, IReadOnlyList<string> Rows)> lists) => Of(json =>
    {
        foreach (var (list, rows) in lists)
        {
            json.WriteStartArray(list);
            foreach (var row in rows) json.WriteRawValue(row);
            json.WriteEndArray();
        }
    });

    /// <summary>A row with some of its members, each as it stands.</summary>
    public static string Row(JsonElement row, Predicate<string> keeps, params ReadOnlySpan<(string Key, bool Value)> more)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var member in row.EnumerateObject())
                if (keeps(member.Name))
                {
                    json.WritePropertyName(member.Name);
                    json.WriteRawValue(member.Value.GetRawText());
                }
            foreach (var (key, value) in more) json.WriteBoolean(key, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static byte[] Of(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }
}
