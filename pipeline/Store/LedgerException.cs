using System.Text.Json;
using Microsoft.Data.Sqlite;

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

    /// <summary>SQLite's own error as a sentence with a way out.</summary>
    public static LedgerException From(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        5 or 6 => new(LedgerTrouble.Busy, $"another program is writing to the ledger {path}. Wait for it to end, then run again.", e),
        8 => new(LedgerTrouble.Forbidden, $"the ledger {path} may not be written.", e),
        13 => new(LedgerTrouble.Damaged, $"the disk is full; nothing of what was being written was kept. Make room, then run again ({path}).", e),
        11 or 26 => new(LedgerTrouble.Damaged, $"the ledger {path} is damaged or not a database. Restore a backup; the file was not changed.", e),
        14 => new(LedgerTrouble.Forbidden, $"the ledger {path} cannot be opened or its folder not be written.", e),
        _ => new(LedgerTrouble.Damaged, $"the ledger {path} cannot be used: {e.Message}", e),
    };

    /// <summary>Whether a damaged ledger may be what is wrong: rows in no order, nothing where there is always something, numbers beyond measure.</summary>
    public static bool MayBeDamage(Exception e) => e is LedgerException { Trouble: LedgerTrouble.Damaged } or SqliteException { SqliteErrorCode: 11 or 26 }
        or ArgumentException or InvalidOperationException or FormatException or ArithmeticException or InvalidCastException or IndexOutOfRangeException or KeyNotFoundException or JsonException or NullReferenceException;
}
