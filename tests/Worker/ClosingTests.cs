using Daybook.Store;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Closing, reopening and locks through the whole program. Contracts of 40 hours from Monday, 2026-09-07, on.</summary>
public sealed class ClosingTests : AClosedAccount
{
    [Fact]
    public void Complete_days_are_closed_in_order_and_the_rest_says_why_not()
    {
        Daybook.Do("close").ShouldBe("closed 2026-09-07 to 2026-09-21: 15 days, 2 weeks\nthe balance is -70:30\n");
        Daybook.Do("close").ShouldBe("nothing to close\n");
        Daybook.Do("close", "--through", "2026-09-22").ShouldBe("nothing to close\n2026-09-22 stays open: it is not over\n");
        Rows("kind = 'day'").ShouldBe(15);
        Sound();
    }

    [Fact]
    public void A_dry_run_shows_it_and_changes_nothing()
    {
        var before = Daybook.Dump();
        Daybook.Do("close", "--dry-run").ShouldBe("would be closed 2026-09-07 to 2026-09-21: 15 days, 2 weeks\nthe balance is -70:30\n");
        Daybook.Dump().ShouldBe(before);
        Rows("1").ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-09-08T22:10:00Z", "2026-09-08 stays open: work past its end may still add to it, for 0:06")]
    [InlineData("2026-09-08T21:59:00Z", "2026-09-08 stays open: it is not over")]
    [InlineData("2026-09-08T22:15:00Z", null)]
    public void A_day_is_complete_once_nothing_can_be_added_to_it(string now, string? held)
    {
        Daybook.Now = now;
        var said = Daybook.Do("close", "--through", "2026-09-08");
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
        Daybook.Do("close").ShouldEndWith($"stays open: {why}\n");
    }

    [Fact]
    public void Reopening_and_closing_again_works_from_the_same_inputs()
    {
        Daybook.Do("close");
        var inputs = Inputs();
        Daybook.Do("reopen", "2026-09-14", "--and-later", "--reason", "a look").ShouldBe("open again: 2026-09-14 to 2026-09-21\n");
        Rows("kind = 'day' and reopened_by is null").ShouldBe(7);
        Daybook.Do("close").ShouldBe("closed 2026-09-14 to 2026-09-21: 8 days, 1 weeks\nthe balance is -70:30\n");
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
        Daybook.Do("close");
        var before = Daybook.Dump();
        var (code, _, error) = Daybook.Run("reopen", period, "--reason", "x");
        code.ShouldNotBe(ExitCode.Done);
        error.ShouldContain(why);
        Daybook.Dump().ShouldBe(before);
        Sound();
    }

    [Fact]
    public void A_reason_is_needed()
    {
        Daybook.Do("close");
        Daybook.Run("reopen", "2026-09-21", "--reason", " ").Error.ShouldContain("--reason is missing");
    }

    [Theory]
    [InlineData("add", "2026-09-08", "20:00-21:00")]
    [InlineData("edit", "0001", "--end", "18:00")]
    [InlineData("drop", "0002")]
    [InlineData("adjust", "2026-09-09", "+1:00", "--note", "x")]
    [InlineData("mark", "2026-09-09", "sick")]
    public void Hands_change_nothing_that_is_closed(params string[] command)
    {
        Daybook.Do("close");
        var before = Daybook.Dump();
        var (code, _, error) = Daybook.Run(command);
        code.ShouldNotBe(ExitCode.Done);
        error.ShouldContain("is closed. Open it again: daybook reopen 2026-09-0");
        Daybook.Dump().ShouldBe(before);
    }

    [Fact]
    public void Other_settings_never_change_what_is_closed()
    {
        Daybook.Do("close", "--through", "2026-09-13");
        Settings(""", "DayStarts": [{ "At": "18:00" }]""");
        var said = Daybook.Do("close", "--through", "2026-09-14");
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
        Daybook.Do("close", "--through", "2026-09-20");
        Import("late.csv", "2026-09-09", "10:00", "12:00");
        Daybook.Do("close");
        Sound();
        Daybook.Damage(sql);
        var (code, output, error) = Daybook.Run("check");
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
        Daybook.Now = now;
        var (code, output, error) = Daybook.Run("add", date, "20:00-21:00");
        (code == ExitCode.Done).ShouldBe(!locked, error + output);
        (Daybook.Do("lock", date) == $"{date} may be changed\n").ShouldBe(!locked);
        if (locked) error.ShouldContain("locked");
    }

    [Fact]
    public void A_period_can_be_unlocked_for_a_time()
    {
        Settings(""", "Closing": { "Lock": "week", "Unlocked": [{ "Period": "2026-W37", "Until": "2026-09-22", "Reason": "holiday papers" }] }""");
        Daybook.Do("lock").ShouldBe("nothing is closed\nlocked through 2026-09-20 by the rule week\n2026-W37 may be changed until 2026-09-22: holiday papers\n");
        Daybook.Do("add", "2026-09-09", "20:00-21:00");
        Daybook.Run("add", "2026-09-16", "20:00-21:00").Code.ShouldNotBe(ExitCode.Done);
        Daybook.Now = "2026-09-23T08:00:00Z";
        Daybook.Run("add", "2026-09-10", "20:00-21:00").Code.ShouldNotBe(ExitCode.Done);
    }

    [Fact]
    public void A_clock_that_was_set_back_opens_nothing()
    {
        Daybook.Do("close");
        At("2026-09-10T08:00:00Z").Do("close").ShouldBe("nothing to close\n");
        Daybook.Do("close", "--through", "2026-09-30").ShouldBe("nothing to close\n2026-09-22 stays open: it is not over\n");
        Sound();
    }

    [Fact]
    public void A_second_closer_waits_or_is_told()
    {
        using (WriterLock.Take(Daybook.LedgerPath, "another"))
            Daybook.Run("close").Error.ShouldContain("another run holds the ledger");
        Rows("1").ShouldBe(0);
    }
}
