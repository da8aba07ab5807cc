using System.Globalization;
using NodaTime;

namespace Daybook.Model;

/// <summary>
/// Lengths as people write them: <c>7:30</c>, <c>-0:45</c>. What does not fill a minute is cut off, never rounded up, and
/// what prints as zero has no sign. Hours are not folded into days: <c>168:00</c>.
/// </summary>
public static class Hours
{
    public static string Text(Duration length) => Text(Micros.From(length));

    /// <param name="micros">Microseconds.</param>
    public static string Text(long micros) => Minutes(micros, plus: "");

    /// <summary>With a plus sign where it is above zero: <c>+0:45</c>, <c>-0:45</c>, <c>0:00</c>.</summary>
    public static string Signed(Duration length) => Signed(Micros.From(length));

    /// <param name="micros">Microseconds.</param>
    public static string Signed(long micros) => Minutes(micros, plus: "+");

    /// <summary>A balance: signed, and cut down to the minute below zero as well, so that one balance prints alike wherever it stands.</summary>
    /// <param name="micros">Microseconds.</param>
    public static string Balance(long micros) => Signed(micros - (micros % Micros.PerMinute + Micros.PerMinute) % Micros.PerMinute);

    /// <summary><c>7:30:05</c>, cut to whole seconds.</summary>
    public static string WithSeconds(Duration length) => WithSeconds(Micros.From(length));

    /// <param name="micros">Microseconds.</param>
    public static string WithSeconds(long micros)
    {
        var seconds = micros / Micros.PerSecond;
        var (sign, size) = Sign(seconds, plus: "");
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{size / 3600}:{size / 60 % 60:00}:{size % 60:00}");
    }

    private static string Minutes(long micros, string plus)
    {
        var (sign, size) = Sign(micros / Micros.PerMinute, plus);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{size / 60}:{size % 60:00}");
    }

    private static (string Sign, long Size) Sign(long whole, string plus) => whole switch
    {
        0 => ("", 0),
        < 0 => ("-", -whole),
        _ => (plus, whole),
    };
}
