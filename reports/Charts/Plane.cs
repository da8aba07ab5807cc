using System.Globalization;

namespace Daybook.Reports;

/// <summary>Whole numbers as SVG wants them.</summary>
internal static class Plane
{
    public const int Width = 672;

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static ChartBox Box(long x, long y, long width, long height, string tone, string says) => new(Number(x), Number(y), Number(width), Number(height), tone, says);

    public static ChartLabel Label(long x, long y, string anchor, string text) => new(Number(x), Number(y), anchor, text);

    public static ChartLine Line(string tone, params IEnumerable<(long X, long Y)> points) =>
        new(string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}")), tone);

    /// <summary>The tone of a share of the most: <c>t0</c> for nothing, <c>t4</c> for more than three quarters.</summary>
    public static string Tone(long micros, long most) => micros <= 0 ? "t0" : $"t{Math.Min(4, 1 + micros * 4 / Math.Max(1, most + 1))}";
}
