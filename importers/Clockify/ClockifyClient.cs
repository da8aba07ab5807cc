using System.Globalization;
using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Remote;
using Daybook.Importers.Tables;
using NodaTime;

namespace Daybook.Importers.Clockify;

/// <summary>Whose entries are asked for, and where.</summary>
/// <param name="Zone">What the person's profile says.</param>
/// <param name="Profile">The answer that says so, and the request's name.</param>
public sealed record ClockifyAccount(string User, string Workspace, string? Zone, (string Name, byte[] Bytes) Profile);

/// <summary>Asks Clockify's API. What it answers is checked for being what was asked for, and handed on as it came.</summary>
public sealed class ClockifyClient(RemoteClient remote, CancellationToken stop)
{
    private const int ProjectsPage = 1000;

    public static RemoteService Service { get; } = new("clockify", "api.clockify.me", "/api/v1", "X-Api-Key")
    {
        // Of the regions, and of all.
        Hosts = ["api.clockify.me", "euc1.clockify.me", "use2.clockify.me", "euw2.clockify.me", "apse2.clockify.me", "developer.clockify.me"],
        StandardPage = 2000,
        LargestPage = 5000,
    };

    /// <summary>The account that the key is of.</summary>
    /// <param name="workspace">Its id, or null for the one that is active.</param>
    public ClockifyAccount? Account(string? workspace, out RemoteTrouble? trouble)
    {
        if (remote.Object("/user", stop, out var profile, out trouble) is not { } user) return null;
        using (user)
        {
            var settings = user.RootElement.TryGetProperty("settings", out var said) ? said : default;
            workspace ??= user.RootElement.Text("activeWorkspace") ?? user.RootElement.Text("defaultWorkspace");
            if (user.RootElement.Text("id") is not { } id || workspace is null)
            {
                trouble = remote.Odd("it does not say who the key is of");
                return null;
            }
            using var found = remote.Object($"/workspaces/{Uri.EscapeDataString(workspace)}", stop, out _, out trouble);
            if (found is null) return null;
            trouble = found.RootElement.Text("id") == workspace ? null : remote.Odd("it answers with another workspace than was asked for");
            return trouble is null ? new ClockifyAccount(id, workspace, settings.Text("timeZone"), (remote.NameOf("/user"), profile)) : null;
        }
    }

    /// <param name="page">From 1.</param>
    public RemotePage? Page(ClockifyAccount account, PullWindow window, int page, int size, out RemoteTrouble? trouble)
    {
        var end = window.AskedTo is { } to ? $"&end={Midnight(to)}" : "";
        return Entries(account, $"start={Midnight(window.AskedFrom)}{end}", page, size, out trouble);
    }

    /// <summary>The newest entry of all that the window, as it is asked for, comes after; on a page without entries where there is none.</summary>
    public RemotePage? Before(ClockifyAccount account, PullWindow window, out RemoteTrouble? trouble) =>
        Entries(account, $"end={Midnight(window.AskedFrom)}", 1, 1, out trouble);

    /// <summary>A page of the workspace's projects, archived ones too; without starts.</summary>
    /// <param name="page">From 1.</param>
    public RemotePage? Projects(ClockifyAccount account, int page, out RemoteTrouble? trouble)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/workspaces/{Uri.EscapeDataString(account.Workspace)}/projects?page={page}&page-size={ProjectsPage}");
        if (remote.Ask(RemoteRequest.Get(path), stop, out trouble) is not { } answer) return null;
        using var document = JsonValues.Parse(answer.Body, out _);
        if (document is not { RootElement.ValueKind: JsonValueKind.Array }) trouble = remote.Odd("its answer is no list of projects");
        else if (document.RootElement.EnumerateArray().Any(p => p.Text("workspaceId") != account.Workspace)) trouble = remote.Odd("it answers with projects of another workspace than was asked for");
        else return new RemotePage(remote.NameOf(path), answer.Body, [.. document.RootElement.EnumerateArray().Select(p => (p.Text("id") ?? "", 0L))], answer.Headers.GetValueOrDefault("Last-Page") is { } last ? last != "false" : document.RootElement.GetArrayLength() < ProjectsPage);
        return null;
    }

    private RemotePage? Entries(ClockifyAccount account, string span, int page, int size, out RemoteTrouble? trouble)
    {
        var path = string.Create(CultureInfo.InvariantCulture,
            $"/workspaces/{Uri.EscapeDataString(account.Workspace)}/user/{Uri.EscapeDataString(account.User)}/time-entries?hydrated=true&{span}&page={page}&page-size={size}");
        if (remote.Ask(RemoteRequest.Get(path), stop, out trouble) is not { } answer) return null;
        using var document = JsonValues.Parse(answer.Body, out _);
        if (document is not { RootElement.ValueKind: JsonValueKind.Array })
        {
            trouble = remote.Odd("its answer is no list of time entries");
            return null;
        }
        var starts = new List<(string, long)>();
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            trouble = Check(entry, account, out var id, out var start);
            if (trouble is not null) return null;
            starts.Add((id, start));
        }
        var saysLast = answer.Headers.TryGetValue("Last-Page", out var last) ? last : null;
        var isLast = saysLast is "true" or "false" ? saysLast == "true" : starts.Count < size;
        if (starts.Count == 0 && !isLast) trouble = remote.Odd("a page in the middle is empty");
        return trouble is null ? new RemotePage(remote.NameOf(path), answer.Body, starts, isLast) : null;
    }

    /// <summary>What is wrong with an entry as an answer to what was asked, or null. What cannot be read of it beside that is the reader's to say.</summary>
    private RemoteTrouble? Check(JsonElement entry, ClockifyAccount account, out string id, out long start)
    {
        (id, start) = (entry.Text("id") ?? "", 0);
        if (id.Length == 0) return remote.Odd("it answers with an entry that has no id");
        if (entry.Text("workspaceId") != account.Workspace || entry.Text("userId") != account.User) return remote.Odd("it answers with entries of another workspace or user than was asked for");
        start = entry.TryGetProperty("timeInterval", out var interval) && interval.Text("start") is { } text && MomentText.TryParse(text, null, out var moment) ? moment.Instant ?? 0 : 0;
        return null;
    }

    private static string Midnight(LocalDate date) => $"{Model.Period.Iso(date)}T00:00:00Z";
}
