namespace Daybook.Tests.Worker;

/// <summary>What comes for days that are closed, through the whole program.</summary>
public sealed class LateFactsTests : AClosedAccount
{
    [Fact]
    public void Late_time_is_booked_on_the_first_open_day_once_and_the_closed_day_stays()
    {
        Daybook.Do("close", "--through", "2026-09-13");
        var sealedThen = Closings();
        Import("late.csv", "2026-09-09", "10:00", "12:00");
        Daybook.Do("close", "--through", "2026-09-14").ShouldBe("late: 2026-09-09 +2:00 from toggl, booked on the first open day\nclosed 2026-09-14\nthe balance is -28:30\n");
        Daybook.Number("select worked_us from closing where kind = 'day' and first = (select date from day where worked_us = 7200000000)").ShouldBe(0); // the sealed row stays
        Daybook.Number("select adjusted_us from closing where kind = 'day' order by id desc limit 1").ShouldBe(7_200_000_000);
        Daybook.Do("close").ShouldStartWith("closed 2026-09-15 to 2026-09-21");
        Closings().ShouldStartWith(sealedThen);
        Sound();
    }

    [Fact]
    public void Time_off_that_comes_late_is_booked_as_late_time_is()
    {
        Daybook.Do("close", "--through", "2026-09-13");
        Daybook.Do("import", Daybook.Write("off.csv", "date,until,kind,note\n2026-09-08,2026-09-09,vacation,the sea\n2026-09-12,,sick,a Saturday\n"));
        Daybook.Do("close", "--through", "2026-09-14").ShouldBe(
            "late: 2026-09-08 +8:00 from absences, booked on the first open day\nlate: 2026-09-09 +8:00 from absences, booked on the first open day\nclosed 2026-09-14\nthe balance is -14:30\n");
        Daybook.Do("close", "--through", "2026-09-15").ShouldBe("closed 2026-09-15\nthe balance is -22:30\n");
        Daybook.Do("import", "undo", Daybook.Number("select max(run_id) from reading").ToString(System.Globalization.CultureInfo.InvariantCulture));
        Daybook.Do("close", "--through", "2026-09-16").ShouldEndWith("closed 2026-09-16\nthe balance is -46:30\n");
        Sound();
    }

    [Fact]
    public void A_correction_that_comes_late_is_booked_and_told_as_well()
    {
        Daybook.Do("close", "--through", "2026-09-13");
        Daybook.Do("import", Daybook.Write("more.json", """{"daybook": 1, "adjustments": [{"id": "1", "date": "2026-09-09", "delta": "1:30", "note": "the fair"}, {"id": "2", "date": "2026-09-10", "balance": "0:00", "note": "anew"}]}"""));
        Daybook.Do("close", "--through", "2026-09-14").ShouldBe(
            "late: 2026-09-09 +1:30 from daybook, booked on the first open day\nlate: 2026-09-10 +6:30 from daybook, booked on the first open day\nclosed 2026-09-14\nthe balance is -22:30\n");
        Daybook.Do("close", "--through", "2026-09-15").ShouldBe("closed 2026-09-15\nthe balance is -30:30\n");
        Sound();
    }

    [Fact]
    public void Where_overlaps_count_twice_they_are_late_twice_and_not_late_before_they_come()
    {
        Daybook.Do("contract", "add", "--from", "2026-09-14", "--hours", "40", "--worked", "sum");
        Daybook.Do("add", "2026-09-15", "09:00-12:00", "--project", "one");
        Daybook.Do("add", "2026-09-15", "10:00-12:00", "--project", "two");
        Daybook.Do("close", "--through", "2026-09-16").ShouldEndWith("the balance is -41:30\n"); // -22:30, then -8, -3 and -8
        Daybook.Do("account", "--format", "text").ShouldNotContain("Late", Case.Sensitive);
        Daybook.Do("close", "--through", "2026-09-17").ShouldBe("closed 2026-09-17\nthe balance is -49:30\n");
        Import("late.csv", "2026-09-15", "11:00", "12:00");
        Daybook.Do("close", "--through", "2026-09-18").ShouldBe("late: 2026-09-15 +1:00 from toggl, booked on the first open day\nclosed 2026-09-18\nthe balance is -56:30\n");
        Sound();
    }

    [Fact]
    public void Late_time_that_is_taken_back_is_booked_back()
    {
        Daybook.Do("close", "--through", "2026-09-13");
        Import("late.csv", "2026-09-09", "10:00", "12:00");
        Daybook.Do("close", "--through", "2026-09-14");
        Daybook.Do("import", "undo", Daybook.Number("select max(run_id) from reading").ToString(System.Globalization.CultureInfo.InvariantCulture));
        Daybook.Do("close", "--through", "2026-09-15").ShouldBe("late: 2026-09-09 -2:00, taken back, booked on the first open day\nclosed 2026-09-15\nthe balance is -38:30\n");
    }

    [Fact]
    public void Late_time_that_is_held_is_shown_and_in_no_balance()
    {
        Settings(""", "Sources": [{ "Name": "toggl", "Late": "hold" }]""");
        Daybook.Do("close", "--through", "2026-09-13");
        Import("late.csv", "2026-09-09", "10:00", "12:00");
        for (var date = 14; date < 16; date++)
            Daybook.Do("close", "--through", $"2026-09-{date}").ShouldStartWith("late: 2026-09-09 +2:00 from toggl, held: it is in no balance\nclosed");
        Daybook.Do("close").ShouldEndWith("the balance is -70:30\n");
    }

    [Fact]
    public void Late_time_that_reopens_its_day_is_worked_there()
    {
        Settings(""", "Sources": [{ "Name": "toggl", "Late": "reopen" }]""");
        Daybook.Do("close", "--through", "2026-09-13");
        Import("late.csv", "2026-09-09", "10:00", "12:00");
        Daybook.Do("close").ShouldBe(
            "opened again from 2026-09-09 on, for late facts\nlate: 2026-09-09 +2:00 from toggl, its day is opened again\nclosed 2026-09-09 to 2026-09-21: 13 days, 2 weeks\nthe balance is -68:30\n");
        Rows("kind = 'reopen' and body like '%late facts of toggl%'").ShouldBe(1);
        Sound();
    }
}
