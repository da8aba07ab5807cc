using System.Buffers.Binary;
using Daybook.Importers.Daybook;
using NodaTime;

namespace Daybook.Worker.Stages;

/// <summary>Ids of entries made by hand: how they are made, and how a person says them shortly.</summary>
public static class HandIds
{
    private const int RandomBytes = 10, MostListed = 8;

    /// <summary>What stands for the entry that was made or changed last.</summary>
    public const string Last = "last";

    /// <summary>A UUID of version 7 (RFC 9562): the clock in milliseconds, then chance.</summary>
    public static string New(Instant now, Func<int, byte[]> random)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, now.ToUnixTimeMilliseconds()) << 16);
        random(RandomBytes).CopyTo(bytes[6..]);
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x70);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>The one entry that a person means: by the beginning or the end of its id, or the last.</summary>
    /// <param name="shown">Says of an entry what it is.</param>
    /// <exception cref="Store.LedgerException">None or several are meant; the message lists which there are.</exception>
    public static DaybookEntry Find(string text, IReadOnlyList<DaybookEntry> entries, Func<DaybookEntry, string> shown)
    {
        if (entries.Count == 0) throw HandStage.Refused("there is no entry made by hand. 'daybook add' or 'daybook start' makes one.");
        // By the time of the change: what was typed in last is what a person wants to mend.
        var lately = entries.OrderByDescending(e => e.Entry.Stamp ?? long.MinValue).ThenByDescending(e => e.Entry.Time is Model.EntryTime.Interval i ? i.Start : 0).ToList();
        if (text.Equals(Last, StringComparison.OrdinalIgnoreCase)) return lately[0];
        if (entries.FirstOrDefault(e => e.Entry.UpstreamId == text) is { } exact) return exact;
        var meant = lately.Where(e => Means(text, e.Entry.UpstreamId!)).ToList();
        if (text.Length > 0 && meant.Count == 1) return meant[0];
        var isNone = meant.Count == 0 || text.Length == 0;
        var listed = isNone ? lately : meant;
        var lines = string.Concat(listed.Take(MostListed).Select(e => $"\n  {shown(e)}")) + (listed.Count > MostListed ? $"\n  and {listed.Count - MostListed} more: daybook entries" : "");
        throw HandStage.Refused(isNone
            ? $"no entry made by hand has an id that begins or ends with '{Model.Printable.Line(text)}'. The latest are:{lines}"
            : $"'{Model.Printable.Line(text)}' may mean {meant.Count} entries; say more of the id:{lines}");
    }

    private static bool Means(string text, string id) => id.StartsWith(text, StringComparison.OrdinalIgnoreCase) || id.EndsWith(text, StringComparison.OrdinalIgnoreCase);
}
