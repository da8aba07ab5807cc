namespace Daybook.Receiver;

/// <summary>What a request is about.</summary>
internal enum Topic
{
    Health,
    /// <summary>WakaTime's heartbeats, one to a message or several.</summary>
    Heartbeat,
    Bulk,
    StatusBar,
    /// <summary>EZTRACKER's.</summary>
    Eztracker,
    SessionStart,
    SessionEnd,
    Webhook,
}

/// <param name="Id">Of a session, else empty.</param>
internal readonly record struct Route(Topic Topic, string Id, string Query)
{
    private const int LongestId = 300;

    // Longest first: what follows is looked up whole.
    private static readonly string[] Prefixes = ["/api/compat/wakatime/v1", "/api/hackatime/v1", "/api/v1", "/api", ""];

    private static readonly (string Path, string Method, Topic Topic)[] All =
    [
        ("/health", "GET", Topic.Health),
        ("/users/current/heartbeats.bulk", "POST", Topic.Bulk),
        ("/users/current/heartbeats", "POST", Topic.Heartbeat),
        ("/users/current/statusbar/today", "GET", Topic.StatusBar),
        ("/users/current/status_bar/today", "GET", Topic.StatusBar),
        ("/heartbeat", "POST", Topic.Eztracker),
        ("/heartbeats", "POST", Topic.Eztracker),
        ("/sessions/start", "POST", Topic.SessionStart),
        ("/webhooks/timetracker", "POST", Topic.Webhook),
    ];

    /// <summary>The status to refuse with is 400 for a path that says one thing in two ways, 404 for an unknown one, 405 for another method; 0 where it is found.</summary>
    /// <param name="target">As it stood in the request, not decoded.</param>
    public static int Of(string method, string target, out Route route)
    {
        route = default;
        var at = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = at < 0 ? (target, "") : (target[..at], target[(at + 1)..]);
        if (path.Length == 0 || path[0] != '/' || path.Contains("//", StringComparison.Ordinal) || path.Contains("..", StringComparison.Ordinal) || path.Contains("/./", StringComparison.Ordinal)
            || !path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-'))
            return 400;
        foreach (var prefix in Prefixes)
        {
            if (!path.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var rest = path[prefix.Length..];
            foreach (var known in All)
                if (rest == known.Path)
                {
                    route = new Route(known.Topic, "", query);
                    return method == known.Method ? 0 : 405;
                }
            if (SessionOf(rest) is not { } id) continue;
            route = new Route(Topic.SessionEnd, id, query);
            return method is "PATCH" or "POST" ? 0 : 405;
        }
        return 404;
    }

    private static string? SessionOf(string rest)
    {
        const string Before = "/sessions/", After = "/end";
        if (!rest.StartsWith(Before, StringComparison.Ordinal) || !rest.EndsWith(After, StringComparison.Ordinal) || rest.Length <= Before.Length + After.Length) return null;
        var id = rest[Before.Length..^After.Length];
        return id.Length <= LongestId && !id.Contains('/', StringComparison.Ordinal) ? id : null;
    }
}
