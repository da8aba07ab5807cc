using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Model;

namespace Daybook.Importers.WakaTime;

/// <summary>Collects what an export says of its account; both parts may stand before or after the days.</summary>
internal sealed class AccountReader
{
    private AccountSnapshot? _user;
    private (long? From, long? To)? _range;
    private long? _lastHeartbeat;

    public void ReadUser(JsonElement user)
    {
        _lastHeartbeat = user.Instant("last_heartbeat_at") ?? user.Instant("last_heartbeat");
        var writesOnly = user.TryGetProperty("writes_only", out var flag) ? flag.ValueKind : JsonValueKind.Undefined;
        _user = new(
            user.Text("id"), user.Text("timezone"), user.Number("timeout"),
            writesOnly is JsonValueKind.True or JsonValueKind.False ? writesOnly == JsonValueKind.True : null, null, null);
    }

    public void ReadRange(JsonElement range) => _range = (range.Micros("start"), range.Micros("end"));

    /// <param name="lastAt">The file's latest heartbeat, 0 for none.</param>
    public AccountSnapshot? Snapshot(long lastAt)
    {
        if (_user is null && _range is null) return null;
        var account = _user ?? new(null, null, null, null, null, null);
        return account with { CoversFrom = _range?.From, CoversTo = CoversTo(lastAt) };
    }

    // What lies after the last heartbeat may just not have been sent yet when the export was made.
    private long? CoversTo(long lastAt)
    {
        if (_range?.To is not { } end) return null;
        if (_lastHeartbeat is null && lastAt == 0) return end;
        return Math.Min(end, Math.Max(_lastHeartbeat ?? 0, lastAt));
    }
}
