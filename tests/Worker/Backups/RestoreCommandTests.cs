using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Backups;

/// <summary>What was restored is what was backed up, and what was there before is kept.</summary>
public sealed class RestoreCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public RestoreCommandTests()
    {
        Import("a.json", 3, "wakatime");
        _daybook.Do("backup", "--out", Backup);
    }

    private string Backup => _daybook.File("first.backup");

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void The_ledger_is_the_backup_again_and_the_one_before_is_kept()
    {
        var before = _daybook.Dump();
        Import("b.json", 4, "other");
        var later = _daybook.Dump();
        var said = _daybook.Do("restore", Backup);
        said.ShouldContain("the backup ends with run 1 (import)");
        said.ShouldContain("the ledger ends with run 2 (import)");
        said.ShouldContain("other: heartbeats");
        said.ShouldContain("runs                    2       1");
        _daybook.Dump().ShouldBe(before);
        using (var kept = Ledger.OpenForReading($"{_daybook.LedgerPath}.replaced-20260905T080000Z")) LedgerDump.Of(kept).ShouldBe(later);
        _daybook.Texts("select command || ' ' || state from run order by id").ShouldBe(["import done", "restore done"]);
        _daybook.Do("check").ShouldNotContain("FAILS");
        Directory.GetFiles(_daybook.File("."), "*restoring*").ShouldBeEmpty();
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(_daybook.LedgerPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Nothing_that_was_kept_is_overwritten()
    {
        _daybook.Do("restore", Backup);
        _daybook.Do("restore", Backup).ShouldContain(".replaced-20260905T080000Z-2 now");
        Directory.GetFiles(_daybook.File("."), "*.replaced-*").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("--check", "the backup can be restored")]
    [InlineData("--dry-run", "would be restored to")]
    public void The_drill_and_the_rehearsal_leave_all_as_it_is(string option, string said)
    {
        Import("b.json", 4, "other");
        var before = _daybook.Listing();
        _daybook.Do("restore", Backup, option).ShouldContain(said);
        _daybook.Listing().ShouldBe(before);
    }

    [Theory]
    [InlineData("nothing like a database")]
    [InlineData("")]
    [InlineData(null)] // gone altogether
    public void A_ledger_that_is_damaged_or_gone_can_be_replaced(string? content)
    {
        var before = _daybook.Dump();
        if (content is null) File.Delete(_daybook.LedgerPath);
        else _daybook.Write("ledger.db", content);
        var said = _daybook.Do("restore", Backup);
        said.ShouldContain(content is null ? "there is no ledger yet" : "cannot be read");
        _daybook.Dump().ShouldBe(before);
        if (content is not null) File.ReadAllText($"{_daybook.LedgerPath}.replaced-20260905T080000Z").ShouldBe(content);
    }

    [Fact]
    public void A_journal_of_the_ledger_before_is_not_applied_to_the_restored_one()
    {
        var before = _daybook.Dump();
        _daybook.Write("ledger.db", new string('x', 8192));
        // A journal that would be hot for any file of its name: a header, and a page of rubbish for page 2.
        byte[] magic = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
        _daybook.Write("ledger.db-journal", [.. magic, .. new byte[8192]]);
        _daybook.Do("restore", Backup);
        _daybook.Dump().ShouldBe(before);
        new FileInfo($"{_daybook.LedgerPath}-journal").Exists.ShouldBeFalse();
        File.Exists($"{_daybook.LedgerPath}.replaced-20260905T080000Z-journal").ShouldBeTrue();
    }

    [Fact]
    public void A_backup_of_a_newer_daybook_and_one_that_breaks_the_laws_are_refused()
    {
        var before = File.ReadAllBytes(_daybook.LedgerPath);
        Change(Backup, "insert into migration values (99, 'later', 'x', 0); pragma user_version = 99");
        _daybook.Run("restore", Backup).Code.ShouldBe(ExitCode.Configuration);
        File.ReadAllBytes(_daybook.LedgerPath).ShouldBe(before);
        File.Delete(Backup);
        _daybook.Do("backup", "--out", Backup);
        Change(Backup, "delete from heartbeat where at_us = (select min(at_us) from heartbeat)");
        var (code, _, error) = _daybook.Run("restore", Backup);
        code.ShouldBe(ExitCode.InputOutput);
        error.ShouldContain("every new heartbeat is accounted for");
        File.ReadAllBytes(_daybook.LedgerPath).ShouldBe(before);
        _daybook.Run("restore", _daybook.LedgerPath).Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void A_backup_of_an_older_daybook_is_brought_up_to_date_and_stays_as_it_is()
    {
        var old = _daybook.File("old.db");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={old};Pooling=False"))
        {
            connection.Open();
            Migrations.Apply(connection, [.. Migrations.Shipped.Take(4)], 0, backUp: null);
            connection.Execute("insert into person (name) values ('of old')");
        }
        var before = File.ReadAllBytes(old);
        _daybook.Do("backup", "check", old).ShouldContain("it is of schema 4");
        _daybook.Do("restore", "--check", old).ShouldContain("the backup can be restored");
        _daybook.Do("restore", old);
        _daybook.Number("pragma user_version").ShouldBe(Migrations.Latest);
        _daybook.Texts("select name from person").ShouldBe(["of old"]);
        File.ReadAllBytes(old).ShouldBe(before);
        Directory.GetFiles(_daybook.File("."), "*before-schema*").ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_restores_while_another_run_writes()
    {
        using var held = Ledger.OpenForWriting(_daybook.LedgerPath, "a test", 0);
        _daybook.Run("restore", Backup).Code.ShouldBe(ExitCode.TryAgain);
        _daybook.Run("backup", "--out", _daybook.File("b.db")).Code.ShouldBe(ExitCode.TryAgain);
    }

    private static void Change(string path, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        foreach (var one in sql.Split(';')) connection.Execute(one);
    }

    private void Import(string name, int seed, string source) =>
        _daybook.Do("import", "--as", source, _daybook.Write(name, new AnAccount().Export(AnAccount.Random(new Random(seed)), "2026-03-26", "2026-04-03")));
}
