using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.Wotra;

/// <summary>What of Wotra's tables beside entries a pull has to know.</summary>
public static class WotraTable
{
    public static IReadOnlyList<string> Lists { get; } = [WotraJson.Days, WotraJson.Weeks, WotraJson.Settings, WotraJson.Adjustments];

    /// <summary>Of the facts that its rows are.</summary>
    public static string KindOf(string table) => table switch
    {
        WotraJson.Days => AccountFact.ClosedDay,
        WotraJson.Weeks => AccountFact.ClosedWeek,
        WotraJson.Settings => AccountFact.Contract,
        _ => AccountFact.Adjustment,
    };

    /// <summary>What tells the reader of answers that rows were deleted, as the log says it.</summary>
    public static byte[] Deletions(string table, IReadOnlyList<string> ids)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var id in ids)
            {
                json.WriteStartObject();
                json.WriteString("entity", table);
                json.WriteString("entity_id", id);
                json.WriteString("op", "delete");
                json.WriteNumber("version", 0);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return bytes.ToArray();
    }

    internal static bool IsTakenBack(TermFact fact)
    {
        using var document = JsonDocument.Parse(fact.Json);
        return document.RootElement.Text("deleted") is "1";
    }

    /// <summary>What the ledger knows a row of a list by; null where it cannot be read.</summary>
    internal static string? IdentityOf(JsonElement row) => WotraJson.Convert(row, Place.WholeFile, "", new WotraRows("", Given.Utc)) switch
    {
        Extracted.Fact fact => fact.AccountFact.Identity,
        _ => WotraJson.KeysOf(row).Contains("start_time") ? row.Text("id") : null,
    };
}
