using Daybook.Model;
using NodaTime;

namespace Daybook.Rules;

/// <summary>A day that is to be allocated.</summary>
/// <param name="Start">Of the day, microseconds since the epoch.</param>
/// <param name="End">Of the day.</param>
/// <param name="Opens">Where the working day begins.</param>
/// <param name="Closes">Where it ends.</param>
/// <param name="Planned">What the contract has for it, microseconds.</param>
/// <param name="Tracked">Of the sources that count, in any order.</param>
public sealed record DayToAllocate(LocalDate Date, long Start, long End, long Opens, long Closes, long Planned, IReadOnlyList<TrackedTime> Tracked);

/// <summary>Spreads days over projects by what was tracked. A pure function; what rounding owes is carried within an ISO week.</summary>
/// <remarks>Claude-tracker's rule unless the plan says otherwise: facts C.3 of it are the cases of the tests.</remarks>
public static class Allocation
{
    /// <param name="days">In order. For carrying they have to begin with the first of a week.</param>
    /// <returns>Those that get anything, or of which anything was left out.</returns>
    public static IEnumerable<AllocatedDay> Of(AllocationPlan plan, IEnumerable<DayToAllocate> days)
    {
        var owed = new Dictionary<string, long>(StringComparer.Ordinal);
        var week = default(Model.Period?);
        foreach (var day in days)
        {
            if (!plan.Days.Contains(day.Date.DayOfWeek)) continue;
            if (week?.Contains(day.Date) != true)
            {
                owed.Clear();
                week = Model.Period.Containing(PeriodKind.Week, day.Date);
            }
            if (Of(plan, day, owed) is { } allocated) yield return allocated;
        }
    }

