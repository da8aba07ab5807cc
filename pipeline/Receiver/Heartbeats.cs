using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Daybook.Receiver;

/// <summary>Reads a message with heartbeats: what goes to the spool, and an answer to each in their order.</summary>
/// <param name="headers">Say what the client and the machine are called, where heartbeats do not.</param>
internal sealed class Heartbeats(Topic topic, IHeaderDictionary headers, Instant now)
{
    private static readonly JsonDocumentOptions Strictly = new() { MaxDepth = ReceiverLimits.Depth, AllowDuplicateProperties = false };

    private static readonly (Reply, string, IReadOnlyList<ReadOnlyMemory<byte>>) Invalid = (Reply.Refused(400, "Invalid JSON"), "", []);

    private readonly List<ReadOnlyMemory<byte>> _lines = [];

    private bool IsEztracker => topic == Topic.Eztracker;

    public (Reply Reply, string Kind, IReadOnlyList<ReadOnlyMemory<byte>> Lines) Read(byte[] body)
    {
        var kind = IsEztracker ? "eztracker" : "";
        try
        {
            using var document = JsonDocument.Parse(body, Strictly);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array || topic == Topic.Heartbeat && root.GetArrayLength() == 1) return (One(root.ValueKind == JsonValueKind.Array ? root[0] : root), kind, _lines);
            if (root.GetArrayLength() > ReceiverLimits.Heartbeats) return (Reply.Refused(413, $"more than {ReceiverLimits.Heartbeats} heartbeats"), kind, []);
            return (Several(root), kind, _lines);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return IsEztracker ? Invalid with { Item1 = new Reply(400, "Invalid JSON") } : Invalid;
        }
    }

    private Reply One(JsonElement item)
    {
        var flaw = Take(item);
        if (topic == Topic.Bulk) return flaw is null ? Bulk([null]) : Bulk([flaw]);
        if (flaw is not null) return IsEztracker ? new Reply(400, flaw) : Reply.Refused(400, flaw);
        return IsEztracker ? new Reply(200, "Heartbeat received") : new Reply(202, """{"data":{}}""");
    }

    private Reply Several(JsonElement items)
    {
        List<string?> flaws = [.. items.EnumerateArray().Select(Take)];
        if (!IsEztracker) return Bulk(flaws);
        return flaws.Count > 0 && flaws.TrueForAll(f => f is not null) ? new Reply(400, flaws[0]!) : new Reply(200, "Heartbeat received");
    }

    // As many answers as there were heartbeats, in their order: one that is missing would be sent again for ever, and 400 is
    // what makes a client drop one.
    private static Reply Bulk(IReadOnlyList<string?> flaws) => new(202, Reply.Json(json =>
    {
        json.WriteStartArray("responses");
        foreach (var flaw in flaws)
        {
            json.WriteStartArray();
            json.WriteStartObject();
            if (flaw is null) json.WriteNull("data");
            else json.WriteString("error", flaw);
            json.WriteEndObject();
            json.WriteNumberValue(flaw is null ? StatusCodes.Status201Created : StatusCodes.Status400BadRequest);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }));

    /// <summary>Null where the heartbeat is kept; else why it never will be.</summary>
    private string? Take(JsonElement item)
    {
        try
        {
            return Flaw(item);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which is no character, can be written in JSON and not read.
            return "a text cannot be read";
        }
    }

    private string? Flaw(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object) return "a heartbeat should be an object";
        if (TooLong(item)) return $"a text is longer than {ReceiverLimits.Text} characters";
        if ((Text(item, "entity") ?? Text(item, "file_path") ?? Text(item, "file")) is not { Length: > 0 } entity) return "the heartbeat has no entity";
        if (entity.Contains('\0', StringComparison.Ordinal)) return "the entity holds a NUL character";
        if (Seconds(item, "time") is null or 0 && Seconds(item, "timestamp") is null or 0) return "the heartbeat has no time";
        var seconds = Seconds(item, "time") is { } time and not 0 ? time : Seconds(item, "timestamp")!.Value;
        if (seconds > (now + ReceiverLimits.Ahead).ToUnixTimeSeconds()) return "the heartbeat lies in the future: set the clock";
        if (seconds < (now - ReceiverLimits.Old).ToUnixTimeSeconds()) return "the heartbeat is older than 180 days: import it from a file";
        _lines.Add(Line(item));
        return null;
    }

    private byte[] Line(JsonElement item)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            // 'time' and 'duration' together are what WakaTime calls a duration, which is time on its own.
            var isLength = item.TryGetProperty("duration", out _) && item.TryGetProperty("time", out _) && !item.TryGetProperty("timestamp", out _);
            foreach (var member in item.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Null || IsPlaceholder(member.Value)) continue;
                json.WritePropertyName(isLength && member.NameEquals("time") ? "timestamp" : member.Name);
                member.Value.WriteTo(json);
            }
            Add(json, item, "user_agent", headers.UserAgent, "user_agent_id", "plugin");
            if (headers.TryGetValue("X-Machine-Name", out var machine)) Add(json, item, "machine", Uri.UnescapeDataString(machine.ToString().Replace('+', ' ')), "machine_name_id");
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void Add(Utf8JsonWriter json, JsonElement item, string key, string? value, params ReadOnlySpan<string> like)
    {
        if (value is not { Length: > 0 and <= ReceiverLimits.Text } || value.Contains('\0', StringComparison.Ordinal)) return;
        if (item.TryGetProperty(key, out var own) && own.ValueKind != JsonValueKind.Null) return;
        foreach (var other in like)
            if (Text(item, other) is { Length: > 0 }) return;
        if (own.ValueKind == JsonValueKind.Undefined || own.ValueKind == JsonValueKind.Null) json.WriteString(key, value);
    }

    // Browsers send them for 'the same as before', which nobody knows here.
    private static bool IsPlaceholder(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is "<<LAST_PROJECT>>" or "<<LAST_BRANCH>>" or "<<LAST_LANGUAGE>>";

    private static bool TooLong(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Length > ReceiverLimits.Text,
        JsonValueKind.Object => value.EnumerateObject().Any(m => m.Name.Length > ReceiverLimits.Text || TooLong(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(TooLong),
        _ => false,
    };

    private static string? Text(JsonElement item, string key) => item.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static decimal? Seconds(JsonElement item, string key)
    {
        if (!item.TryGetProperty(key, out var value)) return null;
        var text = value.ValueKind switch { JsonValueKind.Number => value.GetRawText(), JsonValueKind.String => value.GetString(), _ => null };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
    }
}
