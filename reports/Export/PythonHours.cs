using System.Globalization;
using Daybook.Model;

namespace Daybook.Reports;

/// <summary>Hours as TimeTracker writes them: <c>round(seconds / 3600, 2)</c> of Python, as <c>7.5</c>, <c>8.0</c>, <c>0.25</c>.</summary>
internal static class PythonHours
{
    /// <param name="micros">A length; what does not fill a second is cut off.</param>
    public static string Of(long micros)
    {
        var hundredths = Hundredths(micros / Micros.PerSecond);
        return (hundredths / 100m).ToString("0.0#", CultureInfo.InvariantCulture);
    }

    private static long Hundredths(long seconds)
    {
        var (whole, rest) = Math.DivRem(seconds * 100, 3600);
        if (rest * 2 != 3600) return whole + (rest * 2 > 3600 ? 1 : 0);
        // Half a hundredth is rounded by what the floating number really holds, which is mostly a little more or less; where
        // it is exactly half, to the even hundredth.
        var above = Math.FusedMultiplyAdd(seconds / 3600.0, 3600, -seconds);
        return whole + (above > 0 || (above == 0 && whole % 2 == 1) ? 1 : 0);
    }
}
