using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Numbers that still add up after they were cut to what is printed.</summary>
internal static class Printed
{
    /// <summary>Whole minutes in microseconds; they sum to the parts' own sum cut down to a minute.</summary>
    public static long[] Minutes(IReadOnlyList<long> micros) => Whole(micros, Micros.PerMinute);

    /// <summary>Whole seconds in microseconds; they sum to the parts' own sum cut down to a second.</summary>
    public static long[] Seconds(IReadOnlyList<long> micros) => Whole(micros, Micros.PerSecond);

    /// <summary>Whole percent of the parts' sum, together 100; all zero where the sum is not above zero.</summary>
    public static long[] Shares(IReadOnlyList<long> micros)
    {
        var sum = micros.Sum();
        return sum <= 0 ? new long[micros.Count] : LargestRemainder.Spread([.. micros.Select(m => m * 100)], sum, 100);
    }

    /// <summary>Length of each bar, the longest being 1000; what is zero or below has none.</summary>
    public static int[] Bars(IReadOnlyList<long> micros)
    {
        var longest = micros.Append(0).Max();
        return [.. micros.Select(m => m <= 0 ? 0 : (int)Math.Max(1, m * 1000 / longest))];
    }

    /// <summary>The difference of two lengths as a reader of both would work it out, microseconds.</summary>
    public static long Difference(long micros, long other) =>
        (micros / Micros.PerMinute - other / Micros.PerMinute) * Micros.PerMinute;

    private static long[] Whole(IReadOnlyList<long> micros, long unit)
    {
        var sum = micros.Sum();
        var total = sum / unit - (sum % unit < 0 ? 1 : 0);
        return [.. LargestRemainder.Spread(micros, unit, total).Select(units => units * unit)];
    }
}
