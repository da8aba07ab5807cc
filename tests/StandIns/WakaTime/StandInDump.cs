using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Tests.StandIns.WakaTime;

/// <summary>An export as the service keeps it.</summary>
/// <param name="Content">What is fetched, as it was when the export was asked for.</param>
/// <param name="Looks">How often it is still looked for before it is ready.</param>
internal sealed record StandInDump(string Id, string Type, Instant Made, byte[] Content, int Looks)
{
    public bool HasFailed { get; init; }
    public Instant Expires { get; init; } = Made + Duration.FromDays(7);

    public JsonObject Json(string address) => new()
    {
        ["id"] = Id,
        ["type"] = Type,
        ["status"] = HasFailed ? "Failed" : Looks > 0 ? "Processing coding activity…" : "Completed",
        ["percent_complete"] = Looks > 0 ? 42.5 : 100,
        ["download_url"] = Looks > 0 || HasFailed ? null : address,
        ["is_processing"] = Looks > 0,
        ["is_stuck"] = false,
        ["has_failed"] = HasFailed,
        ["expires"] = InstantPattern.General.Format(Expires),
        ["created_at"] = InstantPattern.General.Format(Made),
    };
}
