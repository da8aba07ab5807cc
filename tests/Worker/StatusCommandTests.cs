using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

public sealed class StatusCommandTests : IDisposable
{
    private static readonly long Monday = Moment.In("Europe/Berlin", "2026-03-02 09:00");
    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Shows_sources_coverage_holes_and_runs()
    {
        var path = _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Monday, 0, 5, 4 * 24 * 60)));
        _daybook.Do("import", path);
        _daybook.Do("import", path, "--as", "again");

        var lines = _daybook.Do("status").Split('\n');
        lines.ShouldContain("wakatime (wakatime), me");
        lines.ShouldContain("again (wakatime), me");
        lines.ShouldContain("  facts       3 heartbeats");
        lines.ShouldContain("days without data: 3, the latest first");
        lines.ShouldContain("  2026-03-03 to 2026-03-05 (3 days)");
        lines.Count(line => line.Contains("2026-09-05T08:00:00Z  import  done", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void Answers_machines_with_the_same_figures()
    {
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Monday, 0, 5, 4 * 24 * 60))));
        var status = _daybook.Json("status", "--json");

        var source = status.GetProperty("sources")[0];
        source.GetProperty("heartbeats").GetInt64().ShouldBe(3);
        source.GetProperty("quarantined").GetInt64().ShouldBe(0);
        status.GetProperty("days_without_data")[0].GetProperty("days").GetInt64().ShouldBe(3);
        var run = status.GetProperty("runs")[0];
        (run.GetProperty("state").GetString(), run.GetProperty("new").GetInt64()).ShouldBe(("done", 3));
    }

    [Fact]
    public void Shows_what_each_source_knows_of_each_day()
    {
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Monday, 0, 5, 2 * 24 * 60), from: "2026-03-02", until: "2026-03-05")));
        _daybook.Do("import", _daybook.Write("b.tsv", "activity\tstart time\tend time\tduration minutes\tcategory\tdescription\ttags\nTalk\t2026-03-06 10:30\t2026-03-06 11:30\t60\tWork\t\t\n"));

        var lines = _daybook.Do("status", "2026-W10").Split('\n');
        lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["hamster", "wakatime"]);
        lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["2026-W10", "----P--", "C0C0---"]);
        var coverage = _daybook.Json("status", "2026-03-06", "--json").GetProperty("coverage");
        coverage.GetProperty("hamster").GetProperty("2026-03-06").GetString().ShouldBe("partial");
        _daybook.Do("status", "2025").ShouldContain("no source knows anything of it");
    }

    [Fact]
    public void Changes_nothing()
    {
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Monday, 0, 5))));
        var before = _daybook.Listing();
        _daybook.Do("status");
        _daybook.Do("check");
        _daybook.Do("profiles", "2026-W10");
        _daybook.Do("report", "week", "2026-W10");
        _daybook.Listing().ShouldBe(before);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("check")]
    [InlineData("profiles")]
    [InlineData("report", "week")]
    [InlineData("digest")]
    public void A_ledger_that_is_not_there_is_told_and_not_made(params string[] command)
    {
        var (code, _, error) = _daybook.Run(command);
        code.ShouldBe(ExitCode.NoInput);
        error.ShouldContain("there is no ledger at");
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Theory]
    [InlineData("status")]
    [InlineData("check")]
    [InlineData("profiles")]
    [InlineData("report", "week")]
    [InlineData("digest")]
    [InlineData("run")]
    public void A_ledger_of_a_newer_program_is_refused(params string[] command)
    {
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Monday, 0, 5))));
        _daybook.Damage("pragma user_version = 99");
        var (code, output, error) = _daybook.Run(command);
        code.ShouldBe(ExitCode.Configuration);
        output.ShouldBe("");
        error.ShouldContain("newer");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("report", "week")]
    [InlineData("run")]
    public void What_is_no_ledger_is_refused_and_left_alone(params string[] command)
    {
        File.WriteAllText(_daybook.LedgerPath, "My shopping list: bread, butter, more bread, and a ledger to write it all into.");
        var before = File.ReadAllText(_daybook.LedgerPath);
        var (code, _, _) = _daybook.Run(command);
        code.ShouldBeOneOf(ExitCode.InputOutput, ExitCode.Configuration);
        File.ReadAllText(_daybook.LedgerPath).ShouldBe(before);
    }

    [Fact]
    public void A_second_writer_is_told_to_wait_and_readers_are_not_disturbed()
    {
        var path = _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Monday, 0, 5)));
        _daybook.Do("import", path);
        using (Daybook.Store.WriterLock.Take(_daybook.LedgerPath, "a test"))
        {
            var (code, _, error) = _daybook.Run("import", path);
            code.ShouldBe(ExitCode.TryAgain);
            error.ShouldContain("another run holds the ledger");
            _daybook.Run("run").Code.ShouldBe(ExitCode.TryAgain);
            _daybook.Do("status");
            _daybook.Do("report", "week", "2026-W10");
        }
        _daybook.Do("import", path);
    }
}
