using NodaTime;

namespace Daybook.Rules;

/// <summary>The Easter of the western churches.</summary>
public static class Easter
{
    /// <summary>The first whole year of the Gregorian calendar; earlier Easters were reckoned by another.</summary>
    public const int FirstYear = 1583;

    /// <summary>Easter Sunday by the Gregorian computus: the Sunday after the full moon, as tables have it, on or after 21 March.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before <see cref="FirstYear"/>.</exception>
    public static LocalDate Sunday(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        var golden = year % 19;
        var century = year / 100;
        var skippedLeapDays = century - century / 4;
        var moonCorrection = (8 * century + 13) / 25;
        // Days from 21 March to the full moon; the last two of the thirty are each pulled back a day where they would repeat.
        var moon = (skippedLeapDays - moonCorrection + 19 * golden + 15) % 30;
        if (moon == 29 || (moon == 28 && golden > 10)) moon--;
        var fullMoon = new LocalDate(year, 3, 21).PlusDays(moon);
        return fullMoon.Next(IsoDayOfWeek.Sunday);
    }
}
