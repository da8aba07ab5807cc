using System.Globalization;

namespace Daybook.Worker.Commands;

/// <summary>Days of vacation as people write them.</summary>
internal static class VacationText
{
    private const long Whole = 1_000_000;

    /// <summary><c>7.479</c>: cut to thousandths of a day, without zeros at its end.</summary>
    /// <param name="millionths">Of a day, signed.</param>
    public static string Days(long millionths) => (millionths / 1000 / (decimal)(Whole / 1000)).ToString("0.###", CultureInfo.InvariantCulture);
}
