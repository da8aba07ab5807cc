using Daybook.Importers.Remote;

namespace Daybook.Importers.Clockify;

/// <summary>The entries of one account.</summary>
public sealed class ClockifyWindows(ClockifyClient client, ClockifyAccount account) : IEntryWindows
{
    public RemotePage? Page(PullWindow window, int page, int size, out RemoteTrouble? trouble) => client.Page(account, window, page, size, out trouble);

    public RemotePage? Before(PullWindow window, out RemoteTrouble? trouble) => client.Before(account, window, out trouble);

    public bool Has(string? extra) => extra is not null && extra.Contains($"\"{account.Workspace}\"", StringComparison.Ordinal) && extra.Contains($"\"{account.User}\"", StringComparison.Ordinal);
}
