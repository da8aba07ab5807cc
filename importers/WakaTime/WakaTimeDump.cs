using System.Text;
using System.Text.Json;
using Daybook.Importers.Json;
using NodaTime;

namespace Daybook.Importers.WakaTime;

/// <summary>An export of the account, or one that is being made.</summary>
/// <param name="Made">When it was asked for, or null where it does not say.</param>
/// <param name="Expires">Likewise.</param>
/// <param name="Percent">Of it that is done, as the service writes it, or null.</param>
public sealed record WakaTimeDump(string Id, bool HasHeartbeats, bool IsCompleted, bool HasFailed, Uri? Address, Instant? Made, Instant? Expires, string? Percent)
{
    /// <summary>Whether it can be fetched.</summary>
    public bool IsReady(Instant now) => HasHeartbeats && IsCompleted && !HasFailed && Address is not null && !HasExpired(now);

    /// <summary>Whether it may be ready later.</summary>
    public bool IsUnderWay(Instant now) => HasHeartbeats && !IsCompleted && !HasFailed && !HasExpired(now);

    private bool HasExpired(Instant now) => Expires is { } end && end <= now;

    internal static byte[] Wish() => Encoding.UTF8.GetBytes("""{"type":"heartbeats","email_when_finished":false}""");

    /// <summary>Null for what is no export.</summary>
    internal static WakaTimeDump? Of(JsonElement json) => json.ValueKind != JsonValueKind.Object || json.Text("id") is not { } id ? null
        : new WakaTimeDump(id, json.Text("type") == "heartbeats", json.Text("status") == "Completed", IsTrue(json, "has_failed") || IsTrue(json, "is_stuck"),
            Uri.TryCreate(json.Text("download_url"), UriKind.Absolute, out var address) ? address : null, At(json, "created_at"), At(json, "expires"), json.Text("percent_complete"));

    private static bool IsTrue(JsonElement json, string key) => json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;

    private static Instant? At(JsonElement json, string key) => json.Instant(key) is { } micros ? Model.Micros.ToInstant(micros) : null;
}
