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

    private readonly decimal _latest = (now + ReceiverLimits.Ahead).ToUnixTimeSeconds(), _earliest = (now - ReceiverLimits.Old).ToUnixTimeSeconds();
    private readonly HeartbeatLines _lines = new(headers);

    private bool IsEztracker => topic == Topic.Eztracker;

    public (Reply Reply, string Kind, IReadOnlyList<ReadOnlyMemory<byte>> Lines) Read(ReadOnlyMemory<byte> body)
    {
        var kind = IsEztracker ? "eztracker" : "";
        try
        {
            using var document = JsonDocument.Parse(body, Strictly);
            var root = document.RootElement;
            _lines.Expect(body.Length);
            if (root.ValueKind != JsonValueKind.Array || topic == Topic.Heartbeat && root.GetArrayLength() == 1) return (One(root.ValueKind == JsonValueKind.Array ? root[0] : root), kind, _lines.Written());
            if (root.GetArrayLength() > ReceiverLimits.Heartbeats) return (Reply.Refused(413, $"more than {ReceiverLimits.Heartbeats} heartbeats"), kind, []);
            return (Several(root), kind, _lines.Written());
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
        if (HeartbeatMembers.Of(item) is not { } members) return $"a text is longer than {ReceiverLimits.Text} characters";
        if ((members.Text(Member.Entity) ?? members.Text(Member.FilePath) ?? members.Text(Member.File)) is not { Length: > 0 } entity) return "the heartbeat has no entity";
        if (entity.Contains('\0', StringComparison.Ordinal)) return "the entity holds a NUL character";
        if ((members.Seconds(Member.Time) is { } time and not 0 ? time : members.Seconds(Member.Timestamp)) is not ({ } seconds and not 0)) return "the heartbeat has no time";
        if (seconds > _latest) return "the heartbeat lies in the future: set the clock";
        if (seconds < _earliest) return "the heartbeat is older than 180 days: import it from a file";
        _lines.Add(item, members);
        return null;
    }
}
