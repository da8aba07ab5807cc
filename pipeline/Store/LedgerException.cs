namespace Daybook.Store;

/// <summary>Why a ledger cannot be used; each is answered with another exit code.</summary>
public enum LedgerTrouble
{
    /// <summary>Not there where one is expected.</summary>
    Missing,
    /// <summary>Another run holds the lock, or another program the database.</summary>
    Busy,
    /// <summary>Made by a newer program, or its recorded migrations differ from ours.</summary>
    Unknown,
    /// <summary>Not a ledger, damaged, or the disk failed or is full.</summary>
    Damaged,
    /// <summary>May not be read or written by this user.</summary>
    Forbidden,
    /// <summary>The disk has no room for what was to be written; nothing was begun.</summary>
    NoRoom,
    /// <summary>The facts at hand contradict what the ledger holds; nothing was taken in.</summary>
    Refused,
}

/// <summary>The ledger cannot do what was asked; the message is a sentence for the person, with the way out.</summary>
public sealed class LedgerException(LedgerTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    public LedgerTrouble Trouble { get; } = trouble;
}
