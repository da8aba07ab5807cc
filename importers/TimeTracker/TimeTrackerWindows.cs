using System.Text.Json;
using Daybook.Importers.Json;
using Daybook.Importers.Remote;

namespace Daybook.Importers.TimeTracker;

/// <summary>The entries of one account, and what runs.</summary>
public sealed class TimeTrackerWindows(TimeTrackerClient client, TimeTrackerAccount account, TimeTrackerNames names) : IEntryWindows
{
    // The last day that is asked for is inclusive.
    public RemotePage? Page(PullWindow window, int page, int size, out RemoteTrouble? trouble) =>
        client.Entries(account, names, window.AskedFrom, window.AskedTo?.PlusDays(-1), page, size, out trouble);

    public RemotePage? Before(PullWindow window, out RemoteTrouble? trouble) =>
        client.Entries(account, names, null, window.AskedFrom.PlusDays(-1), 1, 1, out trouble);

    public bool Has(string? extra)
    {
        if (extra is null) return false;
        using var document = JsonDocument.Parse(extra);
        return document.RootElement.Text("user_id") == account.User;
    }
}
