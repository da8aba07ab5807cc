using System.Text.Json;
using Daybook.Importers.Databases;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.Clockify;

/// <summary>Makes a project of an answer into a fact: what can be pushed to, whether or not any time is of it.</summary>
internal static class ProjectRow
{
    // Sums and estimates change with every entry, and are no news of a project.
    private static readonly string[] Sums = ["duration", "estimate", "timeEstimate", "budgetEstimate", "estimateReset", "memberships"];

    private const long PerHundredth = Money.PerUnit / 100;

    public static IEnumerable<Extracted> Read(JsonRow row, string file)
    {
        var value = row.Value;
        if (value.Text("id") is not { } id || value.Text("name") is not { } name) return RowOutcome.Bad("the project has no id or no name").At(file, row.Place, row.Raw);
        var isArchived = value.TryGetProperty("archived", out var archived) && archived.ValueKind == JsonValueKind.True;
        long? rate = value.TryGetProperty("hourlyRate", out var hourly) && hourly.ValueKind == JsonValueKind.Object && hourly.Number("amount") is { } hundredths ? hundredths * PerHundredth : null;
        long? billable = value.TryGetProperty("billable", out var flag) ? flag.ValueKind switch { JsonValueKind.True => 1, JsonValueKind.False => 0, _ => null } : null;
        return [new Extracted.Fact(new AccountFact(AccountFact.Project, EntryText.Raw("project", id), null, null,
            FactJson.Of(json => Write(json, value), ("id", id), ("name", name), ("client", value.Text("clientName")), ("status", isArchived ? "archived" : "active"), ("billable", billable), ("rate", rate)),
            row.Place))];
    }

    private static void Write(Utf8JsonWriter json, JsonElement project)
    {
        foreach (var member in project.EnumerateObject())
            if (!Sums.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Null) member.WriteTo(json);
    }
}
