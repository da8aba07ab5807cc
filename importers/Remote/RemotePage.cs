using Daybook.Model;

namespace Daybook.Importers.Remote;

/// <summary>One answer with time entries.</summary>
/// <param name="Name">The request it answers.</param>
/// <param name="Starts">Ids and when each entry starts, microseconds since the epoch, in the answer's order.</param>
public sealed record RemotePage(string Name, byte[] Bytes, IReadOnlyList<(string Id, long Start)> Starts, bool IsLast)
{
    public ContentHash Print { get; } = ContentHash.Of(Bytes);
}

/// <summary>A service that gives one account's time entries by when they start, the newest first, in pages, and says nothing of those it has no more.</summary>
public interface IEntryWindows
{
    /// <param name="page">From 1.</param>
    RemotePage? Page(PullWindow window, int page, int size, out RemoteTrouble? trouble);

    /// <summary>The newest entry of all that the window, as it is asked for, comes after; on a page without entries where there is none.</summary>
    RemotePage? Before(PullWindow window, out RemoteTrouble? trouble);

    /// <summary>Whether an entry that the ledger has is of this account.</summary>
    /// <param name="extra">What the ledger keeps of it beside the model's own fields, JSON.</param>
    bool Has(string? extra);
}
