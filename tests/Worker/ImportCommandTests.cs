using System.Text;
using System.Text.Json;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker;

public sealed class ImportCommandTests : IDisposable
{
    private static readonly long Morning = Moment.In("Europe/Berlin", "2026-03-02 09:00");
    private readonly ADaybook _daybook = new();

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Tells_what_became_of_each_file_and_in_the_last_line_of_all()
    {
        var first = _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Morning, 0, 5, 9)));
        var second = _daybook.Write("b.json", new AnAccount().Export(AnAccount.Beats(Morning, 9, 12)));

        _daybook.Do("import", first, second).Split('\n').ShouldBe(
        [
            $"{first}: wakatime-heartbeats-export: 3 new, 0 same, 0 changed, 0 rejected",
            $"{second}: wakatime-heartbeats-export: 1 new, 1 same, 0 changed, 0 rejected",
            "4 new, 1 same, 0 changed, 0 rejected",
            "",
        ]);
        _daybook.Total("day", "2026-03-02").ShouldBe(12 * Micros.PerMinute);
    }

    [Fact]
    public void What_daybook_pushed_somewhere_is_not_taken_in_as_time_again()
    {
        var file = _daybook.Write("back.json", """
            {"daybook": 1, "entries": [
              {"id": "a", "start": "2026-03-02T09:00:00+01:00", "end": "2026-03-02T17:00:00+01:00", "zone": "Europe/Berlin", "note": "Development [db:7f3a9c21]"},
              {"id": "b", "start": "2026-03-02T18:00:00+01:00", "end": "2026-03-02T19:00:00+01:00", "zone": "Europe/Berlin", "note": "by hand [db:no mark]"}]}
            """);
        var (_, output, error) = _daybook.Run("import", file);
        output.ShouldEndWith("1 new, 0 same, 0 changed, 0 rejected\n");
        error.ShouldContain("left out: 1 entry that Daybook pushed there itself");
        _daybook.Total("day", "2026-03-02").ShouldBe(Micros.PerHour);
    }

    [Fact]
    public void A_second_import_says_since_when_the_content_is_known_and_adds_nothing()
    {
        var path = _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Morning, 0, 5, 9)));
        _daybook.Do("import", path);
        var once = _daybook.Dump();

        var copy = _daybook.Write("copy.json", File.ReadAllBytes(path));
        _daybook.Do("import", copy).ShouldBe(
            $"{copy}: wakatime-heartbeats-export: 0 new, 3 same, 0 changed, 0 rejected (the same content as in import of run 1)\n0 new, 3 same, 0 changed, 0 rejected\n");
        LedgerDump.Difference(once, _daybook.Dump()).ShouldBeEmpty();
    }

    [Fact]
    public void A_heartbeat_with_other_details_is_changed_and_counts_no_time_twice()
    {
        var path = _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Morning, 0, 5)));
        var other = _daybook.Write("b.json", new AnAccount().Export(AnAccount.Beats(Morning, 0, 5).Select(b => b with { Line = 7 })));
        _daybook.Do("import", path);
        _daybook.Do("import", other).ShouldEndWith("\n0 new, 0 same, 2 changed, 0 rejected\n");
        _daybook.Total("day", "2026-03-02").ShouldBe(5 * Micros.PerMinute);
    }

    [Fact]
    public void A_newer_export_says_what_is_gone_upstream()
    {
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Morning, 0, 5, 9), "2026-03-01", "2026-03-03")));
        _daybook.Do("import", _daybook.Write("b.json", new AnAccount().Export(AnAccount.Beats(Morning, 0, 9, 3000), "2026-03-01", "2026-03-04")))
            .ShouldEndWith("1 new, 2 same, 0 changed, 0 rejected, 1 gone upstream\n");
    }

    [Fact]
    public void Prints_nothing_when_quiet_and_all_is_well()
    {
        var path = _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Morning, 0, 5)));
        _daybook.Run("import", path, "--quiet").ShouldBe((ExitCode.Done, "", ""));
    }

    [Fact]
    public void Answers_machines_with_one_document()
    {
        var good = _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Morning, 0, 5)));
        var bad = _daybook.Write("b.json", "hello");
        var (code, output, error) = _daybook.Run("import", good, bad, "--json");
        var answer = JsonDocument.Parse(output).RootElement;

        code.ShouldBe(ExitCode.PartlyDone);
        answer.GetProperty("dry_run").GetBoolean().ShouldBeFalse();
        answer.GetProperty("new").GetInt64().ShouldBe(2);
        var files = answer.GetProperty("files").EnumerateArray().ToList();
        files.Select(f => f.GetProperty("path").GetString()).ShouldBe([good, bad]);
        files[0].GetProperty("diagnostics").GetArrayLength().ShouldBe(0);
        files[1].GetProperty("kind").ValueKind.ShouldBe(JsonValueKind.Null);
        files[1].GetProperty("diagnostics")[0].GetString().ShouldNotBeNull().ShouldContain("not recognised");
        error.ShouldContain("not recognised");
    }

    [Fact]
    public void Another_account_is_refused_under_a_name_that_is_taken_and_taken_in_under_one_of_its_own()
    {
        var mine = _daybook.Write("mine.json", new AnAccount().Export(AnAccount.Beats(Morning, 0, 5)));
        var theirs = _daybook.Write("theirs.json", new AnAccount(Account: "account-2").Export(AnAccount.Beats(Morning, 60, 70)));
        _daybook.Do("import", mine);
        var before = _daybook.Dump();

        var (code, _, error) = _daybook.Run("import", theirs, "--as", "wakatime");
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("account-2");
        error.ShouldContain("--as NAME");
        LedgerDump.Difference(before, _daybook.Dump()).ShouldBeEmpty();

        _daybook.Do("import", theirs, "--as", "wakatime-2");
        _daybook.Total("day", "2026-03-02").ShouldBe(15 * Micros.PerMinute);
    }

    [Fact]
    public void Another_account_among_several_files_becomes_a_source_of_its_own()
    {
        var mine = _daybook.Write("1.json", new AnAccount().Export(AnAccount.Beats(Morning, 0, 5)));
        var theirs = _daybook.Write("2.json", new AnAccount(Account: "account-2").Export(AnAccount.Beats(Morning, 60, 70)));
        var more = _daybook.Write("3.json", new AnAccount().Export(AnAccount.Beats(Morning, 6)));

        var (code, output, error) = _daybook.Run("import", mine, theirs, more);
        code.ShouldBe(ExitCode.Done);
        error.ShouldStartWith($"{theirs}: note: it is of another account and was taken in as the source 'wakatime-account-'");
        error.ShouldContain("--as NAME");
        output.ShouldEndWith("\n5 new, 0 same, 0 changed, 0 rejected\n");
        _daybook.Total("day", "2026-03-02").ShouldBe(16 * Micros.PerMinute);
    }

    [Fact]
    public void What_another_person_tracked_needs_a_source_of_its_own()
    {
        _daybook.Do("import", _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Morning, 0, 5))));
        _daybook.Configure("""{"Person": "Ada"}""");
        var theirs = _daybook.Write("b.json", new AnAccount(Account: "account-2").Export(AnAccount.Beats(Morning, 60, 70)));
        var (code, _, error) = _daybook.Run("import", theirs);
        code.ShouldBe(ExitCode.BadData);
        error.ShouldContain("another person's time");

        _daybook.Do("import", theirs, "--as", "ada");
        _daybook.Total("day", "2026-03-02").ShouldBe(10 * Micros.PerMinute);
        _daybook.Configure("{}");
        _daybook.Total("day", "2026-03-02").ShouldBe(5 * Micros.PerMinute);
    }

    [Theory]
    [InlineData("import", "")]
    [InlineData("status", "--ledger", "")]
    [InlineData("status", "--config", "")]
    [InlineData("digest", "--out", "")]
    [InlineData("demo", "--out", "")]
    public void An_empty_word_is_no_path(params string[] arguments)
    {
        using var error = new StringWriter();
        var world = new Surroundings(TextWriter.Null, error, () => Stream.Null, NodaTime.Instant.FromUtc(2026, 3, 9, 6, 0), _ => null, false, default);
        Program.Run([.. arguments, .. arguments.Contains("--ledger") ? [] : (string[])["--ledger", _daybook.LedgerPath]], world)
            .ShouldBeOneOf([ExitCode.Usage, ExitCode.NoInput, ExitCode.Configuration]);
        error.ToString().ShouldNotContain("defect");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void A_source_needs_a_name(string name)
    {
        var path = _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Morning, 0)));
        _daybook.Run("import", path, "--as", name).Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Reads_standard_input_plain_or_compressed()
    {
        var export = Encoding.UTF8.GetBytes(new AnAccount().Export(AnAccount.Beats(Morning, 0, 5, 9)));
        _daybook.RunWith(export, "import", "-").Output.ShouldEndWith("\n3 new, 0 same, 0 changed, 0 rejected\n");
        _daybook.RunWith(AnAccount.Gzip(export), "import", "-").Output.ShouldEndWith("\n0 new, 3 same, 0 changed, 0 rejected\n");
        _daybook.RunWith([], "import", "-").Code.ShouldBe(ExitCode.BadData);
    }

    [Fact]
    public void Opens_folders_globs_and_compressed_files()
    {
        byte[] Export(int minute) => Encoding.UTF8.GetBytes(new AnAccount().Export(AnAccount.Beats(Morning, minute)));
        _daybook.Write("in/a.json", Export(0));
        _daybook.Write("in/b.json.gz", AnAccount.Gzip(Export(1)));
        _daybook.Write("in/deeper/c.zip", AnAccount.Zip(("x.json", Export(2)), ("readme.txt", "hello"u8.ToArray()), ("y/z.json", Export(3))));
        _daybook.Write("in/notes.txt", "not wanted");

        _daybook.Do("import", _daybook.File("in/*.json"), "--dry-run").ShouldEndWith("would be: 1 new, 0 same, 0 changed, 0 rejected\n");
        _daybook.Do("import", _daybook.File("**/*.zip"), "--dry-run").ShouldEndWith("would be: 2 new, 0 same, 0 changed, 0 rejected\n");
        _daybook.Do("import", _daybook.File("in")).ShouldEndWith("\n4 new, 0 same, 0 changed, 0 rejected\n");
    }

    [Fact]
    public void Stops_between_files_when_asked_to()
    {
        var path = _daybook.Write("a.json", new AnAccount().Export(AnAccount.Beats(Morning, 0)));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        _daybook.Stop = stop.Token;
        _daybook.Run("import", path).Code.ShouldBe(ExitCode.Interrupted);
    }

    [Fact]
    public void Asks_for_a_path_where_there_is_no_spool()
    {
        var (code, _, error) = _daybook.Run("import");
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain("--help");
    }
}
