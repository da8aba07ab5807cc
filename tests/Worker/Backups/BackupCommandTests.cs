using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker;

namespace Daybook.Tests.Worker.Backups;

/// <summary>Backups: what they have, what they are called, which stay, and what is no backup.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private readonly ADaybook _daybook = new();

    public BackupCommandTests() => Import("a.json", 3);

    public void Dispose() => _daybook.Dispose();

    [Fact]
    public void A_backup_is_the_ledger_and_for_its_owner_alone()
    {
        var at = _daybook.File("copy.db");
        _daybook.Do("backup", "--out", at).ShouldContain("schema");
        File.ReadAllBytes(at).Length.ShouldBe(File.ReadAllBytes(_daybook.LedgerPath).Length);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(at).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var dump = _daybook.Dump();
        using (var copy = Ledger.OpenForReading(at)) LedgerDump.Of(copy).ShouldBe(dump);
        _daybook.Do("backup", "check", at).ShouldContain("holds  the laws");
        Directory.GetFiles(_daybook.File("."), "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_overwritten()
    {
        var at = _daybook.Write("copy.db", "mine");
        var (code, _, error) = _daybook.Run("backup", "--out", at);
        (code, File.ReadAllText(at)).ShouldBe((ExitCode.BadData, "mine"));
        error.ShouldContain("overwrites nothing");
        _daybook.Run("backup", "--out", _daybook.File("nowhere/copy.db")).Code.ShouldBe(ExitCode.NoInput);
        _daybook.Run("backup").Code.ShouldBe(ExitCode.Usage);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("SQLite format 3\0 half a page", true)]
    [InlineData("what I must not forget", false)]
    public void What_a_killed_backup_left_goes_and_nothing_else(string left, bool isOurs)
    {
        var leftover = _daybook.Write("copy.db.tmp", left);
        _daybook.Run("backup", "--out", _daybook.File("copy.db")).Code.ShouldBe(isOurs ? ExitCode.Done : ExitCode.BadData);
        File.Exists(leftover).ShouldBe(!isOurs);
    }

    [Fact]
    public void In_a_folder_it_is_named_after_time_schema_and_content_and_listed_with_its_age()
    {
        _daybook.Configure("""{ "Backup": { "Folder": "backups" } }""");
        _daybook.Write("backups/ledger.20260904T080000Z.schema-1.db.tmp", "");
        _daybook.Write("backups/letter.tmp", "dear");
        _daybook.Do("backup", "--dry-run").ShouldContain("would be made");
        _daybook.Do("backup");
        _daybook.Do("backup", "--quiet"); // of the same second and content: the same
        var made = Directory.GetFiles(_daybook.File("backups"), "*.db").ShouldHaveSingleItem();
        BackupName.Parse(Path.GetFileName(made)).ShouldNotBeNull().Schema.ShouldBe(Migrations.Latest);
        File.Exists(_daybook.File("backups/letter.tmp")).ShouldBeTrue();
        Directory.GetFiles(_daybook.File("backups")).Length.ShouldBe(2);
        _daybook.Now = "2026-09-09T08:00:00Z";
        _daybook.Do("backup", "list").ShouldContain("4 days old");
        _daybook.Json("backup", "list", "--json").GetProperty("backups")[0].GetProperty("at").GetString().ShouldBe("2026-09-05T08:00:00Z");
        _daybook.Do("backup", "check", made).ShouldContain("its bytes are those that it was named after");
    }

    [Fact]
    public void One_bit_that_turned_over_is_noticed()
    {
        _daybook.Configure("""{ "Backup": { "Folder": "backups" } }""");
        _daybook.Do("backup");
        var made = Directory.GetFiles(_daybook.File("backups")).Single();
        var bytes = File.ReadAllBytes(made);
        for (var i = 200; i < bytes.Length; i += bytes.Length / 40)
        {
            bytes[i] ^= 4;
            File.WriteAllBytes(made, bytes);
            var (code, _, error) = _daybook.Run("backup", "check", made);
            code.ShouldBe(ExitCode.InputOutput, error);
            bytes[i] ^= 4;
        }
        File.WriteAllBytes(made, bytes);
        _daybook.Do("backup", "check", made);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no database at all")]
    public void What_is_no_backup_is_refused(string content)
    {
        var at = _daybook.Write("x.db", content);
        _daybook.Run("backup", "check", at).Code.ShouldBe(ExitCode.InputOutput);
        _daybook.Run("restore", at).Code.ShouldBe(ExitCode.InputOutput);
        _daybook.Run("backup", "check", _daybook.File("none.db")).Code.ShouldBe(ExitCode.NoInput);
    }

    [Fact]
    public void A_damaged_ledger_is_not_backed_up()
    {
        var bytes = File.ReadAllBytes(_daybook.LedgerPath);
        bytes.AsSpan(4096 * 3, 4096).Fill(0x5a);
        File.WriteAllBytes(_daybook.LedgerPath, bytes);
        _daybook.Run("backup", "--out", _daybook.File("copy.db")).Code.ShouldBe(ExitCode.InputOutput);
        Directory.GetFiles(_daybook.File("."), "copy*").ShouldBeEmpty();
        File.ReadAllBytes(_daybook.LedgerPath).ShouldBe(bytes);
    }

    [Fact]
    public void A_run_makes_the_one_that_is_due_first_and_keeps_as_many_as_it_is_told()
    {
        _daybook.Configure("""{ "Backup": { "Folder": "backups", "Keep": { "Daily": 2, "Weekly": 0, "Monthly": 0 } } }""");
        var stranger = _daybook.Write("backups/ledger.20200101T080000Z.schema-10.0123456789abcdef.db", File.ReadAllBytes(OtherLedger()));
        foreach (var now in (string[])["2026-09-05T08:00:00Z", "2026-09-05T09:00:00Z", "2026-09-06T08:00:00Z", "2026-09-07T08:00:00Z"])
        {
            _daybook.Now = now;
            _daybook.Do("run");
        }
        Names().ShouldBe(["ledger.20200101", "ledger.20260906", "ledger.20260907"]);
        File.Exists(stranger).ShouldBeTrue(); // of another ledger
        _daybook.Texts("select stage || ' ' || state || ' ' || counts from run_stage where stage = 'backup' order by run_id")
            .ShouldBe(["backup done {\"backups\":1}", "backup nothing {}", "backup done {\"backups\":1}", "backup done {\"backups\":1,\"old ones removed\":1}"]);
    }

    [Theory]
    [InlineData("""{ "Backup": { "Folder": "b", "Every": "month" } }""", "'month' is no stretch of time")]
    [InlineData("""{ "Backup": { "Folder": "b", "Every": "25h" } }""", "'25h' is no stretch of time")]
    [InlineData("""{ "Backup": { "Folder": "b", "Keep": { "Daily": -1 } } }""", "Keep.Daily is -1")]
    [InlineData("""{ "Run": { "Stages": ["backup"] } }""", "nothing says where backups go")]
    public void Settings_that_cannot_be_are_refused(string settings, string said)
    {
        _daybook.Configure(settings);
        var (code, _, error) = _daybook.Run("run");
        code.ShouldBe(ExitCode.Configuration);
        error.ShouldContain(said);
    }

    [Fact]
    public void A_backup_that_cannot_be_made_costs_no_other_stage()
    {
        _daybook.Write("backups", "a file, where a folder should be");
        _daybook.Configure("""{ "Backup": { "Folder": "backups" } }""");
        _daybook.Run("run").Code.ShouldBe(ExitCode.InputOutput);
        _daybook.Texts("select stage || ' ' || state from run_stage where stage in ('backup', 'report')").ShouldBe(["backup failed", "report nothing"]);
    }

    private IEnumerable<string> Names() => Directory.GetFiles(_daybook.File("backups")).Select(f => Path.GetFileName(f)[..15]).Order(StringComparer.Ordinal);

    private static string OtherLedger()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("daybook-other-").FullName, "ledger.db");
        Ledger.OpenForWriting(path, "test", 42).Dispose();
        return path;
    }

    private void Import(string name, int seed) =>
        _daybook.Do("import", _daybook.Write(name, new AnAccount().Export(AnAccount.Random(new Random(seed)), "2026-03-26", "2026-04-03")));
}
