using Daybook.Importers.WakaTime.Totals;

namespace Daybook.Importers.WakaTime;

/// <summary>What an object of a WakaTime file is, told by its keys.</summary>
internal enum RowKind
{
    Unknown,
    Heartbeat,
    /// <summary>A day that lists its heartbeats.</summary>
    HeartbeatDay,
    /// <summary>A day that gives lengths.</summary>
    TotalsDay,
    Duration,
    /// <summary>The name behind the id of a machine or a user agent.</summary>
    Label,
}

internal static class RowKinds
{
    public static RowKind Of(IReadOnlyCollection<string> keys)
    {
        // A report of Watson's, with 'projects' over a span.
        if (keys.Contains("timespan")) return RowKind.Unknown;
        if (keys.Contains("heartbeats")) return RowKind.HeartbeatDay;
        if (keys.Any(k => k == "grand_total" || DayTotalReader.IsList(k) && k != "dependencies")) return RowKind.TotalsDay;
        if (keys.Contains("time") && keys.Contains("duration")) return RowKind.Duration;
        if (keys.Any(k => k is "entity" or "file") && keys.Any(k => k is "time" or "timestamp" or "type" or "entity_type" or "is_write"))
            return RowKind.Heartbeat;
        if (keys.Contains("file_path") && keys.Contains("timestamp")) return RowKind.Heartbeat;
        return keys.Contains("id") && keys.Contains("value") ? RowKind.Label : RowKind.Unknown;
    }

    public static string Words(this RowKind kind) => kind switch
    {
        RowKind.Heartbeat => "heartbeats",
        RowKind.HeartbeatDay => "days of heartbeats",
        RowKind.TotalsDay => "days with totals",
        RowKind.Duration => "durations",
        RowKind.Label => "names of machines or user agents",
        _ => "nothing yet",
    };
}
