using Daybook.Store;
using Daybook.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Daybook.Tests.Store;

public sealed class LedgerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string At => _folder.File("ledger.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_ledger_is_for_its_owner_alone_and_survives_a_power_cut()
    {
        using var ledger = Ledger.OpenForWriting(At, "test", 0);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(At).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        ledger.Connection.Scalar<string>("pragma journal_mode").ShouldBe("truncate");
        ledger.Connection.Scalar<long>("pragma synchronous").ShouldBe(2);
        ledger.Connection.Scalar<long>("pragma foreign_keys").ShouldBe(1);
        ledger.Connection.Scalar<long>("pragma trusted_schema").ShouldBe(0);
        ledger.Connection.Scalar<long>("pragma cell_size_check").ShouldBe(1);
    }

    [Fact]
    public void A_second_writer_is_told_to_wait_and_a_reader_is_not()
    {
        using var ledger = Ledger.OpenForWriting(At, "test", 0);
        Should.Throw<LedgerException>(() => Ledger.OpenForWriting(At, "test", 0)).Trouble.ShouldBe(LedgerTrouble.Busy);
        using var reader = Ledger.OpenForReading(At);
        reader.Status.Sources().ShouldBeEmpty();
    }

    [Fact]
    public void The_lock_ends_with_the_writer()
    {
        Ledger.OpenForWriting(At, "test", 0).Dispose();
        Ledger.OpenForWriting(At, "test", 0).Dispose();
    }

    [Fact]
    public void Reading_where_there_is_none_says_how_to_make_one()
    {
        var missing = Should.Throw<LedgerException>(() => Ledger.OpenForReading(At));
        missing.Trouble.ShouldBe(LedgerTrouble.Missing);
        missing.Message.ShouldContain("daybook import");
        File.Exists(At).ShouldBeFalse();
    }

    [Fact]
    public void A_rehearsal_leaves_nothing_behind_not_even_an_empty_ledger()
    {
        using (var ledger = Ledger.OpenForWriting(At, "test", 0, isRehearsal: true)) new AnExport([new ABeat(0, 1)]).TakeInto(ledger);
        File.Exists(At).ShouldBeFalse();
        using (var ledger = Ledger.OpenForWriting(At, "test", 0)) new AnExport([new ABeat(0, 1)]).TakeInto(ledger);
        var before = File.ReadAllBytes(At);
        using (var ledger = Ledger.OpenForWriting(At, "test", 0, isRehearsal: true))
            new AnExport([new ABeat(0, 1), new ABeat(1, 1)]).TakeInto(ledger).Counts.New.ShouldBe(1);
        File.ReadAllBytes(At).ShouldBe(before);
    }

    [Theory]
    [InlineData("pragma application_id = 1")] // another program's database
    [InlineData("insert into migration values (99, 'later', 'x', 0)")] // a newer Daybook's
    [InlineData("update migration set sha256 = 'x'")] // tampered with
    [InlineData("pragma user_version = 0")]
    public void A_ledger_it_cannot_trust_is_refused_and_not_changed(string change)
    {
        using (var ledger = Ledger.OpenForWriting(At, "test", 0)) ledger.Connection.Execute(change);
        var before = File.ReadAllBytes(At);
        Should.Throw<LedgerException>(() => Ledger.OpenForWriting(At, "test", 0)).Trouble.ShouldBe(LedgerTrouble.Unknown);
        Should.Throw<LedgerException>(() => Ledger.OpenForReading(At)).Trouble.ShouldBe(LedgerTrouble.Unknown);
        File.ReadAllBytes(At).ShouldBe(before);
    }

    [Fact]
    public void What_is_no_database_is_refused()
    {
        File.WriteAllText(At, new string('x', 5000));
        Should.Throw<LedgerException>(() => Ledger.OpenForWriting(At, "test", 0)).Trouble.ShouldBe(LedgerTrouble.Damaged);
        SliceSource.TryOpenQuickly(At).ShouldBeNull();
    }

    [Fact]
    public void A_link_in_the_place_of_the_ledger_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        File.WriteAllText(_folder.File("elsewhere"), "");
        File.CreateSymbolicLink(At, _folder.File("elsewhere"));
        Should.Throw<LedgerException>(() => Ledger.OpenForWriting(At, "test", 0)).Trouble.ShouldBe(LedgerTrouble.Forbidden);
    }

    [Fact]
    public void A_pipe_in_the_place_of_the_lock_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such pipes");
        Ledger.OpenForWriting(At, "test", 0).Dispose();
        File.Delete($"{At}.lock");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [$"{At}.lock"])) made.WaitForExit();
        Should.Throw<LedgerException>(() => Ledger.OpenForWriting(At, "test", 0)).Message.ShouldContain("is no ordinary file");
    }

    [Fact]
    public void Steps_are_numbered_without_a_gap()
    {
        Migrations.Shipped[^1].Version.ShouldBe(Migrations.Latest);
        Migrations.Shipped.Select(m => m.Version).ShouldBe(Enumerable.Range(1, Migrations.Shipped.Count));
    }

    [Fact]
    public void Every_step_has_its_file_and_is_what_it_was_when_it_was_released()
    {
        Migrations.Shipped.Select(m => m.Sha256).ShouldBe(Migrations.Shipped.Select(m => Migration.Hash(m.Sql())));
        typeof(Migrations).Assembly.GetManifestResourceNames().Count(n => n.EndsWith(".sql", StringComparison.Ordinal)).ShouldBe(Migrations.Latest);
    }

    [Fact]
    public void A_migration_makes_a_sound_copy_first_and_all_its_steps_are_there_or_none()
    {
        using (var ledger = Ledger.OpenForWriting(At, "test", 0)) new AnExport([new ABeat(0, 1)]).TakeInto(ledger);
        using var connection = new SqliteConnection($"Data Source={At};Pooling=False");
        connection.Open();
        List<Migration> steps =
        [
            .. Migrations.Shipped, Migration.Of(Migrations.Latest + 1, "more", "create table more (a)"), Migration.Of(Migrations.Latest + 2, "broken", "create table half (a); insert into nowhere values (1)"),
        ];
        Should.Throw<SqliteException>(() => Migrations.Apply(connection, steps, 0, version => Backup.BeforeMigration(connection, At, version)));
        connection.Scalar<long>("pragma user_version").ShouldBe(Migrations.Latest);
        connection.Scalar<long>("select count(*) from sqlite_schema where name in ('more', 'half')").ShouldBe(0);
        using var copy = new SqliteConnection($"Data Source={At}.before-schema-{Migrations.Latest + 1};Pooling=False");
        copy.Open();
        copy.Scalar<long>("select count(*) from heartbeat").ShouldBe(1);
        copy.Scalar<long>("pragma user_version").ShouldBe(Migrations.Latest);
    }
}
