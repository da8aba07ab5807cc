using System.Globalization;
using Daybook.Model;

namespace Daybook.Rules;

/// <summary>What becomes of a row when what the service has is known. Pure functions.</summary>
public static class PushMeeting
{
    /// <summary>Between two look-ups after which something is held not to be there, microseconds: what a service has taken may show late.</summary>
    public const long BetweenLooks = 60 * Micros.PerSecond;

    private const int MostSlots = 100;

    /// <summary>A row that no entry is known of, once the days around were read.</summary>
    /// <param name="marked">Entries over there with its mark.</param>
    /// <param name="now">Microseconds since the epoch.</param>
    /// <param name="keepsKeys">For how long the service makes no second entry of a request that is repeated as it was, microseconds.</param>
    public static PushRow Found(PushRow row, IReadOnlyList<PushedEntry> marked, long now, long keepsKeys = 0)
    {
        if (marked.Count > 1)
            return row with { State = row.IsInDoubt ? PushState.Unknown : PushState.Blocked, Message = string.Create(CultureInfo.InvariantCulture, $"it stands there {marked.Count} times; delete all but one over there") };
        if (marked is [var entry])
        {
            var there = entry.Is(row.Tried, row.Key.Target) ? row.Tried : entry.Is(row.Wanted, row.Key.Target) ? row.Wanted : null;
            var met = row with { RemoteId = entry.Id, Sent = there, Tried = null, LookedAt = null, Message = null };
            if (there is null) return met with { State = PushState.Blocked, Message = "it stands there with another time, project or text, and who changed it is not known; it is left alone" };
            return met with { State = there == row.Wanted ? PushState.Done : PushState.Pending, Revision = row.Revision + 1, Attempts = 0 };
        }
        if (!row.IsInDoubt) return row;
        // Asked the same again, the service makes the entry or says that it has.
        var isSame = row is { Tried: not null, LookedAt: null } && row.Tried == row.Wanted && row.SavedAt is { } saved && now >= saved && now - saved < keepsKeys;
        if (isSame) return row with { State = PushState.Pending, Tried = null, Message = null };
        if (row.LookedAt is { } looked && now - looked >= BetweenLooks) return row with { State = row.Wanted is null ? PushState.Done : PushState.Pending, Tried = null, LookedAt = null, Message = null };
        return row with { State = PushState.Unknown, LookedAt = Math.Min(row.LookedAt ?? now, now), Message = "whether it was taken is not known yet; a run a minute later looks again" };
    }

    /// <summary>A row whose entry is known, once that was read: pending where a request may be made.</summary>
    /// <param name="there">Null where the service has it no more.</param>
    public static PushRow Before(PushRow row, PushedEntry? there)
    {
        if (there is null)
        {
            var gone = row with { RemoteId = null, Sent = null, Tried = null, LookedAt = null, Message = null, Attempts = 0 };
            if (row.Wanted is null) return gone with { State = PushState.Done };
            // A deletion of ours was in doubt: it has come through, and by now it is wanted again.
            return row is { IsInDoubt: true, Tried: null } ? gone with { State = PushState.Pending }
                : row with { State = PushState.Blocked, Tried = null, Message = "it was deleted over there; it is not made anew" };
        }
        if (there.Is(row.Wanted, row.Key.Target)) return row with { State = PushState.Done, Sent = row.Wanted, Tried = null, LookedAt = null, Message = null, Attempts = 0 };
        if (there.IsLocked) return row with { State = PushState.Blocked, Message = "it is locked over there; it is left alone" };
        var sent = there.Is(row.Tried, row.Key.Target) ? row.Tried : there.Is(row.Sent, row.Key.Target) ? row.Sent : null;
        return sent is null ? row with { State = PushState.Blocked, Message = "it was changed over there; it is left alone" }
            : row with { State = PushState.Pending, Sent = sent, Tried = null, LookedAt = null, Message = null };
    }

    /// <summary>Entries with a mark of the day that no row knows, or that stand beside the one that it knows.</summary>
    /// <param name="rows">All of the day, after they were met.</param>
    public static IReadOnlyList<PushedEntry> Strays(PushKey anyOfTheDay, IReadOnlyList<PushRow> rows, IEnumerable<PushedEntry> entries)
    {
        var known = rows.Where(r => r.RemoteId is not null).Select(r => r.RemoteId!).ToHashSet(StringComparer.Ordinal);
        return [.. entries.Where(e => !known.Contains(e.Id) && PushKey.MarksIn(e.Description).Any(mark => IsOfTheDay(e, mark)))];

        bool IsOfTheDay(PushedEntry entry, string mark) => rows.Any(r => r.Key.Mark == mark)
            || (entry.Project is { } project && Enumerable.Range(0, MostSlots).Any(slot => (anyOfTheDay with { Target = project, Slot = slot }).Mark == mark));
    }
}
