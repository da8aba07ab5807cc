using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Numbers that still add up after they were cut to what is printed.</summary>
/// <remarks>
/// Arrays and loops on purpose: a query over a value type has to be compiled anew in every process, and a few dozen of
/// them took longer than everything else a text report does.
/// </remarks>
internal static class Printed
{
    /// <summary>Whole percent of the parts' sum, together 100; all zero where the sum is not above zero.</summary>
    public static long[] Shares(long[] micros)
    {
        var sum = Sum(micros);
        return sum <= 0 ? new long[micros.Length] : LargestRemainder.Spread(Array.ConvertAll(micros, m => m * 100), sum, 100);
    }

    /// <summary>Length of each bar, the longest being 1000; what is zero or below has none.</summary>
    public static int[] Bars(long[] micros)
    {
        var longest = 0L;
        foreach (var m in micros) longest = Math.Max(longest, m);
        return Array.ConvertAll(micros, m => m <= 0 ? 0 : (int)Math.Max(1, m * 1000 / longest));
    }

    /// <summary>Whole units in microseconds; they sum to the parts' own sum cut down to a unit.</summary>
    public static long[] Whole(long[] micros, long unit)
    {
        var sum = Sum(micros);
        var total = sum / unit - (sum % unit < 0 ? 1 : 0);
        var units = LargestRemainder.Spread(micros, unit, total);
        return Array.ConvertAll(units, u => u * unit);
    }

    private static long Sum(long[] micros)
    {
        var sum = 0L;
        foreach (var m in micros) sum += m;
        return sum;
    }
}
