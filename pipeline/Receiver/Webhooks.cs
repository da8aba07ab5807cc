using System.Text.Json;
using NodaTime.Text;

namespace Daybook.Receiver;

/// <summary>TimeTracker's messages about its entries, kept as they came with the moment they did.</summary>
internal static class Webhooks
{
    public const string Signature = "X-Webhook-Signature";

    private const string Kind = "timetracker";

    public static (Reply Reply, string Kind, IReadOnlyList<ReadOnlyMemory<byte>> Lines) Read(byte[] body, ReceiverWorld world)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = ReceiverLimits.Depth, AllowDuplicateProperties = false });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("event", out var name) || name.ValueKind != JsonValueKind.String) return (Reply.Refused(400, "an event is expected"), Kind, []);
            // Of projects, tasks, clients and invoices nothing is made.
            if (!name.GetString()!.StartsWith("time_entry.", StringComparison.Ordinal)) return (new Reply(202, "{}"), Kind, []);
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                foreach (var member in root.EnumerateObject()) member.WriteTo(json);
                if (!root.TryGetProperty("received_at", out _)) json.WriteString("received_at", InstantPattern.General.Format(world.Now()));
                json.WriteEndObject();
            }
            return (new Reply(202, "{}"), Kind, [buffer.ToArray()]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (Reply.Refused(400, "Invalid JSON"), Kind, []);
        }
    }
}
