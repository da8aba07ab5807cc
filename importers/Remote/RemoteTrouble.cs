namespace Daybook.Importers.Remote;

/// <summary>What kept a service from answering.</summary>
public enum RemoteKind
{
    /// <summary>It does not let the person in. Asking again would not help.</summary>
    Auth,
    /// <summary>It wants fewer requests, or the person's own budget of them is spent: later.</summary>
    Limited,
    /// <summary>It cannot be reached, or fails itself.</summary>
    Unreachable,
    /// <summary>Its answer is not what it should be, or it does not take what it was asked.</summary>
    NotUnderstood,
    /// <summary>What the configuration says does not go with what the service says.</summary>
    Misconfigured,
}

/// <summary>Why a request came to nothing: a value, never an exception.</summary>
/// <param name="Message">One sentence, lower case, without a full stop. Nothing of it is secret.</param>
/// <param name="Hint">What to do.</param>
public sealed record RemoteTrouble(RemoteKind Kind, string Message, string Hint)
{
    /// <summary>What the service answered with, or null where no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>What the service itself calls it, in a word of its own, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>A request that changes something was sent and nothing says whether it was carried out.</summary>
    public bool IsInDoubt { get; init; }

    /// <summary>The answer is longer than one may be.</summary>
    public bool IsTooLong { get; init; }

    /// <summary>The account's plan or role does not have what was asked for, while the secret may well be right.</summary>
    public bool IsNotPermitted => Status is 402 or 403;

    /// <summary>It will be no other at once.</summary>
    internal bool IsLasting { get; init; }
}
