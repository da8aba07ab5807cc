using System.Text.Json;
using Daybook.Model;

namespace Daybook.Rules;

/// <summary>What sources tell of sessions beside their time: the rest of an entry's row, and facts that are no time.</summary>
public static class SessionFacts
{
    private static readonly string[] Counters = ["input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"];

    /// <summary>Tokens of an entry by the counters of its row; null where the row has none of them. What is no whole number counts as none.</summary>
    /// <param name="extra">A JSON object, or null.</param>
    public static (long Input, long Output, long Written, long Read)? Tokens(string? extra)
    {
        if (extra is null) return null;
        using var row = JsonDocument.Parse(extra);
        if (row.RootElement.ValueKind != JsonValueKind.Object || !Array.Exists(Counters, c => row.RootElement.TryGetProperty(c, out _))) return null;
        var counts = Array.ConvertAll(Counters, c => row.RootElement.TryGetProperty(c, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count >= 0 ? count : 0);
        return (counts[0], counts[1], counts[2], counts[3]);
    }

    /// <summary>What was done in a review; null where the fact is none, or does not say enough.</summary>
    public static ReviewActivity? Review(TermFact fact, DayCut cut)
    {
        if (fact.Kind != AccountFact.Review || fact.AtMicros is not { } at) return null;
        var keys = FactKeys.Of(fact.Json);
        return keys.Text("activity") is { } kind ? new ReviewActivity(cut.DayOf(at), keys.Text("project") ?? "", keys.Text("task") ?? "", kind) : null;
    }
}
