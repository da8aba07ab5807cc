namespace Daybook.Model;

/// <summary>
/// Rounds lengths to whole units (minutes, say) so that the rounded parts sum to the rounded total: every part is cut
/// down to whole units, and the units then missing go one each to those that lost most, the earlier of two equal ones first.
/// </summary>
public static class LargestRemainder
{
    /// <param name="parts">Exact lengths, in order; zero and negative ones are parts like any other.</param>
    /// <param name="unit">Size of a unit in what the parts are measured in, above zero.</param>
    /// <param name="total">The whole, in units: the sum of the parts rounded down or up.</param>
    /// <returns>A number of units for each part: less than one unit from it, and together the total.</returns>
    /// <exception cref="ArgumentException">The total is not the sum rounded down or up.</exception>
    public static long[] Spread(IReadOnlyList<long> parts, long unit, long total)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unit);
        var units = new long[parts.Count];
        var lost = new long[parts.Count];
        long missing = total, lostInAll = 0;
        for (var i = 0; i < units.Length; i++)
        {
            (units[i], lost[i]) = Math.DivRem(parts[i], unit);
            if (lost[i] < 0)
            {
                units[i]--;
                lost[i] += unit;
            }
            missing -= units[i];
            lostInAll += lost[i];
        }
        if (missing < lostInAll / unit || missing > (lostInAll + unit - 1) / unit)
            throw new ArgumentException($"{total} units of {unit} are not the sum of the parts rounded", nameof(total));
        foreach (var i in Enumerable.Range(0, units.Length).OrderByDescending(i => lost[i]).Take((int)missing)) units[i]++;
        return units;
    }
}
