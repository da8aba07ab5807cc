using Daybook.Model;
using NodaTime;

namespace Daybook.Reports;

/// <summary>Dates and times in English words, written out by hand: building a pattern costs more than a whole report.</summary>
internal static class CalendarText
{
    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    /// <summary><c>Saturday 21 November 2026</c>, <c>Week 47, 2026</c>, <c>November 2026</c>, <c>2026</c>.</summary>
    public static string Title(Model.Period period) => period.Kind switch
    {
        PeriodKind.Day => $"{Weekday(period.From)} {Full(period.From)}",
        PeriodKind.Week => $"{Week(period)}, {period.Name[..4]}",
        PeriodKind.Month => $"{MonthName(period.From)} {period.From.Year}",
        _ => period.Name,
    };

    /// <summary><c>week 47</c>.</summary>
    public static string Week(Model.Period week) => $"Week {week.Name[6..].TrimStart('0')}";

    /// <summary><c>16 to 22 November 2026</c>; what both ends share is said once.</summary>
    public static string Range(LocalDate from, LocalDate to)
    {
        if (from == to) return Full(to);
        if (from.Year != to.Year) return $"{Full(from)} to {Full(to)}";
        return from.Month == to.Month ? $"{from.Day} to {Full(to)}" : $"{from.Day} {MonthName(from)} to {Full(to)}";
    }

    /// <summary><c>Mon 16 Nov</c>.</summary>
    public static string Short(LocalDate date) => $"{Weekday(date)[..3]} {DayAndMonth(date)}";

    /// <summary><c>16 Nov</c>.</summary>
    public static string DayAndMonth(LocalDate date) => $"{date.Day} {MonthName(date)[..3]}";

    public static string MonthName(LocalDate date) => Months[date.Month - 1];

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
        return $"{Weekday(at.Date)[..3]}, {at.Day} {MonthName(at.Date)[..3]} {at.Year:0000} {at.Hour:00}:{at.Minute:00}:{at.Second:00} +0000";
    }

    private static string Weekday(LocalDate date) => Weekdays[(int)date.DayOfWeek - 1];

    private static string Full(LocalDate date) => $"{date.Day} {MonthName(date)} {date.Year}";
}
