using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Closing, reopening, late facts and locks through the whole program. Contracts of 40 hours from Monday, 2026-09-07, on.</summary>
public sealed class ClosingTests : IDisposable
{
    private const string Berlin = """ "Zones": [{ "Zone": "Europe/Berlin" }] """;

    private readonly ADaybook _daybook = new() { Now = "2026-09-22T08:00:00Z" }; // a Tuesday

    public ClosingTests()
    {
        Settings("");
        _daybook.Do("add", "2026-09-07", "09:00-17:00", "--project", "one");
        _daybook.Do("add", "2026-09-08", "09:00-18:30", "--project", "one");
        _daybook.Do("contract", "add", "--from", "2026-09-07", "--hours", "40");
    }

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Complete_days_are_closed_in_order_and_the_rest_says_why_not()
    {
        _daybook.Do("close").ShouldBe("closed 2026-09-07 to 2026-09-21: 15 days, 2 weeks\nthe balance is -70:30\n");
        _daybook.Do("close").ShouldBe("nothing to close\n");
        _daybook.Do("close", "--through", "2026-09-22").ShouldBe("nothing to close\n2026-09-22 stays open: it is not over\n");
        Rows("kind = 'day'").ShouldBe(15);
        Sound();
    }

    [Fact]
    public void A_dry_run_shows_it_and_changes_nothing()
    {
        var before = _daybook.Dump();
        _daybook.Do("close", "--dry-run").ShouldBe("would be closed 2026-09-07 to 2026-09-21: 15 days, 2 weeks\nthe balance is -70:30\n");
        _daybook.Dump().ShouldBe(before);
        Rows("1").ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-09-08T22:10:00Z", "2026-09-08 stays open: work past its end may still add to it, for 0:06")]
    [InlineData("2026-09-08T21:59:00Z", "2026-09-08 stays open: it is not over")]
    [InlineData("2026-09-08T22:15:00Z", null)]
    public void A_day_is_complete_once_nothing_can_be_added_to_it(string now, string? held)
    {
        _daybook.Now = now;
        var said = _daybook.Do("close", "--through", "2026-09-08");
        if (held is null) said.ShouldStartWith("closed 2026-09-07 to 2026-09-08");
        else said.ShouldEndWith($"{held}\n");
    }

    [Fact]
    public void A_timer_that_runs_holds_its_day_back()
    {
        At("2026-09-10T08:00:00Z").Do("start", "--project", "two");
        At("2026-09-22T08:00:00Z").Do("close").ShouldEndWith("2026-09-10 stays open: a timer has been running since then or before: daybook stop\n");
        Rows("kind = 'day'").ShouldBe(3);
    }

    [Theory]
    [InlineData("toggl", "it waits for 'toggl', of which the ledger has nothing (Closing.WaitFor)")]
    [InlineData("daybook", "it waits for 'daybook', which reaches 2026-09-08")]
    public void A_source_that_is_waited_for_holds_back_what_it_does_not_reach(string source, string why)
    {
        Settings($$""", "Closing": { "WaitFor": ["{{source}}"] }""");
        _daybook.Do("close").ShouldEndWith($"stays open: {why}\n");
    }

    [Fact]
    public void Reopening_and_closing_again_works_from_the_same_inputs()
    {
        _daybook.Do("close");
        var inputs = Inputs();
        _daybook.Do("reopen", "2026-09-14", "--and-later", "--reason", "a look").ShouldBe("open again: 2026-09-14 to 2026-09-21\n");
        Rows("kind = 'day' and reopened_by is null").ShouldBe(7);
        _daybook.Do("close").ShouldBe("closed 2026-09-14 to 2026-09-21: 8 days, 1 weeks\nthe balance is -70:30\n");
        Inputs().ShouldBe(inputs);
        Rows("1").ShouldBe(15 + 2 + 1 + 8 + 1);
        Sound();
    }

    [Theory]
    [InlineData("2026-09-08", "2026-09-09 to 2026-09-21 were closed after 2026-09-08 and stand on it")]
    [InlineData("2026-W37", "2026-09-14 to 2026-09-21 were closed after 2026-W37")]
    [InlineData("2026-09-22", "2026-09-22 is not closed; closed is 2026-09-07 to 2026-09-21")]
    [InlineData("2026-08", "2026-08 is not closed")]
    public void Reopening_out_of_order_is_refused(string period, string why)
    {
        _daybook.Do("close");
        var before = _daybook.Dump();
        var (code, _, error) = _daybook.Run("reopen", period, "--reason", "x");
        code.ShouldNotBe(ExitCode.Done);
        error.ShouldContain(why);
        _daybook.Dump().ShouldBe(before);
        Sound();
    }

    [Fact]
    public void A_reason_is_needed()
    {
        _daybook.Do("close");
        _daybook.Run("reopen", "2026-09-21", "--reason", " ").Error.ShouldContain("--reason is missing");
    }

    [Theory]
    [InlineData("add", "2026-09-08", "20:00-21:00")]
    [InlineData("edit", "0001", "--end", "18:00")]
    [InlineData("drop", "0002")]
    [InlineData("adjust", "2026-09-09", "+1:00", "--note", "x")]
    [InlineData("mark", "2026-09-09", "sick")]
    public void Hands_change_nothing_that_is_closed(params string[] command)
    {
        _daybook.Do("close");
        var before = _daybook.Dump();
        var (code, _, error) = _daybook.Run(command);
        code.ShouldNotBe(ExitCode.Done);
        error.ShouldContain("is closed. Open it again: daybook reopen 2026-09-0");
        _daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void Late_time_is_booked_on_the_first_open_day_once_and_the_closed_day_stays()
    {
        _daybook.Do("close", "--through", "2026-09-13");
        var sealedThen = Closings();
        Import("late.csv", "2026-09-09", "10:00", "12:00");
        _daybook.Do("close", "--through", "2026-09-14").ShouldBe("late: 2026-09-09 +2:00 from toggl, booked on the first open day\nclosed 2026-09-14\nthe balance is -28:30\n");
        _daybook.Number("select worked_us from closing where kind = 'day' and first = (select date from day where worked_us = 7200000000)").ShouldBe(0); // the sealed row stays
        _daybook.Number("select adjusted_us from closing where kind = 'day' order by id desc limit 1").ShouldBe(7_200_000_000);
        _daybook.Do("close").ShouldStartWith("closed 2026-09-15 to 2026-09-21");
        Closings().ShouldStartWith(sealedThen);
        Sound();
    }

    [Fact]
    public void Time_off_that_comes_late_is_booked_as_late_time_is()
    {
        _daybook.Do("close", "--through", "2026-09-13");
        _daybook.Do("import", _daybook.Write("off.csv", "date,until,kind,note\n2026-09-08,2026-09-09,vacation,the sea\n2026-09-12,,sick,a Saturday\n"));
        _daybook.Do("close", "--through", "2026-09-14").ShouldBe(
            "late: 2026-09-08 +8:00 from absences, booked on the first open day\nlate: 2026-09-09 +8:00 from absences, booked on the first open day\nclosed 2026-09-14\nthe balance is -14:30\n");
        _daybook.Do("close", "--through", "2026-09-15").ShouldBe("closed 2026-09-15\nthe balance is -22:30\n");
        _daybook.Do("import", "undo", _daybook.Number("select max(run_id) from reading").ToString(System.Globalization.CultureInfo.InvariantCulture));
        _daybook.Do("close", "--through", "2026-09-16").ShouldEndWith("closed 2026-09-16\nthe balance is -46:30\n");
        Sound();
    }

    [Fact]
    public void A_correction_that_comes_late_is_booked_and_told_as_well()
    {
        _daybook.Do("close", "--through", "2026-09-13");
        _daybook.Do("import", _daybook.Write("more.json", """{"daybook": 1, "adjustments": [{"id": "1", "date": "2026-09-09", "delta": "1:30", "note": "the fair"}, {"id": "2", "date": "2026-09-10", "balance": "0:00", "note": "anew"}]}"""));
        _daybook.Do("close", "--through", "2026-09-14").ShouldBe(
            "late: 2026-09-09 +1:30 from daybook, booked on the first open day\nlate: 2026-09-10 +6:30 from daybook, booked on the first open day\nclosed 2026-09-14\nthe balance is -22:30\n");
        _daybook.Do("close", "--through", "2026-09-15").ShouldBe("closed 2026-09-15\nthe balance is -30:30\n");
        Sound();
    }

    [Fact]
    public void Where_overlaps_count_twice_they_are_late_twice_and_not_late_before_they_come()
    {
        _daybook.Do("contract", "add", "--from", "2026-09-14", "--hours", "40", "--worked", "sum");
        _daybook.Do("add", "2026-09-15", "09:00-12:00", "--project", "one");
        _daybook.Do("add", "2026-09-15", "10:00-12:00", "--project", "two");
        _daybook.Do("close", "--through", "2026-09-16").ShouldEndWith("the balance is -41:30\n"); // -22:30, then -8, -3 and -8
        _daybook.Do("account", "--format", "text").ShouldNotContain("Late", Case.Sensitive);
        _daybook.Do("close", "--through", "2026-09-17").ShouldBe("closed 2026-09-17\nthe balance is -49:30\n");
        Import("late.csv", "2026-09-15", "11:00", "12:00");
        _daybook.Do("close", "--through", "2026-09-18").ShouldBe("late: 2026-09-15 +1:00 from toggl, booked on the first open day\nclosed 2026-09-18\nthe balance is -56:30\n");
        Sound();
    }

    [Fact]
    public void Late_time_that_is_taken_back_is_booked_back()
    {
        _daybook.Do("close", "--through", "2026-09-13");
        Import("late.csv", "2026-09-09", "10:00", "12:00");
        _daybook.Do("close", "--through", "2026-09-14");
        _daybook.Do("import", "undo", _daybook.Number("select max(run_id) from reading").ToString(System.Globalization.CultureInfo.InvariantCulture));
        _daybook.Do("close", "--through", "2026-09-15").ShouldBe("late: 2026-09-09 -2:00, taken back, booked on the first open day\nclosed 2026-09-15\nthe balance is -38:30\n");
    }

    [Fact]
    public void Late_time_that_is_held_is_shown_and_in_no_balance()
    {
        Settings(""", "Sources": [{ "Name": "toggl", "Late": "hold" }]""");
        _daybook.Do("close", "--through", "2026-09-13");
        Import("late.csv", "2026-09-09", "10:00", "12:00");
        for (var date = 14; date < 16; date++)
            _daybook.Do("close", "--through", $"2026-09-{date}").ShouldStartWith("late: 2026-09-09 +2:00 from toggl, held: it is in no balance\nclosed");
        _daybook.Do("close").ShouldEndWith("the balance is -70:30\n");
    }

    [Fact]
    public void Late_time_that_reopens_its_day_is_worked_there()
    {
        Settings(""", "Sources": [{ "Name": "toggl", "Late": "reopen" }]""");
        _daybook.Do("close", "--through", "2026-09-13");
        Import("late.csv", "2026-09-09", "10:00", "12:00");
        _daybook.Do("close").ShouldBe(
            "opened again from 2026-09-09 on, for late facts\nlate: 2026-09-09 +2:00 from toggl, its day is opened again\nclosed 2026-09-09 to 2026-09-21: 13 days, 2 weeks\nthe balance is -68:30\n");
        Rows("kind = 'reopen' and body like '%late facts of toggl%'").ShouldBe(1);
        Sound();
    }

    [Fact]
    public void Other_settings_never_change_what_is_closed()
    {
        _daybook.Do("close", "--through", "2026-09-13");
        Settings(""", "DayStarts": [{ "At": "18:00" }]""");
        var said = _daybook.Do("close", "--through", "2026-09-14");
        said.ShouldContain("by other settings, held: it is in no balance");
        said.ShouldEndWith("the balance is -30:30\n");
    }

    [Theory]
    [InlineData("update closing set worked_us = worked_us + 1, balance_us = balance_us + 1 where id = 3", "its hash is another")]
    [InlineData("update closing set body = replace(body, 'one', 'two') || ' ' where id = 3", "its hash is another")]
    [InlineData("delete from closing where id = 3", "does not follow the row before it")]
    [InlineData("update closing set reopened_by = 5 where id = 16", "says it was reopened, and no row did so")]
    [InlineData("update closing_late set late_us = 1", "its hash is another")]
    public void A_chain_that_was_meddled_with_is_found(string sql, string finding)
    {
        _daybook.Do("close", "--through", "2026-09-20");
        Import("late.csv", "2026-09-09", "10:00", "12:00");
        _daybook.Do("close");
        Sound();
        _daybook.Damage(sql);
        var (code, output, error) = _daybook.Run("check");
        code.ShouldNotBe(ExitCode.Done);
        (output + error).ShouldContain(finding);
    }

    [Theory]
    [InlineData("month+14", "2026-09-14T08:00:00Z", "2026-08-31", false)] // the last day of grace
    [InlineData("month+14", "2026-09-15T08:00:00Z", "2026-08-31", true)]
    [InlineData("month+14", "2026-09-15T08:00:00Z", "2026-09-01", false)]
    [InlineData("week", "2026-09-14T08:00:00Z", "2026-09-13", true)]
    [InlineData("year+31", "2026-09-14T08:00:00Z", "2025-12-31", true)]
    [InlineData("day+3", "2026-09-14T08:00:00Z", "2026-09-10", true)]
    [InlineData("day+3", "2026-09-14T08:00:00Z", "2026-09-11", false)]
    [InlineData("fortnight", "2026-09-14T08:00:00Z", "2026-09-14", true)] // a broken rule locks
    [InlineData("month+x", "2026-09-14T08:00:00Z", "2026-09-14", true)]
    [InlineData("", "2026-09-14T08:00:00Z", "2026-09-14", true)]
    public void A_rule_locks_the_past_for_hands(string rule, string now, string date, bool locked)
    {
        Settings($$""", "Closing": { "Lock": "{{rule}}" }""");
        _daybook.Now = now;
        var (code, output, error) = _daybook.Run("add", date, "20:00-21:00");
        (code == ExitCode.Done).ShouldBe(!locked, error + output);
        (_daybook.Do("lock", date) == $"{date} may be changed\n").ShouldBe(!locked);
        if (locked) error.ShouldContain("locked");
    }

    [Fact]
    public void A_period_can_be_unlocked_for_a_time()
    {
        Settings(""", "Closing": { "Lock": "week", "Unlocked": [{ "Period": "2026-W37", "Until": "2026-09-22", "Reason": "holiday papers" }] }""");
        _daybook.Do("lock").ShouldBe("nothing is closed\nlocked through 2026-09-20 by the rule week\n2026-W37 may be changed until 2026-09-22: holiday papers\n");
        _daybook.Do("add", "2026-09-09", "20:00-21:00");
        _daybook.Run("add", "2026-09-16", "20:00-21:00").Code.ShouldNotBe(ExitCode.Done);
        _daybook.Now = "2026-09-23T08:00:00Z";
        _daybook.Run("add", "2026-09-10", "20:00-21:00").Code.ShouldNotBe(ExitCode.Done);
    }

    [Fact]
    public void A_clock_that_was_set_back_opens_nothing()
    {
        _daybook.Do("close");
        At("2026-09-10T08:00:00Z").Do("close").ShouldBe("nothing to close\n");
        _daybook.Do("close", "--through", "2026-09-30").ShouldBe("nothing to close\n2026-09-22 stays open: it is not over\n");
        Sound();
    }

    [Fact]
    public void A_second_closer_waits_or_is_told()
    {
        using (Daybook.Store.WriterLock.Take(_daybook.LedgerPath, "another"))
            _daybook.Run("close").Error.ShouldContain("another run holds the ledger");
        Rows("1").ShouldBe(0);
    }

    private void Settings(string more) => _daybook.Configure($"{{{Berlin}{more}}}");

    private ADaybook At(string now)
    {
        _daybook.Now = now;
        return _daybook;
    }

    private void Import(string name, string date, string from, string to) => _daybook.Do("import", _daybook.Write(name,
        $"User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()\nada,ada@example.org,,late,,,No,{date},{from}:00,{date},{to}:00,02:00:00,,\n"));

    private string Closings()
    {
        using var ledger = Daybook.Store.Ledger.OpenForReading(_daybook.LedgerPath);
        return string.Join('\n', ledger.Closings.Chain(1).Select(r => $"{r.Said.Kind} {r.Said.First} {r.Said.Sums} {r.Said.Body} {Convert.ToHexString(r.Hash)}"));
    }

    private long Rows(string where) => _daybook.Number($"select count(*) from closing where {where}");

    /// <summary>Of what holds.</summary>
    private string Inputs()
    {
        using var ledger = Daybook.Store.Ledger.OpenForReading(_daybook.LedgerPath);
        return string.Join('\n', ledger.Closings.Chain(1).Where(r => r.ReopenedBy is null && r.Said.Sums is not null)
            .Select(r => $"{r.Said.Kind} {r.Said.First} {Convert.ToHexString(r.Said.Inputs)}").Order(StringComparer.Ordinal));
    }

    private void Sound() => _daybook.Run("check").Code.ShouldBe(ExitCode.Done, _daybook.Run("check").Output);
}
