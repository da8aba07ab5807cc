using Daybook.Tests.Reports;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>The account's report through the whole program, of a ledger with contracts, time off and a sealed week.</summary>
public sealed class AccountCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new() { Now = "2026-10-27T08:00:00Z" }; // a Tuesday

    public AccountCommandTests() => _daybook.Do("import", Path.Combine(Repository.Root, "samples/wotra/wotra.db"));

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_week_is_told_day_by_day_with_its_balance()
    {
        var text = _daybook.Do("account", "2026-W43");
        text.ShouldContain("19 to 25 October 2026");
        text.ShouldContain("vacation");
        text.ShouldContain("sealed week");
        var html = _daybook.Do("account", "2026-W43", "--format", "html");
        html.ShouldStartWith("<!DOCTYPE html>", Case.Insensitive);
        html.ShouldContain("sealed week");
        Csv.Rows(_daybook.Do("account", "2026-W43", "-f", "csv")).Count(r => r[0] == "day").ShouldBe(7);
        _daybook.Do("account", "2026-W43", "--json").ShouldBe(_daybook.Do("account", "2026-W43", "--format", "json"));
    }

    [Fact]
    public void Every_span_continues_the_balance_of_the_one_before()
    {
        _daybook.Now = "2026-11-03T08:00:00Z";
        var (before, week) = (_daybook.Json("account", "2026-W43", "--json").GetProperty("total"), _daybook.Json("account", "2026-W44", "--json").GetProperty("total"));
        week.GetProperty("opening_us").GetInt64().ShouldBe(before.GetProperty("closing_us").GetInt64());
        var both = _daybook.Json("account", "--from", "2026-10-19", "--to", "2026-11-01", "--json").GetProperty("total");
        both.GetProperty("worked_us").GetInt64().ShouldBe(before.GetProperty("worked_us").GetInt64() + week.GetProperty("worked_us").GetInt64());
        both.GetProperty("closing_us").GetInt64().ShouldBe(week.GetProperty("closing_us").GetInt64());
    }

    [Theory]
    [InlineData(null, "2026-10-26")]
    [InlineData("yesterday", "2026-10-26")]
    [InlineData("today", "2026-10-27")]
    [InlineData("2026-10-22", "2026-10-22")]
    public void It_is_told_through_yesterday_unless_said_otherwise(string? through, string last)
    {
        string[] command = ["account", "2026-10", "--json", .. through is null ? [] : new[] { "--through", through }];
        var days = _daybook.Json(command).GetProperty("days").EnumerateArray().Select(d => d.GetProperty("date").GetString()).ToList();
        days[0].ShouldBe("2026-10-19"); // the first week that Wotra knows anything of
        days[^1].ShouldBe(last);
    }

    [Theory]
    [InlineData("2026", null, "day")]
    [InlineData("2026", "week", "week")]
    [InlineData("2026", "month", "month")]
    [InlineData("2026-10", "Week", "week")]
    public void A_line_is_what_fits_the_span_or_what_is_said(string period, string? by, string line) =>
        Csv.Rows(_daybook.Do(["account", period, "--format", "csv", .. by is null ? [] : new[] { "--by", by }]))
            .Skip(1).Select(r => r[0]).Distinct().ShouldBe(["opening", line, "total"]);

    [Theory]
    [InlineData("--by is a unit", "'year' is none of day, week, month", "account", "--by", "year")]
    [InlineData("no two of them", "'day,week' is none of day, week, month", "account", "--by", "day,week")]
    [InlineData("a format", "'pdf' is none of text, html, md, csv, json", "account", "--format", "pdf")]
    [InlineData("a date", "--through: 'soon' is not a date", "account", "--through", "soon")]
    [InlineData("one span only", "2026-10 says from when to when already; leave out --to, or the period", "account", "2026-10", "--to", "2026-10-20")]
    [InlineData("forwards", "--from 2026-10-02 comes after --to 2026-10-01", "account", "--from", "2026-10-02", "--to", "2026-10-01")]
    public void A_wrong_call_is_refused_with_what_would_do(string why, string message, params string[] command)
    {
        var (code, output, error) = _daybook.Run(command);
        code.ShouldBe(ExitCode.Usage, why);
        output.ShouldBeEmpty();
        error.ShouldContain(message);
    }

    [Fact]
    public void What_the_account_does_not_reach_is_said()
    {
        _daybook.Do("account", "2027-01").ShouldContain("none of the account's days lie in it");
        _daybook.Do("account", "2025").ShouldContain("none of the account's days lie in it");
    }

    [Fact]
    public void A_ledger_without_a_contract_says_how_to_make_one()
    {
        using var other = new ADaybook();
        other.Do("add", "2026-08-31", "09:00-10:00", "--project", "one", "--zone", "Europe/Berlin");
        var (code, output, error) = other.Run("account");
        code.ShouldNotBe(ExitCode.Done);
        output.ShouldBeEmpty();
        error.ShouldContain("daybook contract add");
    }
}
