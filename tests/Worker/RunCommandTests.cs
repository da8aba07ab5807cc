using System.Text.Json;
using Daybook.Model;
using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;
using NodaTime;

namespace Daybook.Tests.Worker;

/// <summary>What cron calls: inbox, ledger, digests, archive.</summary>
public sealed class RunCommandTests : IDisposable
{
    private static readonly long Monday = Moment.In("Europe/Berlin", "2026-03-02 09:00");
    private static readonly string[] Forms = ["eml", "html", "txt"];
    private readonly ADaybook _daybook = new() { Now = "2026-03-09T06:00:00Z" };

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void Takes_the_inbox_in_writes_what_is_due_and_archives()
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        _daybook.Write("inbox/deeper/b.json.gz", AnAccount.Gzip(System.Text.Encoding.UTF8.GetBytes(Export(7))));

        var output = _daybook.Do("run");

        output.ShouldEndWith("\nimport  done  2 files, 3 new\nderive  done  1 day\nreport  done  3 files\n");
        Files("inbox").ShouldBeEmpty();
        Files("archive").ShouldBe(["a.json", "deeper/b.json.gz"]);
        Files("digests").ShouldBe(Forms.Select(form => $"daybook-2026-W10.{form}"));
        output.ShouldContain(_daybook.File("digests/daybook-2026-W10.eml"));
        _daybook.Total("week", "2026-W10").ShouldBe(7 * Micros.PerMinute);
        _daybook.Number("select count(*) from file where archived_as is not null").ShouldBe(2);
        _daybook.Do("check").ShouldNotContain("FAILS");
    }

    [Fact]
    public void A_second_run_has_nothing_to_do_and_writes_nothing_but_that_it_was()
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        _daybook.Do("run");
        var before = _daybook.Listing();
        _daybook.Do("run").ShouldBe("nothing to do\n");
        var runs = _daybook.Number("select count(*) from run");
        _daybook.Run("run", "--quiet").ShouldBe((ExitCode.Done, "", ""));
        _daybook.Number("select count(*) from run").ShouldBe(runs);
        _daybook.Listing().Where(NotTheLock).Where(f => !f.StartsWith("ledger.db ", StringComparison.Ordinal)).ShouldBe(before.Where(NotTheLock).Where(f => !f.StartsWith("ledger.db ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Runs_where_there_is_no_inbox_and_no_ledger_yet() =>
        _daybook.Do("run").ShouldBe("nothing to do\n");

    [Fact]
    public void A_bad_file_stays_in_the_inbox_and_the_others_go_on()
    {
        _daybook.Write("inbox/1-bad.json", "{\"weather\": \"fine\"}");
        _daybook.Write("inbox/2-good.json", Export(0, 5));
        _daybook.Write("inbox/3-cut.json", Export(6, 7)[..^40]);
        _daybook.Write("inbox/4-good.json", Export(8));

        var (code, output, error) = _daybook.Run("run");

        code.ShouldBe(ExitCode.PartlyDone);
        error.ShouldContain("1-bad.json: error: not recognised");
        error.ShouldContain("3-cut.json:");
        Files("inbox").ShouldBe(["1-bad.json", "3-cut.json"]);
        Files("archive").ShouldBe(["2-good.json", "4-good.json"]);
        Files("digests").Count.ShouldBe(3);
    }

    [Fact]
    public void An_archive_of_which_a_member_is_bad_stays_in_the_inbox()
    {
        _daybook.Write("inbox/a.zip", AnAccount.Zip(("a.json", System.Text.Encoding.UTF8.GetBytes(Export(0, 5))), ("b.json", "oh"u8.ToArray())));
        _daybook.Run("run").Code.ShouldBe(ExitCode.PartlyDone);
        Files("inbox").ShouldBe(["a.zip"]);
        _daybook.Total("week", "2026-W10").ShouldBe(5 * Micros.PerMinute);
    }

    [Theory]
    [InlineData(".hidden.json")]
    [InlineData("a.json.part")]
    [InlineData("a.json.crdownload")]
    [InlineData("a.json.tmp")]
    public void Leaves_alone_what_is_still_being_written(string name)
    {
        _daybook.Write($"inbox/{name}", Export(0, 5));
        _daybook.Do("run").ShouldBe("nothing to do\n");
        Files("inbox").ShouldBe([name]);
    }

    [Fact]
    public void Two_files_of_one_name_are_both_kept_in_the_archive()
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        _daybook.Do("run");
        _daybook.Write("inbox/a.json", Export(0, 5, 9));
        _daybook.Do("run");
        Files("archive").Count.ShouldBe(2);
        _daybook.Number("select count(distinct archived_as) from file").ShouldBe(2);
    }

    [Fact]
    public void An_archive_inside_the_inbox_is_not_taken_in_again()
    {
        _daybook.Configure("""{"Inbox": "inbox", "Archive": "inbox/done", "Digests": "digests"}""");
        _daybook.Write("inbox/a.json", Export(0, 5));
        _daybook.Do("run");
        _daybook.Do("run").ShouldBe("nothing to do\n");
        Files("inbox/done").ShouldBe(["a.json"]);
    }

    [Fact]
    public void A_rehearsal_says_it_all_and_changes_nothing()
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        var before = _daybook.Listing();
        var output = _daybook.Do("run", "--dry-run");
        _daybook.Listing().ShouldBe(before);
        output.ShouldContain($"would archive {_daybook.File("inbox/a.json")}\n");
        output.ShouldContain($"would write {_daybook.File("digests/daybook-2026-W10.eml")}\n");
        output.ShouldEndWith("\nimport  would  1 file, 2 new\nderive  would  1 day\nreport  would  3 files\n");
    }

    [Fact]
    public void A_rehearsal_on_a_ledger_that_is_there_changes_nothing()
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        _daybook.Do("run");
        _daybook.Write("inbox/b.json", Export(9, 7 * 24 * 60));
        _daybook.Now = "2026-03-16T06:00:00Z";
        var before = _daybook.Listing();
        _daybook.Do("run", "--dry-run").ShouldContain("daybook-2026-W11.eml");
        _daybook.Listing().Where(NotTheLock).ShouldBe(before.Where(NotTheLock));
    }

    [Fact]
    public void Weeks_missed_while_the_machine_was_off_are_caught_up()
    {
        const int Week = 7 * 24 * 60;
        _daybook.Write("inbox/a.json", Export(0, 5, Week, Week + 5, 3 * Week, 3 * Week + 5));
        _daybook.Do("run");
        _daybook.Now = "2026-03-30T06:00:00Z";
        _daybook.Do("run");
        // Nothing is known of W12.
        Files("digests").Where(f => f.EndsWith(".eml", StringComparison.Ordinal)).ShouldBe(["daybook-2026-W10.eml", "daybook-2026-W11.eml", "daybook-2026-W13.eml"]);
        _daybook.Now = "2026-04-06T06:00:00Z"; // nor of W14
        _daybook.Do("run").ShouldBe("nothing to do\n");
    }

    [Fact]
    public void A_digest_that_a_kill_left_unfinished_is_written_again()
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        _daybook.Do("run");
        File.Delete(_daybook.File("digests/daybook-2026-W10.eml")); // the last of the three to be written
        _daybook.Do("run");
        Files("digests").Count.ShouldBe(3);
    }

    [Fact]
    public void Answers_machines_with_one_document()
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        foreach (var args in (string[][])[["run", "--json", "--dry-run"], ["run", "--json"], ["run", "--json"]])
            JsonDocument.Parse(_daybook.Do(args)).RootElement.GetProperty("rejected").GetInt64().ShouldBe(0);
    }

    [Fact]
    public void A_second_run_at_the_same_time_waits_for_its_turn_and_touches_nothing()
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        using (WriterLock.Take(_daybook.LedgerPath, "a test"))
            _daybook.Run("run").Code.ShouldBe(ExitCode.TryAgain);
        Files("inbox").ShouldBe(["a.json"]);
        _daybook.Do("run");
        Files("inbox").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("run")]
    [InlineData("import")]
    [InlineData("pull")]
    [InlineData("push")]
    public void Who_is_willing_to_wait_gets_its_turn_as_soon_as_the_other_ends(string command)
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        if (command == "push") _daybook.Do("import", _daybook.File("inbox/a.json"));
        if (command is "push" or "pull") _daybook.Configure("""{ "Sources": [{ "Name": "clockify", "Pull": { "Service": "clockify" } }] }""");
        string[] args = command switch { "import" => ["import", _daybook.File("inbox/a.json")], "push" => ["push", "clockify"], _ => [command] };
        var other = WriterLock.Take(_daybook.LedgerPath, "daybook import");
        var waited = Duration.Zero;
        _daybook.Wait = time =>
        {
            time.ShouldBeLessThanOrEqualTo(Duration.FromSeconds(1));
            if ((waited += time) >= Duration.FromSeconds(7)) other.Dispose();
        };
        var (code, _, error) = _daybook.Run([.. args, "--wait", "10", "--verbose"]);
        code.ShouldNotBe(ExitCode.TryAgain, error);
        waited.ShouldBe(Duration.FromSeconds(7));
        error.ShouldContain($"daybook {command}: waits 10 s at most: another run holds the ledger: daybook import (process");
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("3", 3)]
    public void Who_has_waited_long_enough_says_who_is_at_work(string patience, int seconds)
    {
        var waited = Duration.Zero;
        _daybook.Wait = time => waited += time;
        using var other = WriterLock.Take(_daybook.LedgerPath, "daybook close");
        var (code, _, error) = _daybook.Run("run", "--wait", patience);
        code.ShouldBe(ExitCode.TryAgain);
        error.ShouldContain("another run holds the ledger: daybook close (process");
        waited.ShouldBe(Duration.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("86401")]
    [InlineData("1.5")]
    [InlineData("soon")]
    public void Only_whole_seconds_can_be_waited(string patience) => _daybook.Run("run", "--wait", patience).Code.ShouldBe(ExitCode.Usage);

    [Fact]
    public void Who_is_stopped_while_waiting_waits_no_longer()
    {
        using var stop = new CancellationTokenSource();
        _daybook.Stop = stop.Token;
        _daybook.Wait = _ => stop.Cancel();
        using var other = WriterLock.Take(_daybook.LedgerPath, "daybook close");
        _daybook.Run("run", "--wait", "60").Code.ShouldBe(ExitCode.Interrupted);
    }

    [Fact]
    public void Two_processes_take_turns()
    {
        _daybook.Write("inbox/a.json", Export(0, 5));
        using var other = WriterLock.Take(_daybook.LedgerPath, "a test");
        using var process = _daybook.Started("run", "--wait", "60", "--verbose");
        process.StandardError.ReadLine().ShouldNotBeNull().ShouldContain("waits 60 s at most");
        other.Dispose();
        process.WaitForExit(30_000).ShouldBeTrue();
        process.ExitCode.ShouldBe(0);
        Files("inbox").ShouldBeEmpty();
    }

    private static bool NotTheLock(string line) => !line.StartsWith("ledger.db.lock ", StringComparison.Ordinal);

    private static string Export(params int[] minutes) => new AnAccount().Export(AnAccount.Beats(Monday, minutes));

    private List<string> Files(string folder) => !Directory.Exists(_daybook.File(folder)) ? [] :
    [
        .. Directory.EnumerateFiles(_daybook.File(folder), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_daybook.File(folder), f)).Order(StringComparer.Ordinal),
    ];
}
