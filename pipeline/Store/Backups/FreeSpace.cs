using System.Globalization;
using Daybook.Model;

namespace Daybook.Store;

/// <summary>Whether a disk has room for what is about to be written. Asked first, so that nothing is begun that cannot end.</summary>
public static class FreeSpace
{
    // A migration writes a copy, and then perhaps every page, each once more into the journal.
    private const long MigrationTenths = 22;

    public static long OfMigration(long ledgerBytes) => ledgerBytes * MigrationTenths / 10;

    /// <param name="what">What is to be written: <c>the backup</c>.</param>
    /// <param name="needed">Bytes.</param>
    /// <exception cref="LedgerException">There is less.</exception>
    public static void Need(string folder, long needed, string what)
    {
        if (Refusal(folder, needed, Available(folder), what) is { } sentence) throw new LedgerException(LedgerTrouble.NoRoom, sentence);
    }

    /// <param name="available">Bytes; null where nobody knows.</param>
    /// <returns>A sentence with both figures; null where there is room.</returns>
    public static string? Refusal(string folder, long needed, long? available, string what) => available >= needed || available is null ? null
        : $"{what} needs about {MegaBytes(needed)}, and the disk of {Printable.Line(folder)} has {MegaBytes(available.Value)} free; nothing was changed. Make room, or name another folder.";

    /// <summary>Rounded up: <c>1,234 MB</c>.</summary>
    public static string MegaBytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(bytes + 999_999) / 1_000_000:#,0} MB");

    private static long? Available(string folder)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
