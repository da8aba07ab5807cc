using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Remote;
using Daybook.Importers.WakaTime;
using NodaTime;

namespace Daybook.Importers.Hackatime;

/// <summary>Asks Hackatime's API: the account as WakaTime's clients do, the heartbeats in its own way, which gives those between two instants.</summary>
public sealed class HackatimeClient(RemoteClient remote, CancellationToken stop) : IHeartbeatDays
{
    private const string User = "/hackatime/v1/users/current", Heartbeats = "/v1/my/heartbeats";

    private string _account = "";

    public static RemoteService Service { get; } = new("hackatime", "hackatime.hackclub.com", "/api", "Authorization", SecretForm.Bearer)
    {
        // 300 a minute.
        Pause = TimeSpan.FromMilliseconds(220),
    };

    public int DaysAtOnce => 7;

    public int DaysBehind => 0;

    /// <summary>As origins call what an account says of itself.</summary>
    public string AccountName => remote.NameOf(User);

    /// <summary>The account that the key is of.</summary>
    public HeartbeatAccount? Account(out RemoteTrouble? trouble)
    {
        if (remote.Ask(RemoteRequest.Get(User), stop, out trouble) is not { } answer) return null;
        using var document = JsonValues.Parse(answer.Body, out _);
        if (document is { RootElement.ValueKind: JsonValueKind.Object } && document.RootElement.TryGetProperty("data", out var user) && user.Text("id") is { } id)
        {
            _account = id;
            return new HeartbeatAccount(id, user.Text("timezone"), null, null, user.Instant("created_at") is { } at ? Model.Micros.ToInstant(at).InUtc().Date : null);
        }
        trouble = remote.Odd("it does not say who the key is of");
        return null;
    }

    public HeartbeatAnswer? Days(LocalDate from, LocalDate to, out RemoteTrouble? trouble)
    {
        // Both ends are included: what lies on a midnight comes twice, and is the same.
        var path = $"{Heartbeats}?start_time={Model.Period.Iso(from)}T00:00:00Z&end_time={Model.Period.Iso(to)}T00:00:00Z";
        if (remote.Ask(RemoteRequest.Get(path), stop, out trouble) is not { } answer) return null;
        using var document = JsonValues.Parse(answer.Body, out _);
        if (document is null) trouble = remote.Odd("its answer is empty");
        else if (HeartbeatRows.Flaw(document.RootElement, "heartbeats", _account, from, to, out var count) is { } flaw) trouble = remote.Odd(flaw);
        else return new HeartbeatAnswer(remote.NameOf(path), answer.Body, count);
        return null;
    }

    /// <summary>It does not say.</summary>
    public LocalDate? First(out RemoteTrouble? trouble)
    {
        trouble = null;
        return null;
    }
}
