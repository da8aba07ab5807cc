using NodaTime;
using NodaTime.Calendars;

namespace Daybook.Importers.Calendar;

/// <summary>
/// Expands a rule into what the clock shows. Each period of the rule's frequency gives the days that nothing in the rule
/// excludes; what the rule leaves open is that of the start.
/// </summary>
internal static class Recurrence
{
    /// <summary>The times in order, each once, the first being the start itself, which counts.</summary>
    /// <param name="last">No time after it is given; the rule's own end is not looked at.</param>
    public static IEnumerable<LocalDateTime> Expand(RecurrenceRule rule, LocalDateTime start, LocalDateTime last)
    {
        var left = rule.Count ?? int.MaxValue;
        if (start > last || left-- == 0) yield break;
        yield return start;
        var whole = WithDefaults(rule, start.Date);
        var clocks = Clocks(rule, start.TimeOfDay);
        for (long i = 0; left > 0 && Span(whole, start.Date, i * rule.Interval, last.Date) is var (first, length); i++)
            foreach (var time in Picked(whole, first, length, clocks))
            {
                if (time <= start) continue;
                if (time > last || left-- == 0) yield break;
                yield return time;
            }
    }

    private static RecurrenceRule WithDefaults(RecurrenceRule rule, LocalDate start)
    {
        var saysDay = rule.Days.Count + rule.MonthDays.Count + rule.YearDays.Count > 0;
        return rule.Frequency switch
        {
            _ when saysDay || rule.Frequency == Frequency.Daily => rule,
            Frequency.Weekly => rule.On(start.DayOfWeek),
            Frequency.Yearly when rule.Weeks.Count > 0 => rule.On(start.DayOfWeek),
            Frequency.Yearly when rule.Months.Count == 0 => rule.On(start.Month, start.Day),
            _ => rule.On(null, start.Day),
        };
    }

    private static List<LocalTime> Clocks(RecurrenceRule rule, LocalTime start)
    {
        var hours = rule.Hours.Count > 0 ? rule.Hours : [start.Hour];
        var minutes = rule.Minutes.Count > 0 ? rule.Minutes : [start.Minute];
        return [.. hours.SelectMany(h => minutes.Select(m => new LocalTime(h, m, start.Second)))];
    }

    /// <summary>The days a period spans, or null where it begins after the last.</summary>
    private static (LocalDate First, int Days)? Span(RecurrenceRule rule, LocalDate start, long periods, LocalDate last)
    {
        // A month or a year is at most 366 days: what lies further than the last date need not be worked out, and cannot be.
        var furthest = Period.DaysBetween(start, last) + 7;
        if (periods > furthest) return null;
        var by = (int)periods;
        var (first, days) = rule.Frequency switch
        {
            Frequency.Daily => (start.PlusDays(by), 1),
            Frequency.Weekly => by > furthest / 7 + 1 ? (last.PlusDays(1), 7) : (start.PlusDays(-((start.DayOfWeek - rule.WeekStart + 7) % 7)).PlusWeeks(by), 7),
            Frequency.Monthly => by > furthest / 28 + 1 ? (last.PlusDays(1), 28) : Month(start.PlusDays(1 - start.Day).PlusMonths(by)),
            _ => by > furthest / 365 + 1 ? (last.PlusDays(1), 365) : (new LocalDate(start.Year + by, 1, 1), CalendarSystem.Iso.GetDaysInYear(start.Year + by)),
        };
        return first > last ? null : (first, days);

        static (LocalDate, int) Month(LocalDate first) => (first, CalendarSystem.Iso.GetDaysInMonth(first.Year, first.Month));
    }

    private static IEnumerable<LocalDateTime> Picked(RecurrenceRule rule, LocalDate first, int days, List<LocalTime> clocks)
    {
        var times = Enumerable.Range(0, days).Select(first.PlusDays).Where(d => Has(rule, d)).SelectMany(d => clocks.Select(c => d.At(c)));
        if (rule.Positions.Count == 0) return times;
        var all = times.ToList();
        return rule.Positions.Select(p => p > 0 ? p - 1 : all.Count + p).Where(i => i >= 0 && i < all.Count).Distinct().Order().Select(i => all[i]);
    }

    private static bool Has(RecurrenceRule rule, LocalDate date) =>
        (rule.Months.Count == 0 || rule.Months.Contains(date.Month))
        && (rule.MonthDays.Count == 0 || IsOne(rule.MonthDays, date.Day, CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month)))
        && (rule.YearDays.Count == 0 || IsOne(rule.YearDays, date.DayOfYear, CalendarSystem.Iso.GetDaysInYear(date.Year)))
        && (rule.Weeks.Count == 0 || IsInWeek(rule, date))
        && (rule.Days.Count == 0 || rule.Days.Any(d => d.Day == date.DayOfWeek && (d.Ordinal == 0 || IsOrdinal(rule, d.Ordinal, date))));

    private static bool IsOne(IReadOnlyList<int> numbers, int number, int of) => numbers.Contains(number) || numbers.Contains(number - of - 1);

    private static bool IsInWeek(RecurrenceRule rule, LocalDate date)
    {
        var years = WeekYearRules.ForMinDaysInFirstWeek(4, rule.WeekStart);
        return IsOne(rule.Weeks, years.GetWeekOfWeekYear(date), years.GetWeeksInWeekYear(years.GetWeekYear(date)));
    }

    private static bool IsOrdinal(RecurrenceRule rule, int ordinal, LocalDate date)
    {
        // A rule of days or weeks has nothing to count weekdays in.
        if (rule.Frequency is Frequency.Daily or Frequency.Weekly) return true;
        var isInMonth = rule.Frequency == Frequency.Monthly || rule.Months.Count > 0;
        var (number, of) = isInMonth
            ? (date.Day, CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month))
            : (date.DayOfYear, CalendarSystem.Iso.GetDaysInYear(date.Year));
        return ordinal > 0 ? (number - 1) / 7 + 1 == ordinal : (of - number) / 7 + 1 == -ordinal;
    }
}
