using Daybook.Model;
using NodaTime;

namespace Daybook.Importers.Remote;

/// <summary>What came of a request that changes something.</summary>
public enum WriteEnd
{
    /// <summary>The service says that it did it.</summary>
    Taken,
    /// <summary>It was not done: the service says so, or it was never asked.</summary>
    Refused,
    /// <summary>It cannot be said to this service, and was not.</summary>
    Impossible,
    /// <summary>Nothing says whether it was done.</summary>
    InDoubt,
}

/// <param name="Id">Of the entry, once it is taken.</param>
/// <param name="Trouble">Null when it is taken.</param>
public sealed record WriteResult(WriteEnd End, string? Id, RemoteTrouble? Trouble);

/// <summary>Reads and changes single time entries of one account of a service. Nothing that it sends is ever sent twice by itself.</summary>
public interface IEntryWriter
{
    /// <summary>For how long the service answers a repeated request to make an entry with what it said first, and makes no second one.</summary>
    Duration KeepsKeys { get; }

    /// <summary>Whether the service takes no two entries at one time, be it only until the other is moved.</summary>
    bool RefusesOverlaps { get; }

    /// <summary>All entries of the account that start on a day or the ones beside it, in any zone; null and why where they cannot be read.</summary>
    IReadOnlyList<PushedEntry>? Around(LocalDate date, out RemoteTrouble? trouble);

    /// <summary>The entry as it is now; null without trouble where the service has it no more.</summary>
    PushedEntry? Read(string id, out RemoteTrouble? trouble);

    /// <param name="target">The project.</param>
    /// <param name="isBillable">Null to leave it to the service.</param>
    /// <param name="key">The same whenever the same is tried again.</param>
    WriteResult Create(string target, PushContent content, bool? isBillable, string key);

    /// <summary>Changes time and text of an entry; what it has beside them, it keeps.</summary>
    /// <param name="there">As it was read last.</param>
    WriteResult Replace(PushedEntry there, string target, PushContent content);

    WriteResult Delete(string id);
}

/// <summary>Sends what changes something, once, and tells what came of it.</summary>
internal static class Writing
{
    private const int TimeOut = 408;

    public static (RemoteAnswer? Answer, WriteResult? Failed) Send(RemoteClient remote, RemoteRequest request, CancellationToken stop)
    {
        var before = remote.Sent;
        var answer = remote.Ask(request, stop, out var trouble);
        return (answer, trouble is null ? null : new WriteResult(EndOf(trouble, remote.Sent > before), null, trouble));
    }

    /// <summary>Only a refusal of the service itself says that it was not done.</summary>
    private static WriteEnd EndOf(RemoteTrouble trouble, bool isSent) =>
        !isSent || trouble.Status is >= 400 and < 500 and not TimeOut ? WriteEnd.Refused : WriteEnd.InDoubt;
}
