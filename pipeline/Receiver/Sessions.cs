using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Receiver;

/// <summary>
/// WorkTime's sessions. A session's id holds all that its start said, so that nothing has to be remembered until its end: the
/// line that the end makes is whole, in the words in which WorkTime lists its sessions.
/// </summary>
internal static class Sessions
{
    private const int Chance = 4, LongestName = 100;
    private const long LongestSeconds = 31 * 86_400;

    private static readonly JsonDocumentOptions Strictly = new() { MaxDepth = ReceiverLimits.Depth, AllowDuplicateProperties = false };

    private sealed record Session(Instant Start, string Owner, string Repository, int Number);

    public static Reply Start(byte[] body, ReceiverWorld world)
    {
        if (Parsed(body) is not { } said) return Reply.Refused(400, "BAD_REQUEST");
        using (said)
        {
            if (Name(said.RootElement, "repo_owner") is not { } owner || Name(said.RootElement, "repo_name") is not { } repository
                || !said.RootElement.TryGetProperty("pr_number", out var pr) || pr.ValueKind != JsonValueKind.Number || !pr.TryGetInt32(out var number) || number < 1)
                return Reply.Refused(400, "repo_owner, repo_name and pr_number are expected");
            var start = Instant.FromUnixTimeMilliseconds(world.Now().ToUnixTimeMilliseconds());
            var session = new Session(start, owner, repository, number);
            var what = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{owner}/{repository}#{number.ToString(CultureInfo.InvariantCulture)}")).TrimEnd('=').Replace('+', '-').Replace('/', '_');
            var id = string.Create(CultureInfo.InvariantCulture, $"{start.ToUnixTimeMilliseconds()}.{Convert.ToHexStringLower(world.Random(Chance))}.{what}");
            return new Reply(201, Reply.Json(json => Write(json, id, session, null, 0)));
        }
    }

    public static (Reply Reply, string Kind, IReadOnlyList<ReadOnlyMemory<byte>> Lines) End(string id, byte[] body, ReceiverWorld world)
    {
        const string Kind = "worktime";
        var end = Instant.FromUnixTimeMilliseconds(world.Now().ToUnixTimeMilliseconds());
        if (Of(id) is not { } session || session.Start > end) return (Reply.Refused(404, "NOT_FOUND"), Kind, []);
        long? given = null;
        if (body.Length > 0)
        {
            using var said = Parsed(body);
            if (said is null) return (Reply.Refused(400, "BAD_REQUEST"), Kind, []);
            if (said.RootElement.TryGetProperty("duration_seconds", out var length) && length.ValueKind != JsonValueKind.Null)
            {
                if (length.ValueKind != JsonValueKind.Number || !length.TryGetInt64(out var seconds) || seconds is < 0 or > LongestSeconds) return (Reply.Refused(400, "duration_seconds should be whole seconds"), Kind, []);
                given = seconds;
            }
        }
        var worked = given ?? (end - session.Start).ToTimeSpan().Ticks / TimeSpan.TicksPerSecond;
        var line = Reply.Json(json =>
        {
            json.WriteStartArray("sessions");
            json.WriteStartObject();
            Write(json, id, session, end, worked);
            json.WriteString("updated_at", Text(end));
            json.WriteEndObject();
            json.WriteEndArray();
        });
        return (new Reply(200, Reply.Json(json => Write(json, id, session, end, worked))), Kind, [Encoding.UTF8.GetBytes(line)]);
    }

    private static void Write(Utf8JsonWriter json, string id, Session session, Instant? end, long seconds)
    {
        json.WriteString("session_id", id);
        json.WriteString("start_time", Text(session.Start));
        if (end is { } at)
        {
            json.WriteString("end_time", Text(at));
            json.WriteNumber("duration_seconds", seconds);
        }
        json.WriteString("repo_owner", session.Owner);
        json.WriteString("repo_name", session.Repository);
        json.WriteNumber("pr_number", session.Number);
        json.WriteString("status", end is null ? "active" : "completed");
    }

    private static Session? Of(string id)
    {
        var parts = id.Split('.');
        if (parts is not [var start, { Length: 2 * Chance }, var what] || !long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var millis) || millis > 4_000_000_000_000) return null;
        var bytes = new byte[2 * LongestName * 4];
        var padded = what.Replace('-', '+').Replace('_', '/').PadRight((what.Length + 3) / 4 * 4, '=');
        if (!Convert.TryFromBase64String(padded, bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var (slash, hash) = (text.IndexOf('/', StringComparison.Ordinal), text.LastIndexOf('#'));
        if (slash < 1 || hash < slash || !int.TryParse(text.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var (owner, repository) = (text[..slash], text[(slash + 1)..hash]);
        return IsName(owner) && IsName(repository) ? new Session(Instant.FromUnixTimeMilliseconds(millis), owner, repository, number) : null;
    }

    private static string? Name(JsonElement root, string key) =>
        root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetRawText().Trim('"') is var text && IsName(text) ? text : null;

    private static bool IsName(string text) => text.Length is > 0 and <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static string Text(Instant at) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'").Format(at);

    private static JsonDocument? Parsed(byte[] body)
    {
        try
        {
            var document = JsonDocument.Parse(body, Strictly);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
