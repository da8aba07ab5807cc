using System.Globalization;
using NodaTime;
using NodaTime.Calendars;

namespace Daybook.Model;

public enum PeriodKind { Day, Week, Month, Year }

/// <summary>A calendar day, ISO week, month or year.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
public readonly record struct Period(PeriodKind Kind, LocalDate From, LocalDate To)
{
    public int Days => NodaTime.Period.DaysBetween(From, To) + 1;

    /// <summary><c>2026-11-21</c>, <c>2026-W47</c>, <c>2026-11</c>, <c>2026</c>.</summary>
    public string Name => Kind switch
    {
        PeriodKind.Day => Iso(From),
        PeriodKind.Week => string.Create(CultureInfo.InvariantCulture, $"{WeekYear(From):0000}-W{Week(From):00}"),
        PeriodKind.Month => string.Create(CultureInfo.InvariantCulture, $"{From.Year:0000}-{From.Month:00}"),
        _ => From.Year.ToString("0000", CultureInfo.InvariantCulture),
    };

    public Period Previous => Containing(Kind, From.PlusDays(-1));

    /// <summary>The same one a year before: of a week the one with its number, of the last day of February the last.</summary>
    public Period YearBefore => Kind == PeriodKind.Week
        ? Containing(Kind, WeekYearRules.Iso.GetLocalDate(WeekYear(From) - 1, Math.Min(Week(From), WeekYearRules.Iso.GetWeeksInWeekYear(WeekYear(From) - 1)), IsoDayOfWeek.Monday))
        : Containing(Kind, From.PlusYears(-1));

    public Period Next => Containing(Kind, To.PlusDays(1));

    public IEnumerable<LocalDate> Dates
    {
        get
        {
            for (var date = From; date <= To; date = date.PlusDays(1)) yield return date;
        }
    }

    public bool Contains(LocalDate date) => date >= From && date <= To;

    public static Period Containing(PeriodKind kind, LocalDate date) => kind switch
    {
        PeriodKind.Day => new(kind, date, date),
        PeriodKind.Week => Of(kind, date.PlusDays(1 - (int)date.DayOfWeek), 6),
        PeriodKind.Month => new(kind, new(date.Year, date.Month, 1), new(date.Year, date.Month, date.Calendar.GetDaysInMonth(date.Year, date.Month))),
        _ => new(kind, new(date.Year, 1, 1), new(date.Year, 12, 31)),
    };

    /// <summary>Reads any of the names that <see cref="Name"/> writes; the form decides the kind.</summary>
    public static bool TryParse(string text, out Period period)
    {
        period = default;
        var parts = text.Split('-');
        if (!Number(parts[0], 4, out var year) || year is < 1 or > 9998) return false;
        switch (parts.Length)
        {
            case 1:
                period = Containing(PeriodKind.Year, new(year, 1, 1));
                return true;
            case 2 when parts[1].StartsWith('W') || parts[1].StartsWith('w'):
                if (!Number(parts[1][1..], 2, out var week) || week < 1 || week > WeekYearRules.Iso.GetWeeksInWeekYear(year)) return false;
                period = Containing(PeriodKind.Week, WeekYearRules.Iso.GetLocalDate(year, week, IsoDayOfWeek.Monday));
                return true;
            case 2:
                if (!Number(parts[1], 2, out var month) || month is < 1 or > 12) return false;
                period = Containing(PeriodKind.Month, new(year, month, 1));
                return true;
            case 3:
                if (!Number(parts[1], 2, out var m) || m is < 1 or > 12) return false;
                if (!Number(parts[2], 2, out var day) || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, m)) return false;
                period = Containing(PeriodKind.Day, new(year, m, day));
                return true;
            default:
                return false;
        }
    }

    public override string ToString() => Name;

    /// <summary><c>2026-11-21</c>, without the cost of a pattern.</summary>
    public static string Iso(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}-{date.Month:00}-{date.Day:00}");

    private static Period Of(PeriodKind kind, LocalDate from, int more) => new(kind, from, from.PlusDays(more));

    private static int Week(LocalDate monday) => WeekYearRules.Iso.GetWeekOfWeekYear(monday);

    private static int WeekYear(LocalDate monday) => WeekYearRules.Iso.GetWeekYear(monday);

    private static bool Number(string text, int digits, out int value)
    {
        value = 0;
        return text.Length == digits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
