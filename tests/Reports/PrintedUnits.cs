using System.Globalization;
using System.Text.RegularExpressions;
using Daybook.Reports;

namespace Daybook.Tests.Reports;

/// <summary>Printed figures read back.</summary>
internal static partial class PrintedUnits
{
    /// <summary>A printed length read back, in units of the style.</summary>
    public static long Of(string text, ReportStyle style)
    {
        if (text == ReportStyle.Unknown) return 0;
        var (sign, size) = (text.StartsWith('-') ? -1 : 1, text.TrimStart('+', '-'));
        var numbers = Number().Matches(size).Select(m => m.Value).ToList();
        long Whole(int at) => long.Parse(numbers[at], CultureInfo.InvariantCulture);
        return sign * style.Form switch
        {
            HoursForm.Clock => Whole(0) * 60 + Whole(1),
            HoursForm.Seconds => Whole(0) * 3600 + Whole(1) * 60 + Whole(2),
            HoursForm.Decimal => Whole(0) * 100 + long.Parse(numbers[1].PadRight(2, '0'), CultureInfo.InvariantCulture),
            _ => numbers.Count == 2 ? Whole(0) * 60 + Whole(1) : Whole(0) * (size.Contains("M", StringComparison.OrdinalIgnoreCase) ? 1 : 60),
        };
    }

    /// <summary>A printed count or sum of money, in coins, whatever stands between its thousands and before its coins.</summary>
    public static long Count(string text) => text is ReportStyle.Unknown or "" ? 0 : long.Parse(text.Split(' ')[0].Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
