using System.Text;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.WakaTime.Heartbeats;
using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.WakaTime;

/// <summary>Looks whether an answer's heartbeats are what was asked for. What of one cannot be read is the reader's to say.</summary>
internal static class HeartbeatRows
{
    // A service has a zone of its own in mind; what lies further off answers another question.
    private const int DaysAround = 2;

    /// <param name="list">The key under which they stand.</param>
    /// <param name="count">Of them.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Flaw(JsonElement answer, string list, string account, LocalDate from, LocalDate to, out int count)
    {
        count = 0;
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty(list, out var rows) || rows.ValueKind != JsonValueKind.Array) return "its answer is no list of heartbeats";
        if (answer.Number("total_pages") > 1) return "it gives its heartbeats in pages, and only the first is asked for";
        var (first, end) = (Start(from.PlusDays(-DaysAround)), Start(to.PlusDays(DaysAround)));
        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Object) return "its answer is no list of heartbeats";
            if (row.Text("user_id") is { } user && user != account) return "it answers with heartbeats of another account";
            if (row.Text("time") is { } time && HeartbeatTime.Read(Encoding.UTF8.GetBytes(time), out var at) is null && (at < first || at >= end)) return "it answers with heartbeats of other days than was asked for";
            count++;
        }
        return null;
    }

    private static long Start(LocalDate date) => Micros.From(date.AtMidnight().InUtc().ToInstant());
}
