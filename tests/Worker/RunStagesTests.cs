using Daybook.Tests.Support;
using Daybook.Worker;
using Daybook.Worker.Running;

namespace Daybook.Tests.Worker;

/// <summary>Stages of a run: which are done, what they cost each other, and what the journal says of them.</summary>
public sealed class RunStagesTests : IDisposable
{
    private readonly ADaybook _daybook = new() { Now = "2026-03-09T06:00:00Z" };

    public void Dispose() => _daybook.Dispose();

    [Theory]
    [InlineData("", "pull import derive report send")]
    [InlineData("--only import,derive", "import derive")]
    [InlineData("--only derive --only import", "import derive")]
    [InlineData("--skip pull,send", "import derive report")]
    [InlineData("--only close", "close")]
    public void The_stages_that_are_wanted_are_done_in_order(string options, string stages)
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        _daybook.Run([.. "run --json".Split(' '), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Names().ShouldBe(stages.Split(' '));
    }

    [Theory]
    [InlineData("--only pul", "Did you mean 'pull'?")]
    [InlineData("--only pull --skip send", "exclude each other")]
    [InlineData("--catch-up 0", "--catch-up is 1")]
    [InlineData("--catch-up 61", "to 60")]
    public void What_names_no_stage_is_refused(string options, string said)
    {
        var (code, _, error) = _daybook.Run(["run", .. options.Split(' ')]);
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain(said);
        File.Exists(_daybook.LedgerPath).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{ "Stages": ["pull", "pusch"] }""", "Did you mean 'push'?")]
    [InlineData("""{ "Stages": ["push"] }""", "PushTo names nothing")]
    [InlineData("""{ "CatchUp": 0 }""", "CatchUp is 0")]
    [InlineData("""{ "PushTo": ["clockify"] }""", "'clockify' is no source with a Pull")]
    public void Settings_of_a_run_that_cannot_be_are_refused(string run, string said)
    {
        _daybook.Configure($"{{ \"Run\": {run} }}");
        var (code, _, error) = _daybook.Run("run");
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain(said);
    }

    [Fact]
    public void A_stage_that_fails_costs_none_of_the_others_and_is_written_down()
    {
        _daybook.Configure("""{ "Zones": [{ "Zone": "UTC" }], "Run": { "Stages": ["pull", "import", "derive", "close", "report", "send"] }, "Sources": [{ "Name": "work", "Pull": { "Service": "clockify" } }] }""");
        _daybook.Write("inbox/a.json", Export(0, 5));
        var (code, output, error) = _daybook.Run("run");
        // The worst: no key for the service, and nothing to close by.
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain("work: error: nobody has said its key");
        error.ShouldContain("daybook run, close: ");
        output.ShouldContain("pull    failed  1 source failed, work: nobody has said its key");
        output.ShouldContain("import  done    1 file, 2 new");
        output.ShouldContain("report  done    3 files");
        _daybook.Texts("select stage || ' ' || state from run_stage order by ordinal").ShouldBe(["pull failed", "import done", "derive done", "close failed", "report done", "send nothing"]);
        _daybook.Texts("select counts from run_stage where stage = 'import'").ShouldBe(["{\"files\":1,\"new\":2}"]);
        _daybook.Texts("select about from run where command = 'pull'").ShouldBe(["work"]);
        _daybook.Number("select count(*) from run where within is not null").ShouldBe(2);
    }

    [Fact]
    public void A_run_that_was_killed_is_marked_with_its_stage_and_what_it_left_is_done()
    {
        _daybook.Do("run");
        _daybook.Write("inbox/a.json", Export(0, 5));
        _daybook.Damage("insert into run (command, started_at_us, state, version) values ('run', 1772960400000000, 'running', '0.1.0')");
        File.WriteAllText($"{_daybook.LedgerPath}.lock", "daybook run (process 4711)\nimport\n");
        var (code, output, error) = _daybook.Run("run", "--quiet");
        (code, output, error).ShouldBe((ExitCode.Done, "", "the run of 2026-03-08T09:00:00Z was killed at 'import'; this one takes up what it left\n"));
        _daybook.Texts("select stage || ' ' || run_stage.state || ' ' || run.state from run_stage join run on run.id = run_id where run_stage.state = 'killed'").ShouldBe(["import killed aborted"]);
        Directory.Exists(_daybook.File("inbox")).ShouldBeTrue();
        Directory.GetFiles(_daybook.File("archive")).Length.ShouldBe(1);
        _daybook.Run("run", "--quiet").Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, new[] { "2026-W13" })]
    [InlineData(3, new[] { "2026-W11", "2026-W12", "2026-W13" })]
    [InlineData(60, new[] { "2026-W11", "2026-W12", "2026-W13" })]
    public void So_many_missed_weeks_are_made_up_for_the_newest_first(int most, string[] weeks)
    {
        const int Week = 7 * 24 * 60;
        _daybook.Write("inbox/a.json", Export(0, Week, 2 * Week, 3 * Week));
        _daybook.Do("run", "--quiet");
        _daybook.Now = "2026-03-30T06:00:00Z";
        var written = _daybook.Do("run", "--catch-up", $"{most}").Split('\n').Where(l => l.EndsWith(".eml", StringComparison.Ordinal)).Select(l => Path.GetFileNameWithoutExtension(l)["daybook-".Length..]);
        written.ShouldBe(weeks);
    }

    [Fact]
    public void Who_holds_the_ledger_is_named()
    {
        _daybook.Do("run");
        using var held = new FileStream($"{_daybook.LedgerPath}.lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        held.Write("daybook pull (process 4711)\nimport\n"u8);
        held.Flush();
        var (code, _, error) = _daybook.Run("run");
        code.ShouldBe(ExitCode.TryAgain, error);
        error.ShouldContain("another run holds the ledger: daybook pull (process 4711), at 'import'");
    }

    [Fact]
    public void An_empty_file_is_no_ledger()
    {
        _daybook.Write("ledger.db", "");
        foreach (var command in (string[])["run", "status"])
        {
            var (code, _, error) = _daybook.Run(command);
            code.ShouldBe(ExitCode.InputOutput);
            error.ShouldContain("is empty, and Daybook never leaves one so");
        }
        new FileInfo(_daybook.LedgerPath).Length.ShouldBe(0);
    }

    [Fact]
    public void The_help_names_every_stage()
    {
        var help = _daybook.Run("run", "--help").Output.ReplaceLineEndings(" ");
        foreach (var stage in AllRunStages.InOrder) help.ShouldContain(stage.Name);
    }

    private IEnumerable<string> Names() => _daybook.Texts("select stage from run_stage order by run_id, ordinal");

    private static string Export(params int[] minutes) => new AnAccount().Export(AnAccount.Beats(Moment.Utc("2026-03-02 09:00"), minutes));
}
