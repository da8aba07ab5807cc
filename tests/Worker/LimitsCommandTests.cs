using Daybook.Model;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>Limits through the whole program: time by hand in Berlin, 2026-03-02 is a Monday.</summary>
public sealed class LimitsCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public LimitsCommandTests() => Configure("");

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_finding_has_its_rule_its_law_and_the_minutes()
    {
        Add("2026-03-02 08:00-13:00", "2026-03-02 13:20-18:50");
        _daybook.Do("limits", "2026-W10", "--pack", "de").ShouldBe("""
            2026-W10 in Europe/Berlin, DE (Deutschland), for information

                        rule   law                     limit     found  difference
            2026-03-02  day    ArbZG § 3 Satz 2     10:00:00  10:30:00    +0:30:00
            2026-03-02  break  ArbZG § 4 Satz 1, 2   0:45:00   0:20:00    -0:25:00

            day: 10 hours a day
            break: 30 minutes of break above six hours, 45 above nine

            hours a week on average, up to 2026-W10
               4 weeks  not known: the ledger does not reach back so far
              16 weeks  not known: the ledger does not reach back so far
              24 weeks  not known: the ledger does not reach back so far
              26 weeks  not known: the ledger does not reach back so far

            """.ReplaceLineEndings("\n"));
        var json = _daybook.Json("limits", "2026-W10", "--pack", "DE", "--json");
        var finding = json.GetProperty("findings")[1];
        finding.GetProperty("rule").GetString().ShouldBe("break");
        finding.GetProperty("law").GetString().ShouldBe("ArbZG § 4 Satz 1, 2");
        finding.GetProperty("difference_us").GetInt64().ShouldBe(25 * Micros.PerMinute);
        json.GetProperty("averages")[0].GetProperty("week_us").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public void The_least_too_much_is_seen()
    {
        _daybook.Do("import", _daybook.Write("a.json", """
            {"daybook": 1, "entries": [{"id": "a", "start": "2026-03-02T08:00:00+01:00", "end": "2026-03-02T18:00:00.000001+01:00", "zone": "Europe/Berlin"}]}
            """));
        _daybook.Do("limits", "2026-03-02", "--pack", "DE").ShouldContain("10:00:00  10:00:01    +0:00:01");
    }

    [Fact]
    public void A_rest_is_known_from_the_days_around_a_period()
    {
        Add("2026-03-01 12:00-23:00", "2026-03-02 08:00-09:00", "2026-03-08 15:00-19:00", "2026-03-08 19:30-23:00", "2026-03-09 08:00-09:00");
        Found("2026-W10").ShouldBe(["2026-03-08 daily-rest"]);
        Found("2026-03-01").ShouldBe(["2026-03-01 day", "2026-03-01 daily-rest", "2026-03-01 break", "2026-03-01 unbroken"], ignoreOrder: true);
        Found("2026-03-02").ShouldBeEmpty();
    }

    [Fact]
    public void A_week_is_looked_at_whole_where_the_period_has_any_of_it()
    {
        Add([.. Enumerable.Range(0, 6).Select(i => $"2026-03-{30 + i - (i > 1 ? 31 : 0):00} 9:00").Select(t => t.Replace("2026-03-0", "2026-04-0", StringComparison.Ordinal))]);
        foreach (var period in (string[])["2026-W14", "2026-03", "2026-04", "2026-03-31", "2026"]) Found(period).ShouldBe(["2026-W14 week"], period);
        Found("2026-W15").ShouldBeEmpty();
        _daybook.Do("limits", "2026-W14", "--pack", "DE").ShouldEndWith("only the total is known of 2026-03-30, 2026-03-31, 2026-04-01, 2026-04-02, 2026-04-03, 2026-04-04: rests and breaks say nothing of it\n");
        _daybook.Do("add", "2026-04-05", "1:00");
        _daybook.Do("add", "2026-04-06", "1:00");
        _daybook.Do("limits", "2026", "--pack", "EU").ShouldEndWith("only the total is known of 8 days from 2026-03-30 to 2026-04-06: rests and breaks say nothing of them\n");
    }

    [Fact]
    public void Averages_reach_back_before_the_period_and_no_further_than_the_ledger()
    {
        Add([.. Enumerable.Range(0, 5).SelectMany(week => Enumerable.Range(0, 5).Select(day => $"{Period.Iso(Moment.Date("2026-03-02").PlusDays(week * 7 + day))} 9:30"))]);
        _daybook.Do("limits", "2026-W14", "--pack", "CH").ShouldContain("\n   4 weeks  47:30:00\n  16 weeks  not known");
        Found("2026-W14", "CH").ShouldBe(["2026-W14 week", "2026-W14 average-4"]);
        Found("2026-W12", "CH").ShouldBe(["2026-W12 week"]);
    }

    [Fact]
    public void Averages_are_not_divided_by_days_of_vacation_and_sickness()
    {
        Add([.. Enumerable.Range(0, 4).SelectMany(week => Enumerable.Range(0, 5).Select(day => $"{Period.Iso(Moment.Date("2026-03-02").PlusDays(week * 7 + day))} 8:00"))]);
        _daybook.Do("contract", "add", "--from", "2026-03-02", "--hours", "40");
        Average().ShouldBe("40:00:00");
        _daybook.Do("mark", "2026-03-09..2026-03-13", "holiday");
        Average().ShouldBe("40:00:00");
        _daybook.Do("mark", "2026-03-16..2026-03-22", "vacation");
        Average().ShouldBe("53:20:00");
        _daybook.Do("mark", "2026-03-02..2026-03-06", "sick");
        Average().ShouldBe("80:00:00");
        _daybook.Do("mark", "2026-03-23", "sick", "--half");
        Average().ShouldBe("80:00:00");

        string Average() => _daybook.Do("limits", "2026-W13", "--pack", "CH").Split("4 weeks  ", 2)[1][..8];
    }

    [Fact]
    public void Work_past_midnight_is_of_the_day_it_began_on_and_days_begin_when_they_are_told_to()
    {
        Add("2026-03-02 20:00-03:00");
        Found("2026-W10").ShouldBe(["2026-03-02 break", "2026-03-02 unbroken"]);
        Configure(""", "DayStarts": [{ "At": "04:00" }]""");
        Add("2026-03-03 20:00-03:30", "2026-03-03 15:00-19:45"); // more than ten hours of a day that ends at four
        Found("2026-W10").ShouldBe(["2026-03-02 break", "2026-03-02 unbroken", "2026-03-03 day", "2026-03-03 break", "2026-03-03 unbroken"], ignoreOrder: true);
    }

    [Fact]
    public void The_settings_name_a_pack_or_a_file_of_ones_own()
    {
        Add("2026-03-02 08:00-09:00");
        _daybook.Write("own/mine.json", """{ "code": "MINE", "name": "My own", "rules": [{ "id": "short", "kind": "day", "name": "half an hour", "law": "agreed 2026", "most": 30 }] }""");
        Configure(""", "Limits": "own/mine.json" """);
        _daybook.Do("limits", "2026-W10").ShouldContain("2026-03-02  short  agreed 2026  0:30:00  1:00:00    +0:30:00");
        _daybook.Do("limits", "2026-W10", "--pack", "DE").ShouldContain("nothing that is known is outside of the limits");
        Configure(""", "Limits": "at" """);
        _daybook.Do("limits", "2026-W10").ShouldStartWith("2026-W10 in Europe/Berlin, AT (Österreich)");
    }

    [Theory]
    [InlineData("", ExitCode.Usage, "no limits are chosen: say --pack DE, or \"Limits\": \"DE\" in the settings")]
    [InlineData("--pack FR", ExitCode.Usage, "'FR' is no pack of limits. It is EU, AT, CH, DE, or a file")]
    [InlineData("--pack none.json", ExitCode.Configuration, "none.json")]
    [InlineData("next --pack DE", ExitCode.Usage, "'next' is not a period")]
    public void What_cannot_be_understood_is_a_sentence(string arguments, ExitCode code, string said)
    {
        Add("2026-03-02 08:00-09:00");
        var (found, output, error) = _daybook.Run(["limits", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        found.ShouldBe(code, error);
        output.ShouldBeEmpty();
        error.ShouldContain(said);
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public void A_file_of_ones_own_that_does_not_hold_is_refused_with_its_line()
    {
        Add("2026-03-02 08:00-09:00");
        var path = _daybook.Write("mine.json", "{ \"code\": \"M\", \"name\": \"m\", \"rules\": [\n{ \"id\": \"a\", \"kind\": \"day\", \"name\": \"a\", \"law\": \"a\" }] }");
        var (code, _, error) = _daybook.Run("limits", "--pack", path);
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain("mine.json:2:1: error: it does not say 'most'");
    }

    [Fact]
    public void Without_a_ledger_it_is_said_so()
    {
        var (code, _, error) = _daybook.Run("limits", "--pack", "DE");
        code.ShouldBe(ExitCode.NoInput);
        error.ShouldNotContain("   at ");
    }

    private string[] Found(string period, string pack = "DE") =>
        [.. _daybook.Json("limits", period, "--pack", pack, "--json").GetProperty("findings").EnumerateArray().Select(f => $"{f.GetProperty("when").GetString()} {f.GetProperty("rule").GetString()}")];

    private void Configure(string more) => _daybook.Configure($$"""{ "Zones": [{ "Zone": "Europe/Berlin" }]{{more}} }""");

    private void Add(params string[] entries)
    {
        foreach (var entry in entries) _daybook.Do(["add", .. entry.Split(' ')]);
    }
}
