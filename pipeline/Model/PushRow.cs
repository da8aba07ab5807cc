using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Daybook.Model;

/// <summary>How far an entry is that is pushed.</summary>
public enum PushState
{
    /// <summary>Not there yet, or not as it is wanted.</summary>
    Pending,
    /// <summary>A request is being made; where a run begins with it, the run before died.</summary>
    Sending,
    /// <summary>The service has what is wanted, or nothing where nothing is.</summary>
    Done,
    /// <summary>A request was made, and nothing says what became of it.</summary>
    Unknown,
    /// <summary>Left alone; the row says why.</summary>
    Blocked,
}

/// <summary>What an entry says over there, beside its project.</summary>
/// <param name="Start">Seconds since the epoch.</param>
/// <param name="End">Likewise.</param>
/// <param name="Description">With the mark.</param>
public sealed record PushContent(long Start, long End, string Description);

/// <summary>An entry that is pushed, as the ledger keeps it.</summary>
/// <param name="Wanted">Null where it is to be gone.</param>
public sealed record PushRow(PushKey Key, PushContent? Wanted)
{
    public PushState State { get; init; }

    /// <summary>The entry's id over there; null where none is known.</summary>
    public string? RemoteId { get; init; }

    /// <summary>What the service is known to have of us.</summary>
    public PushContent? Sent { get; init; }

    /// <summary>What the request says that is under way or in doubt; null for a deletion.</summary>
    public PushContent? Tried { get; init; }

    /// <summary>How often the service has taken something for it.</summary>
    public int Revision { get; init; }

    /// <summary>Requests made for it since the service took one.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was looked for in doubt and not found, microseconds since the epoch.</summary>
    public long? LookedAt { get; init; }

    /// <summary>Why it is not done.</summary>
    public string? Message { get; init; }

    /// <summary>When the ledger wrote the row down, microseconds since the epoch; null of one that it has not yet.</summary>
    public long? SavedAt { get; init; }

    /// <summary>What names a request to make the entry as it is wanted, for services that know by it what they were asked before. At most 128 characters.</summary>
    public string RequestKey
    {
        get
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{Key.Mark}\n{Key.Service}\n{Key.Workspace}\n{Period.Iso(Key.Date)}\n{Key.Target}\n{Key.Slot}\n{Revision}\n{Wanted?.Start}\n{Wanted?.End}\n{Wanted?.Description}");
            return $"daybook-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, KeyBytes))}";
        }
    }

    private const int KeyBytes = 16;

    public bool IsInDoubt => State is PushState.Sending or PushState.Unknown;
}

/// <summary>A time entry as a service has it now.</summary>
/// <param name="Start">Seconds since the epoch.</param>
/// <param name="End">Null while it runs.</param>
/// <param name="IsOrdinary">Whether it is work or a break, and nothing that the service made of it.</param>
/// <param name="Json">All of it.</param>
public sealed record PushedEntry(string Id, long Start, long? End, string? Project, string Description, bool IsLocked, bool IsOrdinary, string Json)
{
    /// <summary>Whether it is as it was, or would be, sent.</summary>
    public bool Is(PushContent? content, string target) =>
        content is not null && IsOrdinary && Start == content.Start && End == content.End && Project == target && Description.Trim() == content.Description;
}
