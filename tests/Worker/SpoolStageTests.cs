using System.Globalization;
using System.Text;
using Daybook.Model;
using Daybook.Spool;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

/// <summary>The way from the spool into the ledger and the archive.</summary>
public sealed class SpoolStageTests : IDisposable
{
    private const long Start = 1_788_249_600; // 2026-09-01T08:00:00Z
    private readonly ADaybook _daybook = new() { Now = "2026-09-01T12:00:00Z" };

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Import_without_a_file_takes_the_spool_in()
    {
        Beat("editor", 0, 5);
        Beat("laptop", 60);
        _daybook.Do("import").ShouldEndWith("3 new, 0 same, 0 changed, 0 rejected\n");
        _daybook.Number("select count(*) from source where name in ('editor', 'laptop')").ShouldBe(2);
        _daybook.Worked().ShouldBe(5 * Micros.PerMinute);
        Files().ShouldBe(["editor/taken/vim.1788264000000000.jsonl", "laptop/taken/vim.1788264000000000.jsonl"]);
        _daybook.Do("check").ShouldNotContain("FAILS");
        _daybook.Do("why", "2026-09-01").ShouldContain("vim.1788264000000000.jsonl");
    }

    [Fact]
    public void A_rehearsal_renames_nothing()
    {
        Beat("editor", 0, 5);
        var before = Files();
        _daybook.Do("import", "--dry-run").ShouldContain("would be: 2 new");
        Files().ShouldBe(before);
        _daybook.Do("run", "--dry-run").ShouldContain("2 new");
        Files().ShouldBe(before);
    }

    [Fact]
    public void What_rests_is_read_again_only_where_it_has_grown()
    {
        Beat("editor", 0, 5);
        _daybook.Do("run");
        var runs = _daybook.Number("select count(*) from run where command = 'import'");
        _daybook.Do("run").ShouldBe("nothing to do\n");
        _daybook.Number("select count(*) from run where command = 'import'").ShouldBe(runs);
        // A writer that had the file open when it was renamed.
        File.AppendAllText(_daybook.File($"spool/{Files().Single()}"), $"\n{Line(9)}\n");
        _daybook.Do("import").ShouldEndWith("\n1 new, 2 same, 0 changed, 0 rejected\n");
        _daybook.Worked().ShouldBe(9 * Micros.PerMinute);
    }

