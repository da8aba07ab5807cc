using System.Text;

namespace Daybook.Importers.Eztracker;

/// <summary>Recognises <c>.eztracker.cfg</c>, which is much like WakaTime's but for some keys.</summary>
internal static class Configuration
{
    private static readonly string[] Own = ["server_url", "heartbeat_frequency", "vi_redraw"];

    /// <summary>The names of its keys, never their values; null when it is something else.</summary>
    public static string? Evidence(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encodings.Utf8Mark)) head = head[Encodings.Utf8Mark.Length..];
        var isSettings = false;
        var keys = new List<string>();
        foreach (var line in Encoding.UTF8.GetString(head).AsSpan().EnumerateLines())
        {
            var text = line.Trim();
            if (text.IsEmpty || text[0] is '#' or ';') continue;
            if (text[0] == '[') isSettings = text is "[settings]";
            else if (!isSettings) return null;
            else if (text.IndexOf('=') is > 0 and var end && Array.IndexOf(Own, text[..end].Trim().ToString()) is >= 0 and var known) keys.Add(Own[known]);
        }
        return keys.Count == 0 ? null : $"[settings] with {string.Join(", ", keys)}";
    }
}
