using NodaTime;
using NodaTime.Text;

namespace Daybook.Importers.WakaTime.Totals;

/// <summary>Dates of days: <c>2020-03-27</c>, and <c>03-27-2020</c> in exports of 2015.</summary>
internal static class TotalDates
{
    private static readonly LocalDatePattern[] Patterns =
    [
        LocalDatePattern.Iso, LocalDatePattern.CreateWithInvariantCulture("MM-dd-uuuu"),
    ];

    public static LocalDate? Parse(string? text)
    {
        if (text is null) return null;
        foreach (var pattern in Patterns)
            if (pattern.Parse(text).TryGetValue(default, out var date))
                return date;
        return null;
    }
}
