using Daybook.Model;
using Daybook.Reports;
using NodaTime;
using Period = Daybook.Model.Period;

namespace Daybook.Tests.Reports;

/// <summary>The tables that are handed out, from records alone.</summary>
public sealed class ExportTablesTests
{
    private static readonly LocalDate Monday = new(2026, 10, 19);

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(1, "0.0")]
    [InlineData(18, "0.01")] // the nearest floating number lies above a half
    [InlineData(19, "0.01")]
    [InlineData(450, "0.12")] // exactly half: to the even hundredth
    [InlineData(1350, "0.38")]
    [InlineData(3600, "1.0")]
    [InlineData(3618, "1.0")] // the nearest floating number lies below a half
    [InlineData(9000, "2.5")]
    [InlineData(138_600, "38.5")]
    [InlineData(27_701, "7.69")]
    [InlineData(9_035_460, "2509.85")]
    public void Hours_are_those_that_Python_would_round(long seconds, string hours) => PythonHours.Of(seconds * Micros.PerSecond).ShouldBe(hours);

    [Theory]
    [InlineData("2026-10-21 22:00", "2026-10-22 01:00", "22:00-00:00 00:00-01:00", "22:00-23:59:59* 00:00-01:00")]
    [InlineData("2026-10-21 22:00", "2026-10-22 00:00", "22:00-00:00", "22:00-23:59:59*")]
    [InlineData("2026-10-21 22:00", "2026-10-21 23:00", "22:00-23:00", "22:00-23:00")]
    [InlineData("2026-10-24 12:00", "2026-10-26 06:00", "12:00-00:00 00:00-00:00 00:00-06:00", "12:00-23:59:59* 00:00-23:59:59* 00:00-06:00")] // 25 hours between
    [InlineData("2026-03-28 23:00", "2026-03-29 04:00", "23:00-00:00 00:00-04:00", "23:00-23:59:59* 00:00-04:00")] // and 3 here
    [InlineData("2026-10-21 22:00", "2026-10-21 22:00", "22:00-22:00", "22:00-22:00")]
    public void Wotra_knows_no_entry_over_midnight(string start, string end, string cut, string stopped)
    {
        var zone = Moment.Zone("Europe/Berlin");
        var entry = new TimeEntry(new EntryTime.Interval(Moment.In("Europe/Berlin", start), Moment.In("Europe/Berlin", end)), "", default) { Source = "toggl", Row = new ContentHash(1, 2) };
        foreach (var (isStopped, expected) in ((bool, string)[])[(false, cut), (true, stopped)])
        {
            var rows = Table("entries", "wotra", Slice(entry) with { StopsBeforeMidnight = isStopped });
            string.Join(' ', rows.Select(r => $"{Clock(r[1])}-{Clock(r[2])}{(r[3] == "1" ? "*" : "")}")).ShouldBe(expected);
            foreach (var row in rows) row[5].ShouldBe(Period.Iso(Instant.FromUnixTimeMilliseconds(long.Parse(row[1])).InZone(zone).Date));
            rows.Select(r => r[0]).Distinct().Count().ShouldBe(rows.Count);
            rows.Where(r => !Guid.TryParseExact(r[0], "D", out _)).ShouldBeEmpty();
        }

        string Clock(string millis) => Instant.FromUnixTimeMilliseconds(long.Parse(millis)).InZone(zone).TimeOfDay is var time && time.Second == 0 ? $"{time:HH:mm}" : $"{time:HH:mm:ss}";
    }

    [Theory]
    [InlineData("2026-10-25T00:10:00Z", "2026-10-25T00:50:00Z", "2026-10-25T02:10:00+02:00", "2026-10-25T02:50:00+02:00")] // the first time round
    [InlineData("2026-10-25T01:10:00Z", "2026-10-25T01:50:00Z", "2026-10-25T02:10:00+01:00", "2026-10-25T02:50:00+01:00")] // the second
    [InlineData("2026-10-25T00:10:00Z", "2026-10-25T03:00:00Z", "2026-10-25T02:10:00+02:00", "2026-10-25T04:00:00+01:00")]
    [InlineData("2026-10-21T07:00:00.9Z", "2026-10-21T08:00:00Z", "2026-10-21 09:00:00", "2026-10-21 10:00:00")]
    public void TimeTracker_is_told_what_clocks_showed_and_where_they_showed_it_twice_the_offset(string start, string end, string from, string to)
    {
        var entry = new TimeEntry(new EntryTime.Interval(At(start), At(end)), "", default) { Work = new EntryWork { Project = "x" } };
        var row = Table("entries", "timetracker", Slice(entry)).ShouldHaveSingleItem();
        (row[3], row[4]).ShouldBe((from, to));
    }

    [Fact]
    public void Payroll_sums_lengths_of_ISO_weeks_where_entries_start()
    {
        TimeEntry[] entries =
        [
            An("2027-01-03 22:00", "2027-01-04 02:00", true), // a Sunday of the last week of 2026
            An("2027-01-04 09:00", "2027-01-04 10:00", false),
            An("2027-01-05 09:00", "2027-01-05 10:30", null),
            new(new EntryTime.OnDate(new LocalDate(2027, 1, 6), 18 * Micros.PerSecond), "", default),
        ];
        Export("payroll", "timetracker", Slice(entries)).Text.ShouldBe(
            "user_id,username,week_year,week_number,period_start,period_end,hours,billable_hours,non_billable_hours\r\n"
            + "7,'=ada,2026,53,2026-12-28,2027-01-03,4.0,4.0,0.0\r\n7,'=ada,2027,1,2027-01-04,2027-01-10,2.5,1.5,1.0\r\n");
    }

    [Fact]
    public void What_a_format_cannot_carry_is_said_a_line_a_kind()
    {
        var entry = An("2026-10-21 09:00", "2026-10-21 10:00", true) with { Work = new EntryWork { Project = " x ", Category = "coding", Tags = ["a;b"], HourlyRate = new Money(1, "EUR") } };
        var file = Export("entries", "timetracker", Slice(entry, entry, entry with { Time = new EntryTime.OnDate(Monday, 1) }));
        file.Remarks.ShouldBe(
        [
            "not carried: categories (2)", "not carried: hourly rates (2)", "changed: texts that begin or end with blanks lose them (2)", "changed: semicolons in tags, which part tags, become commas (2)",
            "left out: entries without a time of day, which TimeTracker does not know (1)",
        ]);
        (file.IsPart, file.Rows).ShouldBe((true, 2));
        Export("entries", "wotra", Slice(entry)).Remarks.ShouldBe(["not carried: projects (1)", "not carried: categories (1)", "not carried: tags (1)", "not carried: hourly rates (1)"]);
    }

    [Fact]
    public void Closed_days_and_weeks_are_written_as_Wotra_has_them()
    {
        var slice = Slice() with { Account = Account() };
        var days = Export("days", "wotra", slice);
        days.Text.ShouldBe(
            """
            day_key,worked_ms,kind,closed_at
            2026-10-19,32400000,work,
            2026-10-20,28800000,vacation,
            2026-10-21,28800000,sick,
            2026-10-22,0,work,
            2026-10-23,0,work,
            2026-10-24,0,work,
            2026-10-25,0,work,

            """.ReplaceLineEndings("\n"));
        days.Remarks.ShouldBe(["left out: days that are not closed (1)"]);
        var weeks = Export("weeks", "wotra", slice);
        // Nine hours, a vacation that reduces what should be worked and a sick day that is credited, of five times eight; a correction is beside the week.
        weeks.Text.ShouldBe("week_key,expected_ms,worked_ms,delta_ms,closed_at\n2026-W43,144000000,90000000,-54000000,\n");
        weeks.Remarks.ShouldBe(["not carried: corrections and opening balances, which Wotra keeps beside its weeks (1)", "left out: weeks that are not closed (1)"]);
    }

    [Fact]
    public void Days_and_weeks_as_Daybook_has_them_sum()
    {
        var slice = Slice() with { Account = Account() };
        var (days, weeks) = (Table("days", "daybook", slice), Table("weeks", "daybook", slice));
        days[1].ShouldBe(["2026-10-20", "28800000000", "0", "0", "0", "0", "0", "3600000000", "true", "'=Autumn"]);
        for (var column = 1; column < 7; column++)
            weeks.Sum(w => long.Parse(w[column + 1])).ShouldBe(days.Sum(d => long.Parse(d[column])));
        weeks[^1][8].ShouldBe(days[^1][7]);
    }

    [Fact]
    public void No_table_is_in_the_list_twice() =>
        AllExports.InOrder.Select(e => (e.What, e.As)).Distinct().Count().ShouldBe(AllExports.InOrder.Count);

    private static AccountSlice Account()
    {
        const long Eight = 8 * Micros.PerHour;
        List<AccountDay> days = [];
        long balance = 0;
        foreach (var (date, index) in Enumerable.Range(0, 8).Select(i => (Monday.PlusDays(i), i)))
        {
            var day = index switch
            {
                0 => new AccountDay(date, Eight, Eight, Eight + Micros.PerHour, 0, 0),
                1 => new AccountDay(date, Eight, 0, 0, 0, 0) { Marks = [new DayMark(AbsenceKind.Vacation, AbsenceEffect.Reduces, "=Autumn", Eight, "daybook")] },
                2 => new AccountDay(date, Eight, Eight, 0, Eight, 0) { Marks = [new DayMark(AbsenceKind.Sick, AbsenceEffect.IsCredited, "flu", Eight, "daybook")] },
                3 => new AccountDay(date, Eight, Eight, 0, 0, 5 * Micros.PerHour) { Addends = [new AccountAddend(AccountColumn.Adjusted, 5 * Micros.PerHour, AccountRule.Adjustment, "", "daybook")] },
                4 => new AccountDay(date, Eight, Eight, 0, 0, 0),
                _ => new AccountDay(date, 0, 0, 0, 0, 0),
            };
            balance += day.Delta;
            days.Add(day with { Closing = balance, IsClosed = index < 7 });
        }
        return new AccountSlice("me", Monday, Monday.PlusDays(7), NodaConstants.UnixEpoch, "UTC", days,
            [new AccountWeekSpan(Monday, Monday.PlusDays(6), true), new AccountWeekSpan(Monday.PlusDays(7), Monday.PlusDays(13), false)], Monday.PlusDays(6), []);
    }

    private static TimeEntry An(string start, string end, bool? isBillable) =>
        new(new EntryTime.Interval(Moment.In("Europe/Berlin", start), Moment.In("Europe/Berlin", end)), "", default) { Source = "x", Row = default(ContentHash), Work = new EntryWork { IsBillable = isBillable } };

    private static ExportSlice Slice(params TimeEntry[] entries) => new("=ada", 7, DayCut.In(Moment.Zone("Europe/Berlin")), [.. entries.Select(e => new ExportEntry(e, e.Time.LengthMicros))]);

    private static ExportedFile Export(string what, string format, ExportSlice slice) => AllExports.InOrder.Single(e => (e.What, e.As) == (what, format)).Write(slice);

    private static List<List<string>> Table(string what, string format, ExportSlice slice) => Csv.Rows(Export(what, format, slice).Text.Replace("\r\n", "\n"))[1..];

    private static long At(string text) => Micros.From(NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value);
}
