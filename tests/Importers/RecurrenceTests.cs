using System.Text;
using Daybook.Importers.Calendar;
using NodaTime;

namespace Daybook.Tests.Importers;

/// <summary>Days are written <c>1997-09: 2 9-11</c>; of a rule without an end there are as many as the row has.</summary>
public sealed class RecurrenceTests
{
    private static readonly LocalDateTime Never = new(2100, 12, 31, 0, 0);

    // The examples of RFC 5545, 3.8.5.3, in its order, all at 9:00 in New York.
    [Theory]
    // Daily for 10 occurrences.
    [InlineData("19970902", "FREQ=DAILY;COUNT=10", "1997-09: 2-11")]
    // Daily until December 24, 1997.
    [InlineData("19970902", "FREQ=DAILY;UNTIL=19971224T000000Z", "1997-09: 2-30 1997-10: 1-31 1997-11: 1-30 1997-12: 1-23")]
    // Every other day - forever.
    [InlineData("19970902", "FREQ=DAILY;INTERVAL=2", "1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 1997-10: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 1997-11: 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 1997-12: 1 3")]
    // Every 10 days, 5 occurrences.
    [InlineData("19970902", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09: 2 12 22 1997-10: 2 12")]
    // Every day in January, for 3 years.
    [InlineData("19980101", "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", "1998-01: 1-31 1999-01: 1-31 2000-01: 1-31")]
    // Every day in January, for 3 years, daily.
    [InlineData("19980101", "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "1998-01: 1-31 1999-01: 1-31 2000-01: 1-31")]
    // Weekly for 10 occurrences.
    [InlineData("19970902", "FREQ=WEEKLY;COUNT=10", "1997-09: 2 9 16 23 30 1997-10: 7 14 21 28 1997-11: 4")]
    // Weekly until December 24, 1997.
    [InlineData("19970902", "FREQ=WEEKLY;UNTIL=19971224T000000Z", "1997-09: 2 9 16 23 30 1997-10: 7 14 21 28 1997-11: 4 11 18 25 1997-12: 2 9 16 23")]
    // Every other week - forever.
    [InlineData("19970902", "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09: 2 16 30 1997-10: 14 28 1997-11: 11 25 1997-12: 9 23 1998-01: 6 20 1998-02: 3 17")]
    // Weekly on Tuesday and Thursday for five weeks.
    [InlineData("19970902", "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "1997-09: 2 4 9 11 16 18 23 25 30 1997-10: 2")]
    // The same by count.
    [InlineData("19970902", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "1997-09: 2 4 9 11 16 18 23 25 30 1997-10: 2")]
    // Every other week on Monday, Wednesday, and Friday until December 24, 1997.
    [InlineData("19970901", "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", "1997-09: 1 3 5 15 17 19 29 1997-10: 1 3 13 15 17 27 29 31 1997-11: 10 12 14 24 26 28 1997-12: 8 10 12 22")]
    // Every other week on Tuesday and Thursday, for 8 occurrences.
    [InlineData("19970902", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "1997-09: 2 4 16 18 30 1997-10: 2 14 16")]
    // Monthly on the first Friday for 10 occurrences.
    [InlineData("19970905", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09: 5 1997-10: 3 1997-11: 7 1997-12: 5 1998-01: 2 1998-02: 6 1998-03: 6 1998-04: 3 1998-05: 1 1998-06: 5")]
    // Monthly on the first Friday until December 24, 1997.
    [InlineData("19970905", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997-09: 5 1997-10: 3 1997-11: 7 1997-12: 5")]
    // Every other month on the first and last Sunday of the month for 10 occurrences.
    [InlineData("19970907", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "1997-09: 7 28 1997-11: 2 30 1998-01: 4 25 1998-03: 1 29 1998-05: 3 31")]
    // Monthly on the second-to-last Monday of the month for 6 months.
    [InlineData("19970922", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09: 22 1997-10: 20 1997-11: 17 1997-12: 22 1998-01: 19 1998-02: 16")]
    // Monthly on the third-to-the-last day of the month, forever.
    [InlineData("19970928", "FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09: 28 1997-10: 29 1997-11: 28 1997-12: 29 1998-01: 29 1998-02: 26")]
    // Monthly on the 2nd and 15th of the month for 10 occurrences.
    [InlineData("19970902", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "1997-09: 2 15 1997-10: 2 15 1997-11: 2 15 1997-12: 2 15 1998-01: 2 15")]
    // Monthly on the first and last day of the month for 10 occurrences.
    [InlineData("19970930", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "1997-09: 30 1997-10: 1 31 1997-11: 1 30 1997-12: 1 31 1998-01: 1 31 1998-02: 1")]
    // Every 18 months on the 10th thru 15th of the month for 10 occurrences.
    [InlineData("19970910", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "1997-09: 10-15 1999-03: 10-13")]
    // Every Tuesday, every other month.
    [InlineData("19970902", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "1997-09: 2 9 16 23 30 1997-11: 4 11 18 25 1998-01: 6 13 20 27 1998-03: 3 10 17 24 31")]
    // Yearly in June and July for 10 occurrences.
    [InlineData("19970610", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "1997-06: 10 1997-07: 10 1998-06: 10 1998-07: 10 1999-06: 10 1999-07: 10 2000-06: 10 2000-07: 10 2001-06: 10 2001-07: 10")]
    // Every other year on January, February, and March for 10 occurrences.
    [InlineData("19970310", "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "1997-03: 10 1999-01: 10 1999-02: 10 1999-03: 10 2001-01: 10 2001-02: 10 2001-03: 10 2003-01: 10 2003-02: 10 2003-03: 10")]
    // Every third year on the 1st, 100th, and 200th day for 10 occurrences.
    [InlineData("19970101", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "1997-01: 1 1997-04: 10 1997-07: 19 2000-01: 1 2000-04: 9 2000-07: 18 2003-01: 1 2003-04: 10 2003-07: 19 2006-01: 1")]
    // Every 20th Monday of the year, forever.
    [InlineData("19970519", "FREQ=YEARLY;BYDAY=20MO", "1997-05: 19 1998-05: 18 1999-05: 17")]
    // Monday of week number 20 (where the default start of the week is Monday), forever.
    [InlineData("19970512", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05: 12 1998-05: 11 1999-05: 17")]
    // Every Thursday in March, forever.
    [InlineData("19970313", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03: 13 20 27 1998-03: 5 12 19 26 1999-03: 4 11 18 25")]
    // Every Thursday, but only during June, July, and August, forever.
    [InlineData("19970605", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "1997-06: 5 12 19 26 1997-07: 3 10 17 24 31 1997-08: 7 14 21 28 1998-06: 4 11 18 25 1998-07: 2 9 16 23 30 1998-08: 6 13 20 27 1999-06: 3 10 17 24 1999-07: 1 8 15 22 29 1999-08: 5 12 19 26")]
    // The first Saturday that follows the first Sunday of the month, forever.
    [InlineData("19970913", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "1997-09: 13 1997-10: 11 1997-11: 8 1997-12: 13 1998-01: 10 1998-02: 7 1998-03: 7 1998-04: 11 1998-05: 9 1998-06: 13")]
    // Every 4 years, the first Tuesday after a Monday in November, forever (U.S. Presidential Election day).
    [InlineData("19961105", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11: 5 2000-11: 7 2004-11: 2")]
    // The third instance into the month of one of Tuesday, Wednesday, or Thursday, for the next 3 months.
    [InlineData("19970904", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09: 4 1997-10: 7 1997-11: 6")]
    // The second-to-last weekday of the month.
    [InlineData("19970929", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09: 29 1997-10: 30 1997-11: 27 1997-12: 30 1998-01: 29 1998-02: 26 1998-03: 30")]
    // An example where the days generated makes a difference because of WKST.
    [InlineData("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08: 5 10 19 24")]
    // Changing only WKST from MO to SU, yields different results.
    [InlineData("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08: 5 17 19 31")]
    // An example where an invalid date (i.e., February 30) is ignored.
    [InlineData("20070115", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01: 15 30 2007-02: 15 2007-03: 15 30")]
    // Every Friday the 13th, forever. The RFC takes the start out by an EXDATE, which is not the rule's.
    [InlineData("19970902", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09: 2 1998-02: 13 1998-03: 13 1998-11: 13 1999-08: 13 2000-10: 13")]
    public void Gives_what_the_standard_says(string start, string rule, string days) => Days(start, rule, days).ShouldBe(days);

    [Theory]
    [InlineData("20240229", "FREQ=YEARLY", "2024-02: 29 2028-02: 29 2032-02: 29")] // only where the day exists
    [InlineData("20260131", "FREQ=MONTHLY;COUNT=4", "2026-01: 31 2026-03: 31 2026-05: 31 2026-07: 31")]
    [InlineData("20260105", "FREQ=WEEKLY;BYDAY=MO;COUNT=1", "2026-01: 5")]
    [InlineData("20260107", "FREQ=WEEKLY;BYDAY=MO;COUNT=3", "2026-01: 7 12 19")] // a start beside the rule counts
    [InlineData("20260101", "FREQ=YEARLY;BYWEEKNO=1;COUNT=3", "2026-01: 1 2027-01: 7 2028-01: 6")] // the weekday is that of the start
    [InlineData("20260228", "FREQ=YEARLY;BYYEARDAY=-1;COUNT=2", "2026-02: 28 2026-12: 31")]
    [InlineData("20260105", "FREQ=YEARLY;BYDAY=MO;BYSETPOS=1,-1;COUNT=3", "2026-01: 5 2026-12: 28 2027-01: 4")]
    [InlineData("20260101", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "2026-01: 1")] // never again, and an end all the same
    [InlineData("20260101", "FREQ=YEARLY;INTERVAL=100000", "2026-01: 1")]
    [InlineData("20260101", "FREQ=DAILY;INTERVAL=100000", "2026-01: 1")]
    public void Keeps_to_the_days_there_are(string start, string rule, string days) => Days(start, rule, days).ShouldBe(days);

    [Fact]
    public void Takes_several_hours_of_a_day()
    {
        RecurrenceRule.Parse("FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0,30;COUNT=6", out var rule).ShouldBeNull();
        Recurrence.Expand(rule, new LocalDateTime(2026, 10, 21, 9, 0), Never).Select(CalendarTime.Write)
            .ShouldBe(["20261021T090000", "20261021T093000", "20261021T140000", "20261021T143000", "20261022T090000", "20261022T093000"]);
    }

    [Fact]
    public void Gives_nothing_after_the_last_moment()
    {
        RecurrenceRule.Parse("FREQ=DAILY", out var rule).ShouldBeNull();
        Recurrence.Expand(rule, new LocalDateTime(2026, 10, 21, 9, 0), new LocalDateTime(2026, 10, 23, 9, 0)).Count().ShouldBe(3);
        Recurrence.Expand(rule, new LocalDateTime(2026, 10, 21, 9, 0), new LocalDateTime(2026, 10, 21, 8, 0)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("FREQ=HOURLY;INTERVAL=3")]
    [InlineData("FREQ=FORTNIGHTLY")]
    [InlineData("FREQ=2")]
    [InlineData("COUNT=3")]
    [InlineData("FREQ=DAILY;INTERVAL=0")]
    [InlineData("FREQ=DAILY;COUNT=99999999999")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0")]
    [InlineData("FREQ=MONTHLY;BYDAY=0MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=XX")]
    [InlineData("FREQ=YEARLY;RSCALE=HEBREW")]
    [InlineData("W1 MO #10")] // vCalendar 1.0
    [InlineData("")]
    public void Refuses_a_rule_it_does_not_understand(string rule) => RecurrenceRule.Parse(rule, out _).ShouldNotBeNull();

    private static string Days(string start, string text, string like)
    {
        RecurrenceRule.Parse(text, out var rule).ShouldBeNull();
        CalendarTime.TryLocal($"{start}T090000", out var first).ShouldBeTrue();
        var last = rule.Until is { } until && CalendarTime.TryLocal(until.TrimEnd('Z'), out var utc)
            ? utc.InUtc().WithZone(DateTimeZoneProviders.Tzdb["America/New_York"]).LocalDateTime
            : Never;
        var times = Recurrence.Expand(rule, first, last);
        // Where the row ends before the rule does, as many days are enough to tell.
        return Write([.. (rule.Count is null && rule.Until is null ? times.Take(CountIn(like)) : times).Select(t => t.Date)]);
    }

    private static int CountIn(string days) => days.Split(' ').Where(d => !d.EndsWith(':'))
        .Sum(d => d.Split('-').Select(int.Parse).ToList() is [var from, var to] ? to - from + 1 : 1);

    private static string Write(List<LocalDate> days)
    {
        var text = new StringBuilder();
        for (var i = 0; i < days.Count; i++)
        {
            if (i == 0 || days[i].Month != days[i - 1].Month || days[i].Year != days[i - 1].Year) text.Append($"{days[i].ToString("uuuu-MM", null)}: ");
            var first = days[i];
            while (i + 1 < days.Count && days[i + 1] == days[i].PlusDays(1) && days[i + 1].Month == first.Month) i++;
            text.Append(first == days[i] ? $"{first.Day} " : $"{first.Day}-{days[i].Day} ");
        }
        return text.ToString().TrimEnd();
    }
}
