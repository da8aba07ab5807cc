using Daybook.Model;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

public sealed class ReportCommandTests : IDisposable
{
    private static readonly long Monday = Moment.In("Europe/Berlin", "2026-03-02 09:00");
    private readonly ADaybook _daybook = new();

    public ReportCommandTests() => _daybook.Do("import", _daybook.Write("a.json",
        new AnAccount().Export([.. AnAccount.Beats(Monday, 0, 5, 10), new ABeat(Monday + 12 * Micros.PerMinute, "harbor"), new ABeat(Monday + 20 * Micros.PerMinute, "harbor")])));

    public static TheoryData<string, string> Periods => new() { { "day", "2026-03-02" }, { "week", "2026-W10" }, { "month", "2026-03" }, { "year", "2026" } };

    public void Dispose() => _daybook.Dispose();

    [Theory, MemberData(nameof(Periods))]
    public void Prints_every_kind_in_every_format(string kind, string period)
    {
        var text = _daybook.Do("report", kind, period);
        text.ShouldContain("0:20");
        text.ShouldContain("atlas");
        var html = _daybook.Do("report", kind, period, "--format", "html");
        html.ShouldStartWith("<!DOCTYPE html>", Case.Insensitive);
        html.ShouldContain("atlas");
        var csv = _daybook.Do("report", kind, period, "-f", "csv").Split('\n');
        csv[0].ShouldBe("report,period,section,name,column,unit,exact,text");
        csv.ShouldContain($"{kind},{period},total,,worked,microseconds,1200000000,0:20");
        csv.ShouldContain($"{kind},{period},projects,atlas,worked,microseconds,720000000,0:12");
        var json = _daybook.Json("report", kind, period, "--format", "json");
        json.GetProperty("period").GetString().ShouldBe(period);
        json.GetProperty("total").GetProperty("exact").GetInt64().ShouldBe(20 * Micros.PerMinute);
        _daybook.Do("report", kind, period, "--json").ShouldBe(_daybook.Do("report", kind, period, "--format", "json"));
    }

    [Theory]
    [InlineData("day", "2026-03-02", "2026-03-03T12:00:00Z")]
    [InlineData("week", "2026-W10", "2026-03-09T00:00:00Z")]
    [InlineData("week", "2026-W09", "2026-03-08T22:59:00Z")] // Sunday, still 23:59 in Berlin
    [InlineData("month", "2026-03", "2026-04-30T12:00:00Z")]
    [InlineData("year", "2026", "2027-01-01T00:00:00Z")]
    [InlineData("year", "2026", "2026-12-31T23:00:00Z")] // midnight in Berlin
    public void Takes_the_last_whole_period_where_none_is_named(string kind, string period, string now)
    {
        _daybook.Now = now;
        _daybook.Json("report", kind, "--json").GetProperty("period").GetString().ShouldBe(period);
    }

    [Theory]
    [InlineData("week", "2026-W54")]
    [InlineData("week", "2025-W53")] // a year of 52 weeks
    [InlineData("week", "2026-W00")]
    [InlineData("week", "2026-03-02")] // a day is no week
    [InlineData("week", "last")]
    [InlineData("week", "")]
    [InlineData("day", "2026-02-30")]
    [InlineData("day", "2025-02-29")]
    [InlineData("day", "2026-3-2")]
    [InlineData("day", "yesterday")]
    [InlineData("month", "2026-13")]
    [InlineData("month", "2026-W10")]
    [InlineData("year", "26")]
    [InlineData("year", "0000")]
    [InlineData("year", "9999")]
    [InlineData("fortnight", "2026-W10")]
    [InlineData("9", "2026-W10")]
    [InlineData("week", "2026-W10", "--format", "pdf")]
    [InlineData("week", "2026-W10", "--format", "7")]
    [InlineData("week", "2026-W10", "2026-W11")]
    [InlineData("week", "2026-W10", "--now", "noon")]
    public void What_is_not_understood_is_told_with_the_way_out(params string[] arguments)
    {
        var (code, output, error) = _daybook.Run(["report", .. arguments]);
        code.ShouldBe(ExitCode.Usage);
        output.ShouldBe("");
        error.ShouldStartWith("daybook: ");
    }

    [Theory]
    [InlineData("day", "0001-01-01")]
    [InlineData("week", "0001-W01")]
    [InlineData("week", "2026-W53")]
    [InlineData("day", "2028-02-29")]
    [InlineData("year", "0001")]
    [InlineData("year", "9998")]
    public void A_period_far_from_all_facts_is_empty(string kind, string period) => _daybook.Total(kind, period).ShouldBe(0);

    [Fact]
    public void A_ledger_without_facts_says_how_to_get_some()
    {
        using var empty = new ADaybook();
        empty.Run("import", empty.Write("a.json", "nothing")).Code.ShouldBe(ExitCode.BadData);
        var (code, _, error) = empty.Run("report", "week");
        code.ShouldBe(ExitCode.NoInput);
        error.ShouldContain("daybook import PATH");
    }

    [Fact]
    public void The_digest_is_written_in_three_forms_and_named_in_a_dry_run()
    {
        var folder = _daybook.File("out");
        string[] names = ["daybook-2026-W10.html", "daybook-2026-W10.txt", "daybook-2026-W10.eml"];
        _daybook.Do("digest", "2026-W10", "--out", folder, "--dry-run").ShouldBe(string.Concat(names.Select(n => $"would write {Path.Combine(folder, n)}\n")));
        Directory.Exists(folder).ShouldBeFalse();

        _daybook.Do("digest", "2026-W10", "--out", folder).ShouldBe(string.Concat(names.Select(n => $"{Path.Combine(folder, n)}\n")));
        Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(names.Order(StringComparer.Ordinal));
    }
}
