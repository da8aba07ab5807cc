using System.Globalization;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Remote;
using Daybook.Importers.Tables;

namespace Daybook.Importers.WorkTime;

/// <summary>A page of WorkTime's, the newest first.</summary>
/// <param name="Name">The request it answers.</param>
/// <param name="Rows">How many it has.</param>
/// <param name="Oldest">When the last of them was made, microseconds since the epoch; null where it does not say.</param>
public sealed record WorkTimePage(string Name, byte[] Bytes, int Rows, long? Oldest, bool IsLast);

/// <summary>Asks the backend of WorkTime, which is somebody's own. A token that has run out is changed for a new one, which is kept for this run alone.</summary>
public sealed class WorkTimeClient(RemoteClient remote, CancellationToken stop)
{
    public const string Sessions = "sessions", Activities = "activities";

    private const int PageSize = 100, Unauthorized = 401;

    private bool _isRefreshed;

    public static RemoteService Service { get; } = new("worktime", null, "", "Authorization", SecretForm.Bearer);

    /// <summary>The number of the user whose token it is, where the token says it. Nothing of it is secret.</summary>
    public string? User => remote.ClaimOfToken("userId");

    /// <summary>Why the backend is not there, or null.</summary>
    public RemoteTrouble? Health()
    {
        remote.Ask(RemoteRequest.Get("/health") with { TakesAnyBody = true }, stop, out var trouble);
        return trouble;
    }

    /// <param name="list"><see cref="Sessions"/> or <see cref="Activities"/>.</param>
    /// <param name="offset">How many newer ones are passed over.</param>
    public WorkTimePage? Page(string list, int offset, out RemoteTrouble? trouble) => Ask(string.Create(CultureInfo.InvariantCulture, $"/api/{list}?limit={PageSize}&offset={offset}"), list, out trouble);

    /// <summary>The backend's own sums of days.</summary>
    public WorkTimePage? Sums(int days, out RemoteTrouble? trouble) => Ask(string.Create(CultureInfo.InvariantCulture, $"/api/stats/daily?days={days}"), "stats", out trouble);

    private WorkTimePage? Ask(string path, string list, out RemoteTrouble? trouble)
    {
        var answer = remote.Ask(RemoteRequest.Get(path), stop, out trouble);
        if (trouble?.Status == Unauthorized && !_isRefreshed && Refresh(out var why))
        {
            if (why is not null) trouble = why;
            else answer = remote.Ask(RemoteRequest.Get(path), stop, out trouble);
        }
        if (answer is null) return null;
        using var document = JsonValues.Parse(answer.Body, out _);
        if (document is not { RootElement.ValueKind: JsonValueKind.Object } || !document.RootElement.TryGetProperty(list, out var rows) || rows.ValueKind != JsonValueKind.Array)
        {
            trouble = remote.Odd($"its answer has no list of {list}");
            return null;
        }
        var count = rows.GetArrayLength();
        // Times are in UTC, with or without saying so.
        var oldest = count > 0 && rows[count - 1].Text("created_at") is { } text && MomentText.TryParse(text, null, out var moment) ? (moment with { OffsetMicros = moment.OffsetMicros ?? 0 }).Instant : null;
        var isLast = document.RootElement.TryGetProperty("has_more", out var more) && more.ValueKind is JsonValueKind.True or JsonValueKind.False ? !more.GetBoolean() : count < PageSize;
        if (count == 0 && !isLast) trouble = remote.Odd("a page in the middle is empty");
        return trouble is null ? new WorkTimePage(remote.NameOf(path), answer.Body, count, oldest, isLast) : null;
    }

    /// <returns>False where the backend knows of no way to change the token.</returns>
    private bool Refresh(out RemoteTrouble? trouble)
    {
        _isRefreshed = true;
        var answer = remote.Ask(new RemoteRequest(HttpMethod.Post, "/auth/refresh", "{}"u8.ToArray()), stop, out trouble);
        if (trouble?.Status is 404 or 405) return false;
        if (answer is null) return true;
        using var document = JsonValues.Parse(answer.Body, out _);
        if (document?.RootElement.Text("token") is { Length: >= Secret.Shortest } token && token.All(c => c is > ' ' and <= '~')) remote.Use(new Secret(token));
        else trouble = remote.Odd("it gives no new token");
        return true;
    }
}
