using Daybook.Importers.Json;

namespace Daybook.Importers.ClaudeTracker;

/// <summary>Recognises a transcript by the keys of its lines; the last may be cut, and some may make no sense.</summary>
internal static class TranscriptHead
{
    private const int MostBroken = 5;
    private static readonly string[] OfMessages = ["timestamp", "message", "sessionId", "cwd", "uuid", "parentUuid", "isSidechain"];

    /// <summary>What was seen that says so, or null.</summary>
    public static string? Evidence(ReadOnlySpan<byte> head)
    {
        for (var broken = 0; broken < MostBroken && !head.IsEmpty; broken++)
        {
            if (Line(head) is { } evidence) return evidence;
            var next = head.IndexOf((byte)'\n');
            head = next < 0 ? [] : head[(next + 1)..];
        }
        return null;
    }

    private static string? Line(ReadOnlySpan<byte> head)
    {
        if (head.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..]) return null;
        using var window = new JsonWindow(new MemoryStream(head.ToArray(), writable: false));
        var cursor = new JsonCursor(window);
        while (cursor.Enter('{'))
        {
            string? type = null;
            var keys = new HashSet<string>(StringComparer.Ordinal);
            while (cursor.NextKey())
            {
                keys.Add(cursor.Key);
                if (cursor.Key == "type") type = cursor.TakeText();
                if (cursor.Key != "type" || type is null) cursor.Skip();
            }
            if (IsOne(type, keys)) return $"a line of type '{type}' with the keys {string.Join(", ", keys.Where(k => k != "type").Take(6).Select(k => $"'{Model.Printable.Short(k, 40)}'"))}";
        }
        return null;
    }

    private static bool IsOne(string? type, HashSet<string> keys) => type switch
    {
        "user" or "assistant" => OfMessages.Count(keys.Contains) >= 3,
        "queue-operation" => keys.Contains("operation") && keys.Contains("sessionId"),
        "file-history-snapshot" => keys.Contains("snapshot") && keys.Contains("messageId"),
        "summary" => keys.Contains("leafUuid"),
        _ => false,
    };
}