    private static AllocatedDay? Of(AllocationPlan plan, DayToAllocate day, Dictionary<string, long> owed)
    {
        var pieces = plan.Ratio == RatioOf.Sessions && plan.Place == AllocatedPlace.Stacked
            ? [.. day.Tracked.Where(t => t.Start is null || (t.Start < day.Closes && (t.End ?? t.Start + t.Micros) >= day.Opens))]
            : Once(plan, day);
        if (pieces.Count == 0) return null;
        var mapped = pieces.Select(p => (Piece: p, Target: plan.Rules.FirstOrDefault(r => r.Takes(p, day.Date))?.Target ?? plan.Other)).ToList();
        var leftOut = mapped.Where(m => m.Target is null).GroupBy(m => m.Piece.Name, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, Micros: g.Sum(m => m.Piece.Micros))).OrderByDescending(l => l.Micros).ThenBy(l => l.Name, StringComparer.Ordinal).ToList();
        var buckets = mapped.Where(m => m.Target is not null).GroupBy(m => m.Target!, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Target: g.Key, Pieces: g.Select(m => m.Piece).ToList())).ToList();
        if (buckets.Count == 0) return new AllocatedDay(day.Date, 0, [], leftOut);
        if (plan.Place == AllocatedPlace.Tracked) return AsTracked(day, buckets, leftOut);
        var tracked = buckets.ToDictionary(b => b.Target, b => b.Pieces.Sum(p => p.Micros), StringComparer.Ordinal);
        var seconds = LengthOf(plan, day, tracked.Values.Sum());
        if (seconds <= 0) return leftOut.Count == 0 ? null : new AllocatedDay(day.Date, 0, [], leftOut);
        var times = Stack(plan, day.Opens / Micros.PerSecond, seconds, [.. buckets.Select(b => b.Target)], tracked, owed);
        return new AllocatedDay(day.Date, seconds, times, leftOut);
    }

    private static long LengthOf(AllocationPlan plan, DayToAllocate day, long tracked) => plan.Length switch
    {
        AllocatedLength.Clock => day.Closes - day.Opens,
        AllocatedLength.Contract => day.Planned,
        _ => tracked,
    } / Micros.PerSecond;

    private static List<AllocatedTime> Stack(AllocationPlan plan, long at, long seconds, List<string> targets, Dictionary<string, long> tracked, Dictionary<string, long> owed)
    {
        var given = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var left = seconds;
        foreach (var (target, length) in plan.Fixed)
        {
            var own = Math.Min(left, length);
            if (own > 0) given[target] = given.GetValueOrDefault(target) + own;
            left -= own;
        }
        var shares = Shares.Of(
            [.. targets.Select(t => new Share(t, tracked[t], plan.AtMost.TryGetValue(t, out var most) ? most : null, plan.Carries ? owed.GetValueOrDefault(t) : 0))],
            left, plan.Shares, plan.Grain);
        foreach (var share in shares)
        {
            given[share.Target] = given.GetValueOrDefault(share.Target) + share.Seconds;
            if (plan.Carries) owed[share.Target] = share.Owed;
        }
        var times = new List<AllocatedTime>();
        foreach (var (target, own) in given)
        {
            times.Add(new AllocatedTime(target, tracked.GetValueOrDefault(target), at, at + own));
            at += own;
        }
        return times;
    }

    /// <summary>Stretches of each target joined where they touch, in whole seconds that never overlap.</summary>
    private static AllocatedDay AsTracked(DayToAllocate day, List<(string Target, List<TrackedTime> Pieces)> buckets, List<(string, long)> leftOut)
    {
        var times = new List<AllocatedTime>();
        foreach (var (target, when) in buckets.SelectMany(b => b.Pieces.Select(p => (b.Target, p.When))).Where(p => p.When is not null).Select(p => (p.Target, When: p.When!.Value)).OrderBy(p => p.When.Start))
        {
            var (start, end) = (when.Start / Micros.PerSecond, when.End / Micros.PerSecond);
            if (times.Count > 0 && times[^1] is var last && last.Target == target && last.End >= start) times[^1] = last with { End = Math.Max(end, last.End), Tracked = last.Tracked + when.Length };
            else if (end > start) times.Add(new AllocatedTime(target, when.Length, start, end));
        }
        return new AllocatedDay(day.Date, times.Sum(t => t.Seconds), times, leftOut);
    }

    /// <summary>What lies within the day, each instant once: for the first of the sources, within it for what began first.</summary>
    private static List<TrackedTime> Once(AllocationPlan plan, DayToAllocate day)
    {
        var taken = new List<Stretch>();
        var pieces = new List<TrackedTime>();
        foreach (var one in day.Tracked.OrderBy(t => Rank(plan, t.Source)).ThenBy(t => t.Source, StringComparer.Ordinal).ThenBy(t => t.Start).ThenByDescending(t => t.Micros).ThenBy(t => t.Name, StringComparer.Ordinal))
        {
            if (one.When is not { } when)
            {
                pieces.Add(one);
                continue;
            }
            foreach (var free in Free(new Stretch(Math.Max(when.Start, day.Start), Math.Min(when.End, day.End)), taken)) pieces.Add(one with { Start = free.Start, Micros = free.Length, End = free.End });
        }
        return pieces;
    }

    /// <summary>What is left of a stretch; it is taken from then on.</summary>
    private static List<Stretch> Free(Stretch wanted, List<Stretch> taken)
    {
        var free = new List<Stretch>();
        var at = wanted.Start;
        foreach (var other in taken)
        {
            if (other.End <= at) continue;
            if (other.Start >= wanted.End) break;
            if (other.Start > at) free.Add(new Stretch(at, other.Start));
            at = Math.Max(at, other.End);
        }
        if (at < wanted.End) free.Add(new Stretch(at, wanted.End));
        taken.AddRange(free);
        taken.Sort((one, other) => one.Start.CompareTo(other.Start));
        return free;
    }

    private static int Rank(AllocationPlan plan, string source)
    {
        for (var i = 0; i < plan.Sources.Count; i++)
            if (plan.Sources[i] == source) return i;
        return int.MaxValue;
    }
}
