namespace Daybook.Rules;

/// <summary>How what does not divide evenly is given.</summary>
public enum ShareBy
{
    /// <summary>Each its floor, the last in order the rest (claude-tracker).</summary>
    LastTakesRest,
    /// <summary>Each its floor, then a grain more to those that lost most.</summary>
    LargestRemainder,
}

/// <summary>What one target gets of a day, seconds.</summary>
/// <param name="Weight">What it is shared by: time tracked for it, in any unit.</param>
/// <param name="Most">No more than this; null for without limit.</param>
/// <param name="Carried">What earlier days owe it, or gave it too much where it is below nothing; microseconds.</param>
public sealed record Share(string Target, long Weight, long? Most = null, long Carried = 0)
{
    public long Seconds { get; init; }

    /// <summary>What this day owes it, microseconds.</summary>
    public long Owed { get; init; }
}

/// <summary>Shares a length, exactly: what is given sums to it, unless every target has all that it may get.</summary>
public static class Shares
{
    private const long MicrosPerSecond = 1_000_000;

    /// <param name="shares">In the order in which they are given.</param>
    /// <param name="seconds">The length.</param>
    /// <param name="grain">What is given in whole multiples of, seconds; the rest of a length that is none goes to one of them.</param>
    public static IReadOnlyList<Share> Of(IReadOnlyList<Share> shares, long seconds, ShareBy by, long grain = 1)
    {
        var given = shares.ToArray();
        var open = Enumerable.Range(0, given.Length).ToList();
        while (open.Count > 0)
        {
            Give(given, open, seconds, by, grain);
            var above = open.Where(i => given[i].Seconds > given[i].Most).ToList();
            if (above.Count == 0) break;
            // What they may not have is shared by the others, who may come above theirs by it.
            foreach (var i in above)
            {
                given[i] = given[i] with { Seconds = given[i].Most!.Value, Owed = 0 };
                seconds -= given[i].Seconds;
                open.Remove(i);
            }
        }
        return given;
    }

    private static void Give(Share[] shares, List<int> open, long seconds, ShareBy by, long grain)
    {
        var weights = open.Aggregate((Int128)0, (sum, i) => sum + shares[i].Weight);
        var (units, rest) = (seconds / grain, seconds % grain);
        if (by == ShareBy.LastTakesRest || weights == 0)
        {
            var left = seconds;
            foreach (var i in open)
            {
                // Of nothing tracked at all the last gets the whole day, as claude-tracker's does.
                var own = i == open[^1] ? left : weights == 0 ? 0 : (long)(units * (Int128)shares[i].Weight / weights) * grain;
                shares[i] = shares[i] with { Seconds = own, Owed = 0 };
                left -= own;
            }
            return;
        }
        var exact = open.ToDictionary(i => i, i => (long)((Int128)seconds * MicrosPerSecond * shares[i].Weight / weights) + shares[i].Carried);
        var grains = open.ToDictionary(i => i, i => Math.Max(0, exact[i] / (grain * MicrosPerSecond)));
        for (var missing = units - grains.Values.Sum(); missing != 0; missing -= Math.Sign(missing))
        {
            // Owed most first, and taken from whom least is owed; of equals the one with more weight, then the first.
            long Lost(int i) => exact[i] - grains[i] * grain * MicrosPerSecond;
            var one = missing > 0
                ? open.OrderByDescending(Lost).ThenByDescending(i => shares[i].Weight).ThenBy(i => i).First()
                : open.Where(i => grains[i] > 0).OrderBy(Lost).ThenBy(i => shares[i].Weight).ThenBy(i => i).First();
            grains[one] += Math.Sign(missing);
        }
        var mostTracked = open.OrderByDescending(i => shares[i].Weight).ThenBy(i => i).First();
        foreach (var i in open)
        {
            var own = grains[i] * grain + (i == mostTracked ? rest : 0);
            shares[i] = shares[i] with { Seconds = own, Owed = exact[i] - own * MicrosPerSecond };
        }
    }
}
