using Daybook.Model;

namespace Daybook.Reports;

/// <summary>What an export may look at.</summary>
/// <param name="Number">The person's number in the ledger.</param>
/// <param name="Cut">The person's days.</param>
/// <param name="Entries">In order of time, each with its source and its row.</param>
public sealed record ExportSlice(string Person, long Number, DayCut Cut, IReadOnlyList<ExportEntry> Entries)
{
    /// <summary>The days of the account, or null where they were not asked for.</summary>
    public AccountSlice? Account { get; init; }

    /// <summary>Entries that end at midnight stop a second before it, as Wotra's guard has it.</summary>
    public bool StopsBeforeMidnight { get; init; }
}

/// <param name="Length">What of it counts, rounded where that was asked for; microseconds.</param>
public sealed record ExportEntry(TimeEntry Entry, long Length);

/// <param name="Text">The whole file.</param>
/// <param name="Rows">Without the header.</param>
/// <param name="Remarks">What the format cannot carry, a line a kind.</param>
/// <param name="IsPart">Some of what was asked for is not in it at all.</param>
public sealed record ExportedFile(string Text, int Rows, IReadOnlyList<string> Remarks, bool IsPart);
