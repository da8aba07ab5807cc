using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Time off, corrections and the vacation account from the command line.</summary>
public sealed class TimeOffCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public TimeOffCommandTests()
    {
        _daybook.Configure("""{ "Zones": [{ "Zone": "Europe/Berlin" }] }""");
        _daybook.Do("contract", "add", "--from", "2026-01-01", "--until", "2026-12-31", "--hours", "40", "--region", "DE-BY", "--vacation", "30 days");
    }

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("2026-08-03..2026-08-14 vacation --note mountains", "marked 2026-08-03..2026-08-14 vacation, mountains [0002]\n")]
    [InlineData("2026-09-01 sick", "marked 2026-09-01 sick [0002]\n")]
    [InlineData("2026-09-01 sick --half", "marked 2026-09-01 sick half [0002]\n")]
    [InlineData("yesterday other --hours 3:30", "marked 2026-09-04 other 3:30 [0002]\n")]
    [InlineData("today overtime", "note: nothing is planned then, so it takes nothing\nmarked 2026-09-05 overtime [0002]\n")] // a Saturday
    [InlineData("2026-09-01 vacation --hours 10", "note: only 8:00 is planned then, and it takes no more\nmarked 2026-09-01 vacation 10:00 [0002]\n")]
    [InlineData("2026-08-13..2026-08-18 holiday", "marked 2026-08-13..2026-08-18 holiday [0002]\n")]
    [InlineData("2026-05-01 workday --note open", "marked 2026-05-01 workday, open [0002]\n")]
    [InlineData("2026-05-04 workday --note open", "note: 2026-05-04 has no public holiday by the contract's region\nmarked 2026-05-04 workday, open [0002]\n")]
    [InlineData("2026-04-30..2026-05-01 vacation", "note: 2026-05-01 is holiday already (Tag der Arbeit); a day gives only what is left of it\nmarked 2026-04-30..2026-05-01 vacation [0002]\n")]
    public void Days_are_marked(string line, string said)
    {
        _daybook.Do(["mark", .. line.Split(' ')]).ShouldBe(said);
        _daybook.Do(["mark", .. line.Split(' ')]).ShouldStartWith("note: it is there already: ");
    }

    [Theory]
    [InlineData("2026-12-28..2027-01-08 vacation", "daybook: no contract is in force on 2027-01-01: the one from 2026-01-01 ends on 2026-12-31. Mark until 2026-12-31, or add a contract: daybook contract add --from 2027-01-01 --hours 40")]
    [InlineData("2027-02-01 sick", "daybook: no contract is in force on 2027-02-01: the one from 2026-01-01 ends on 2026-12-31. Add a contract: daybook contract add --from 2027-02-01 --hours 40")]
    [InlineData("2025-02-01 sick", "daybook: no contract is in force on 2025-02-01. Add one: daybook contract add --from 2025-02-01 --hours 40")]
    [InlineData("2026-08-14..2026-08-03 sick", "daybook: 2026-08-03 is before 2026-08-14. Say the first day first.")]
    [InlineData("2026-08-03..2026-08-14 sick --half", "daybook: --half is half of one day.")]
    [InlineData("2026-05-01 workday", "daybook: a holiday that is worked needs a reason: --note TEXT")]
    public void What_cannot_be_is_refused_and_nothing_changes(string line, string error)
    {
        var before = Files();
        var (code, _, said) = _daybook.Run(["mark", .. line.Split(' ')]);
        (code, said[..Math.Min(said.Length, error.Length)]).ShouldBe((ExitCode.BadData, error));
        Files().ShouldBe(before);
    }

    [Theory]
    [InlineData("mark", "say the days and what they are")]
    [InlineData("mark 2026-08-03", "say the days and what they are")]
    [InlineData("mark 2026-02-30 sick", "'2026-02-30' is not a day or a span of days")]
    [InlineData("mark 2026-08-03 bored", "'bored' is no kind of time off")]
    [InlineData("mark 2026-08-03 sick --half --hours 3", "say either --half or --hours")]
    [InlineData("adjust 2026-08-03 1:30 --note x", "'1:30' does not say which way; write it like +1:30, -1:30 or =12:00")]
    [InlineData("adjust 2026-08-03 +1:30", "say why: --note TEXT")]
    [InlineData("adjust 2026-08-03 +much --note x", "'+much' is not a length")]
    [InlineData("adjust 2026-08-03 +1:30 --pay-out --note x", "what is paid out is taken off")]
    public void What_cannot_be_read_says_how_to_write_it(string line, string error)
    {
        var (code, _, said) = _daybook.Run(line.Split(' '));
        code.ShouldBe(ExitCode.Usage);
        said.ShouldContain(error);
    }

    [Fact]
    public void A_date_that_never_was_is_refused()
    {
        _daybook.Configure("""{ "Zones": [{ "Zone": "Pacific/Apia" }] }""");
        _daybook.Do("contract", "add", "--from", "2011-01-01", "--until", "2012-12-31", "--hours", "40");
        foreach (var line in (string[])["mark 2011-12-30 sick", "adjust 2011-12-30 +1:00 --note x", "contract add --from 2011-12-30 --hours 1"])
        {
            var (code, _, error) = _daybook.Run(line.Split(' '));
            code.ShouldBe(ExitCode.BadData);
            error.ShouldStartWith("daybook: 2011-12-30 never was in Pacific/Apia: clocks went on to the day after.");
        }
    }

    [Fact]
    public void What_is_closed_is_not_marked_nor_corrected()
    {
        _daybook.Do("mark", "2026-01-05", "sick");
        _daybook.Do("adjust", "2026-01-05", "+1:00", "--note", "x");
        _daybook.Do("close", "--through", "2026-01-31");
        foreach (var line in (string[])["mark 2026-01-30..2026-02-02 sick", "adjust 2026-01-31 +1:00 --note x", "mark drop 0002", "adjust drop 0003"])
        {
            var (code, _, error) = _daybook.Run(line.Split(' '));
            code.ShouldBe(ExitCode.BadData, line);
            error.ShouldContain(" is closed. Open it again: daybook reopen ");
        }
        _daybook.Do("mark", "2026-02-02", "sick");
    }

    [Fact]
    public void A_mark_is_listed_and_taken_back()
    {
        _daybook.Do("mark", "2026-05-14..2026-05-15", "vacation", "--note", "a long weekend");
        Listed("2026-05").ShouldBe([
            "- 2026-05-01 holiday, Tag der Arbeit DE-BY",
            "0002 2026-05-14..2026-05-15 vacation, a long weekend daybook",
            "- 2026-05-14 holiday, Christi Himmelfahrt DE-BY",
            "- 2026-05-25 holiday, Pfingstmontag DE-BY",
        ]);
        var file = _daybook.Write("marks.json", _daybook.Do("mark", "list", "--json"));
        _daybook.Do("mark", "drop", "last").ShouldBe("dropped 2026-05-14..2026-05-15 vacation, a long weekend [0002]\n");
        _daybook.Do("mark", "list").ShouldBe("no time off\n");
        // An older telling changes nothing.
        _daybook.Do("import", file);
        _daybook.Do("mark", "list").ShouldBe("no time off\n");
    }

    [Fact]
    public void The_balance_is_corrected_with_a_reason()
    {
        _daybook.Do("adjust", "2026-08-31", "+1:30", "--note", "the fair").ShouldBe("adjusted 2026-08-31 +1:30, the fair [0002]\n");
        _daybook.Do("adjust", "2026-08-31", "10:00", "--pay-out", "--note", "with the wage").ShouldBe("adjusted 2026-08-31 -10:00 paid out, with the wage [0003]\n");
        _daybook.Do("adjust", "2026-09-01", "=0:00", "--note", "a fresh start").ShouldBe("adjusted 2026-09-01 balance 0:00, a fresh start [0004]\n");
        _daybook.Do("adjust", "2026-09-02", "-0:15", "--note", "a long break").ShouldBe("adjusted 2026-09-02 -0:15, a long break [0005]\n");
        _daybook.Run("adjust", "2026-09-01", "=1:00", "--note", "another").Error.ShouldStartWith("daybook: the balance of 2026-09-01 is set already.");
        _daybook.Run("adjust", "2025-09-01", "+1:00", "--note", "too early").Error.ShouldStartWith("daybook: the account begins on 2026-01-01.");
        _daybook.Do("adjust", "drop", "0002").ShouldBe("dropped 2026-08-31 +1:30, the fair [0002]\n");
        _daybook.Do("adjust", "list").ShouldBe("""
            0003  2026-08-31  -10:00  daybook  with the wage
            0004  2026-09-01   =0:00  daybook  a fresh start
            0005  2026-09-02   -0:15  daybook  a long break

            """.ReplaceLineEndings("\n"));
        _daybook.Json("adjust", "list", "--json").GetProperty("adjustments").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void The_vacation_account_is_shown_by_year()
    {
        _daybook.Do("mark", "2026-08-03..2026-08-07", "vacation");
        _daybook.Do("mark", "2026-10-05", "vacation", "--half");
        _daybook.Do("vacation").ShouldBe("""
            year  granted  by now  carried  expired  taken  planned  left
            2026       30  20.383        0        0      5      0.5  24.5  days

            """.ReplaceLineEndings("\n"));
        var year = _daybook.Json("vacation", "2026", "--json").GetProperty("years")[0];
        (year.GetProperty("taken").GetInt64(), year.GetProperty("left").GetInt64()).ShouldBe((5_000_000, 24_500_000));
        _daybook.Do("vacation", "2025").ShouldBe("no vacation was agreed or taken. Say what is: daybook contract add --vacation \"30 days\"\n");
    }

    [Fact]
    public void Json_says_what_was_done()
    {
        var done = _daybook.Json("mark", "2026-08-03", "sick", "--json");
        done.GetProperty("changes")[0].GetProperty("absence").GetProperty("kind").GetString().ShouldBe("sick");
        _daybook.Json("adjust", "2026-08-03", "+1:00", "--note", "x", "--json").GetProperty("changes")[0].GetProperty("adjustment").GetProperty("delta").GetString().ShouldBe("+1:00");
    }

    private IEnumerable<string> Listed(string period) =>
        _daybook.Do("mark", "list", period).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    // The lock says who held it last.
    private IEnumerable<string> Files() => [.. _daybook.Listing().Where(f => !f.StartsWith("ledger.db.lock", StringComparison.Ordinal))];
}
