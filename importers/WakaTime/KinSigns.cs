using Daybook.Importers.Json;

namespace Daybook.Importers.WakaTime;

/// <summary>What tells the heartbeats of WakaTime's kin from its own: some keys, and the values of a few others.</summary>
internal sealed class KinSigns
{
    private bool _isCountedId;
    private bool _isSpeltOutAgent;
    private bool _isEztracker;

    /// <summary>Looks at the text at the position if it may be a sign, and passes it; false, and nothing passed, otherwise.</summary>
    public bool Take(JsonCursor cursor)
    {
        if (cursor.Key is not ("id" or "user_agent_id" or "plugin") || cursor.TakeText() is not { } text) return false;
        _isCountedId |= cursor.Key == "id" && text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
        _isSpeltOutAgent |= cursor.Key == "user_agent_id" && text.StartsWith("wakatime/", StringComparison.Ordinal);
        _isEztracker |= cursor.Key == "plugin" && text.Contains("eztracker", StringComparison.Ordinal);
        return true;
    }

    /// <param name="keys">Of a heartbeat.</param>
    public Kin Of(IReadOnlyCollection<string> keys)
    {
        if (keys.Contains("source_type")) return Kin.Hackatime;
        if (keys.Contains("timestamp") && !keys.Contains("time") && (_isEztracker || keys.Contains("duration"))) return Kin.Eztracker;
        if (keys.Contains("file_path")) return Kin.Eztracker;
        return keys.Contains("user_agent_id") && (_isCountedId || _isSpeltOutAgent) ? Kin.Wakapi : Kin.WakaTime;
    }

    public string Words(Kin kin) => kin switch
    {
        Kin.Wakapi => _isSpeltOutAgent ? "user agents where WakaTime has their ids" : "ids that are counted up",
        Kin.Hackatime => "what Hackatime adds",
        _ => "a length of their own",
    };
}
