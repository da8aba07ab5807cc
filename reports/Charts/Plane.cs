using System.Globalization;
using System.Text;

namespace Daybook.Reports;

/// <summary>Whole numbers as SVG wants them.</summary>
internal static class Plane
{
    public const int Width = 672;

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static ChartBox Box(long x, long y, long width, long height, string tone, string says) => new(Number(x), Number(y), Number(width), Number(height), tone, says);

    public static ChartLabel Label(long x, long y, string anchor, string text) => new(Number(x), Number(y), anchor, text);

    // Loops over numbers and pairs on purpose: queries over them are compiled anew in every process.
    public static ChartLine Line(string tone, params IEnumerable<(long X, long Y)> points)
    {
        var text = new StringBuilder();
        foreach (var (x, y) in points) text.Append(text.Length == 0 ? "" : " ").Append(Number(x)).Append(',').Append(Number(y));
        return new ChartLine(text.ToString(), tone);
    }

    /// <summary>The largest of some numbers; of none the smallest there is.</summary>
    public static long Most(long[] numbers)
    {
        var most = long.MinValue;
        foreach (var number in numbers) most = Math.Max(most, number);
        return most;
    }

    /// <summary>Where the first of this size stands, or -1.</summary>
    public static int PlaceOf(long[] numbers, long number)
    {
        var at = 0;
        while (at < numbers.Length && numbers[at] != number) at++;
        return at < numbers.Length ? at : -1;
    }

    /// <summary>The tone of a share of the most: <c>t0</c> for nothing, <c>t4</c> for more than three quarters.</summary>
    public static string Tone(long micros, long most) => micros <= 0 ? "t0" : $"t{Math.Min(4, 1 + micros * 4 / Math.Max(1, most + 1))}";
}
