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

    /// <summary>The one item that a person means: by the beginning or the end of its id, or the last.</summary>
    /// <param name="shown">Says of an item what it is.</param>
    /// <exception cref="Store.LedgerException">None or several are meant; the message lists which there are.</exception>
    public static T Find<T>(string text, IReadOnlyList<T> items, HandKind kind, Func<T, string> shown) where T : DaybookItem
    {
        if (items.Count == 0) throw HandStage.Refused($"there is no {kind.One} made by hand. {kind.Made}");
        // By the time of the change: what was typed in last is what a person wants to mend.
        var lately = items.OrderByDescending(i => i.Changed ?? long.MinValue)
            .ThenByDescending(i => i is DaybookEntry { Entry.Time: Model.EntryTime.Interval { Start: var start } } ? start : 0).ToList();
        if (text.Equals(Last, StringComparison.OrdinalIgnoreCase)) return lately[0];
        if (items.FirstOrDefault(i => i.Id == text) is { } exact) return exact;
        var meant = lately.Where(i => Means(text, i.Id!)).ToList();
        if (text.Length > 0 && meant.Count == 1) return meant[0];
        var isNone = meant.Count == 0 || text.Length == 0;
        var listed = isNone ? lately : meant;
        var lines = string.Concat(listed.Take(MostListed).Select(i => $"\n  {shown(i)}")) + (listed.Count > MostListed ? $"\n  and {listed.Count - MostListed} more: {kind.List}" : "");
        throw HandStage.Refused(isNone
            ? $"no {kind.One} made by hand has an id that begins or ends with '{Model.Printable.Line(text)}'. The latest are:{lines}"
            : $"'{Model.Printable.Line(text)}' may mean {meant.Count} {kind.Many}; say more of the id:{lines}");
    }

    private static bool Means(string text, string id) => id.StartsWith(text, StringComparison.OrdinalIgnoreCase) || id.EndsWith(text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>How a kind of what is made by hand is called in messages.</summary>
/// <param name="Made">What makes one, a sentence.</param>
/// <param name="List">The command that lists them.</param>
public sealed record HandKind(string One, string Many, string Made, string List)
{
    public static HandKind Entry { get; } = new("entry", "entries", "'daybook add' or 'daybook start' makes one.", "daybook entries");

    public static HandKind Contract { get; } = new("contract", "contracts", "'daybook contract add' makes one.", "daybook contract list");

    public static HandKind Absence { get; } = new("time off", "marks", "'daybook mark' makes some.", "daybook mark list");

    public static HandKind Adjustment { get; } = new("correction", "corrections", "'daybook adjust' makes one.", "daybook adjust list");
}