    [Fact]
    public void A_line_that_is_still_being_written_is_left_for_the_next_look()
    {
        Beat("editor", 0, 5);
        var path = _daybook.File("spool/editor/vim.jsonl");
        File.AppendAllText(path, $"\n{Line(9)[..30]}");
        _daybook.Run("import").ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCode.Done), r => r.Error.ShouldBeEmpty());
        File.AppendAllText(_daybook.File($"spool/{Files().Single()}"), $"{Line(9)[30..]}\n");
        _daybook.Do("import").ShouldEndWith("\n1 new, 2 same, 0 changed, 0 rejected\n");
    }

    [Fact]
    public void A_line_that_was_cut_goes_to_quarantine_and_costs_no_other()
    {
        Beat("editor", 0);
        File.AppendAllText(_daybook.File("spool/editor/vim.jsonl"), "\n{\"entity\": \"ha");
        Beat("editor", 5);
        var (code, output, _) = _daybook.Run("import");
        code.ShouldBe(ExitCode.PartlyDone);
        output.ShouldEndWith("2 new, 0 same, 0 changed, 1 rejected\n");
        _daybook.Do("quarantine", "list").ShouldContain("spool/editor/taken/vim.1788264000000000.jsonl");
    }

    [Fact]
    public void After_a_day_a_file_goes_to_the_archive_and_why_finds_it_there()
    {
        Beat("editor", 0, 5);
        _daybook.Do("run");
        _daybook.Now = "2026-09-02T11:59:59Z";
        _daybook.Do("run");
        Files().Count.ShouldBe(1);
        _daybook.Now = "2026-09-02T12:00:00Z";
        _daybook.Do("run");
        Files().ShouldBeEmpty();
        File.Exists(_daybook.File("archive/spool/editor/vim.1788264000000000.jsonl")).ShouldBeTrue();
        _daybook.Number("select count(*) from file where archived_as is not null and sha256 is not null").ShouldBe(1);
        _daybook.Do("why", "2026-09-01").ShouldContain("archive");
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void What_nobody_can_read_is_named_for_a_day_and_put_aside()
    {
        Append("editor", "no heartbeat");
        _daybook.Run("run").ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCode.PartlyDone), r => r.Error.ShouldContain("not recognised"));
        _daybook.Now = "2026-09-02T12:00:00Z";
        _daybook.Run("run").Code.ShouldBe(ExitCode.PartlyDone);
        Files().ShouldBe(["editor/refused/vim.1788264000000000.jsonl"]);
        _daybook.Do("run");
    }

    [Fact]
    public void What_is_no_file_of_ones_own_is_named_and_left_and_costs_no_other()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        Beat("editor", 0, 5);
        File.CreateSymbolicLink(_daybook.File("spool/editor/evil.jsonl"), _daybook.ConfigPath);
        File.CreateSymbolicLink(_daybook.File("spool/other"), Path.GetTempPath());
        var (code, output, error) = _daybook.Run("import");
        code.ShouldBe(ExitCode.PartlyDone);
        output.ShouldEndWith("\n2 new, 0 same, 0 changed, 0 rejected\n");
        error.ShouldContain("evil.jsonl: warning: it is a link");
        error.ShouldContain("other: warning: it is a link");
        File.Exists(_daybook.ConfigPath).ShouldBeTrue();
    }

    [Theory]
    [InlineData("mkfifo -m 600 \"$1\"", "it is a pipe, a device or a folder, not a file")]
    [InlineData("mkdir \"$1\"", "it is a pipe, a device or a folder, not a file")]
    [InlineData("cp \"$2\" \"$1\"; chmod 600 \"$1\"; ln \"$1\" \"$1.second\"", "it has a second name elsewhere")]
    [InlineData("cp \"$2\" \"$1\"; chmod 666 \"$1\"", "others may write to it: chmod 600")]
    public void Nothing_is_waited_for_and_nothing_of_a_doubtful_file_is_read(string made, string flaw)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Made with the tools of a POSIX system.");
        Beat("editor", 0, 5);
        var (evil, good) = (_daybook.File("spool/editor/evil.jsonl"), _daybook.File("spool/editor/vim.jsonl"));
        System.Diagnostics.Process.Start("sh", ["-ec", made, "sh", evil, good]).WaitForExit();
        var (code, output, error) = _daybook.Run("import");
        code.ShouldBe(ExitCode.PartlyDone);
        output.ShouldEndWith("\n2 new, 0 same, 0 changed, 0 rejected\n");
        error.ShouldContain($"evil.jsonl: warning: {flaw}");
    }

    [Theory]
    [InlineData("2026-09-01T12:00:00Z")] // killed between renaming and reading
    [InlineData("2026-09-03T12:00:00Z")] // and found again only when it would go to the archive
    public void What_was_taken_and_not_read_is_read_by_the_next_run(string now)
    {
        Beat("editor", 0, 5);
        var spool = new SpoolFolder(_daybook.File("spool"));
        spool.Take(spool.Find([]).Single(), 1_788_264_000_000_000);
        _daybook.Now = now;
        _daybook.Do("run").ShouldContain("2 new");
        _daybook.Number("select count(*) from heartbeat").ShouldBe(2);
    }

    [Fact]
    public void What_is_undone_while_it_rests_comes_in_again()
    {
        Beat("editor", 0, 5);
        _daybook.Do("import");
        _daybook.Do("import", "undo", "1");
        _daybook.Number("select count(*) from heartbeat").ShouldBe(0);
        _daybook.Do("import").ShouldEndWith("\n2 new, 0 same, 0 changed, 0 rejected\n");
    }

    [Fact]
    public void Wishes_are_said_of_files_not_of_the_spool() => _daybook.Run("import", "--as", "x").Code.ShouldBe(ExitCode.Usage);

    [Fact]
    public async Task The_ledger_gets_every_line_once_while_writers_go_on()
    {
        const int Lines = 400;
        var left = 2;
        var threads = Enumerable.Range(0, left).Select(writer => Task.Factory.StartNew(() =>
        {
            try
            {
                for (var i = 0; i < Lines; i++) Append("editor", Line(i * 2 + writer));
            }
            finally
            {
                Interlocked.Decrement(ref left);
            }
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var isLast = false;
        for (; ; )
        {
            isLast = Volatile.Read(ref left) == 0;
            _daybook.Do("import", "--quiet");
            if (isLast) break;
        }
        await Task.WhenAll(threads);
        _daybook.Number("select count(*) from heartbeat").ShouldBe(2 * Lines);
        _daybook.Number("select count(*) from quarantine").ShouldBe(0);
    }

    private void Beat(string source, params int[] minutes)
    {
        foreach (var minute in minutes) Append(source, Line(minute));
    }

    private void Append(string source, string line) =>
        new SpoolWriter(_daybook.File("spool")).Append(source, "vim", [Encoding.UTF8.GetBytes(line)], isPromised: false);

    private static string Line(int minute) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"entity":"/home/ada/a.cs","type":"file","time":{{Start + minute * 60}}.5,"project":"daybook","language":"C#","is_write":false}""");

    private List<string> Files() => [.. Directory.EnumerateFiles(_daybook.File("spool"), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_daybook.File("spool"), f)).Order(StringComparer.Ordinal)];
}
