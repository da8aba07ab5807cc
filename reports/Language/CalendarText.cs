using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>Dates and times in the words of a language, put together by hand: building a pattern costs more than a whole report.</summary>
public sealed class CalendarText(Words words)
{
    private static readonly string[] MailWeekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly string[] MailMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary><c>Saturday 21 November 2026</c>, <c>Week 47, 2026</c>, <c>November 2026</c>, <c>2026</c>.</summary>
    public string Title(Model.Period period) => period.Kind switch
    {
        PeriodKind.Day => words.Say("date.weekday", Weekday(period.From), Full(period.From)),
        PeriodKind.Week => words.Say("date.week-of-year", WeekNumber(period), period.Name[..4]),
        PeriodKind.Month => words.Say("date.month-of-year", MonthName(period.From), period.From.Year),
        _ => period.Name,
    };

    /// <summary><c>Week 47</c>.</summary>
    public string Week(Model.Period week) => words.Say("date.week", WeekNumber(week));

    /// <summary><c>16 to 22 November 2026</c>; what both ends share is said once.</summary>
    public string Range(LocalDate from, LocalDate to)
    {
        if (from == to) return Full(to);
        if (from.Year != to.Year) return words.Say("date.range", Full(from), Full(to));
        return words.Say("date.range", from.Month == to.Month ? words.Say("date.day", from.Day) : words.Say("date.day-and-month", from.Day, MonthName(from)), Full(to));
    }

    /// <summary><c>16 to 22 Nov</c>, a day on its own with its weekday.</summary>
    public string ShortRange(LocalDate from, LocalDate to)
    {
        if (from == to) return Short(from);
        return words.Say("date.range", from.Month == to.Month ? words.Say("date.day", from.Day) : DayAndMonth(from), DayAndMonth(to));
    }

    /// <summary><c>Mon 16 Nov</c>.</summary>
    public string Short(LocalDate date) => words.Say("date.short", words.At("weekdays.short", (int)date.DayOfWeek - 1), DayAndMonth(date));

    /// <summary><c>Mon 16 Nov 2026</c>.</summary>
    public string Dated(LocalDate date) => $"{Short(date)} {date.Year}";

    /// <summary><c>16 Nov</c>.</summary>
    public string DayAndMonth(LocalDate date) => words.Say("date.day-and-month", date.Day, words.At("months.short", date.Month - 1));

    public string MonthName(LocalDate date) => words.At("months", date.Month - 1);

    public string ShortMonth(int month) => words.At("months.short", month - 1);

    /// <summary><c>Mon</c>.</summary>
    public string ShortWeekday(IsoDayOfWeek day) => words.At("weekdays.short", (int)day - 1);

    /// <summary><c>9:05</c> on a clock of 24 hours.</summary>
    public static string Clock(LocalTime time) => $"{time.Hour}:{time.Minute:00}";

    /// <summary><c>2026-11-23 06:00 UTC</c>.</summary>
    public static string Utc(Instant instant)
    {
        var at = instant.InUtc().LocalDateTime;
        return $"{Model.Period.Iso(at.Date)} {at.Hour:00}:{at.Minute:00} UTC";
    }

    /// <summary><c>2026-11-23T06:00:00Z</c>.</summary>
    public static string Iso(Instant instant)
    {
        var at = instant.InUtc().LocalDateTime;
        return $"{Model.Period.Iso(at.Date)}T{at.Hour:00}:{at.Minute:00}:{at.Second:00}Z";
    }

    /// <summary><c>Mon, 23 Nov 2026 06:00:00 +0000</c>, as RFC 5322 wants it.</summary>
    public static string Mail(Instant instant)
    {
        var at = instant.InUtc().LocalDateTime;
        return $"{MailWeekdays[(int)at.DayOfWeek - 1]}, {at.Day} {MailMonths[at.Month - 1]} {at.Year:0000} {at.Hour:00}:{at.Minute:00}:{at.Second:00} +0000";
    }

    private static string WeekNumber(Model.Period week) => week.Name[6..].TrimStart('0');

    private string Weekday(LocalDate date) => words.At("weekdays", (int)date.DayOfWeek - 1);

    private string Full(LocalDate date) => words.Say("date.full", date.Day, MonthName(date), date.Year);
}
