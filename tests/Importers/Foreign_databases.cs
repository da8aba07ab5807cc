using Daybook.Importers;
using Daybook.Importers.Databases;
using Daybook.Importers.Wotra;
using Daybook.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Daybook.Tests.Importers;

/// <summary>Other programs' SQLite files are read as they are, and nothing in them runs.</summary>
public sealed class Foreign_databases
{
    private const string Entries = "create table entries (id text primary key, start_time integer, end_time integer, day_key text)";
    private const string OneMore = "insert into entries values (hex(randomblob(4)), 1792652400000, 1792656000000, '2026-10-22')";

    [Fact]
    public void What_stands_only_in_the_log_of_a_program_that_is_running_is_read_too()
    {
        using var place = new TemporaryFolder();
        using var program = Program(place.File("wotra.db"), "pragma journal_mode = wal", Entries, OneMore, "pragma wal_checkpoint(truncate)", OneMore);
        var before = Directory.GetFiles(place.Path).Order().ToList();
        var read = Read(place.File("wotra.db"));
        read.OfType<Extracted.Entry>().Count().ShouldBe(2);
        read.OfType<Extracted.End>().Single().IsWhole.ShouldBeTrue();
        Directory.GetFiles(place.Path).Order().ShouldBe(before);
    }

    [Fact]
    public void A_file_that_a_program_is_in_the_middle_of_writing_to_is_refused()
    {
        using var place = new TemporaryFolder();
        using var program = Program(place.File("wotra.db"), Entries, OneMore, "pragma cache_size = 1", "begin", "update entries set day_key = hex(zeroblob(90000))");
        Read(place.File("wotra.db")).ShouldHaveSingleItem().ShouldBeOfType<Extracted.Refused>().Diagnostic.Message.ShouldBe("a program was in the middle of writing to it");
    }

    [Fact]
    public void The_copy_belongs_to_its_owner_alone_and_goes_when_it_is_closed()
    {
        using var place = new TemporaryFolder();
        using (Program(place.File("wotra.db"), Entries)) { }
        var copy = PrivateCopy.Of(FileAt(place.File("wotra.db")));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(copy.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        copy.Dispose();
        File.Exists(copy.Path).ShouldBeFalse();
        Directory.Exists(Path.GetDirectoryName(copy.Path)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("select 1 from entries a, entries b, entries c, entries d, entries e where a.start_time + b.start_time + c.start_time + d.start_time + e.start_time < 0", "the database takes longer to read than anything of its size should")]
    [InlineData("with recursive n (i) as (select 1 union all select i + 1 from n) select i from n", "the database is damaged: not authorized")]
    [InlineData("insert into entries values (1, 1, 1, 1)", "the database is damaged: not authorized")]
    [InlineData("attach 'x' as y", "the database is damaged: not authorized")]
    public void What_never_ends_or_does_more_than_read_is_stopped(string sql, string message)
    {
        using var place = new TemporaryFolder();
        using (Program(place.File("wotra.db"), [Entries, .. Enumerable.Repeat(OneMore, 100)])) { }
        using var copy = PrivateCopy.Of(FileAt(place.File("wotra.db")));
        using var database = ForeignDatabase.Open("wotra.db", copy);
        database.Ask(sql).ShouldBeEmpty();
        database.Broken.ShouldBe(message);
    }

    [Theory]
    [InlineData("create view entries as select 1 as id, 1 as start_time, 2 as end_time, '' as day_key", "'entries' is no ordinary table; nothing of it was read")]
    [InlineData("create virtual table entries using fts5(id, start_time, end_time, day_key)", "'entries' is no ordinary table; nothing of it was read")]
    [InlineData("create table entries (id, start_time, end_time, day_key as (hex(zeroblob(1000000000))))", "'entries' has columns that are computed; nothing of it was read")]
    public void Only_ordinary_tables_are_read(string made, string problem)
    {
        using var place = new TemporaryFolder();
        using (Program(place.File("wotra.db"), made)) { }
        var read = Read(place.File("wotra.db"));
        read.OfType<Extracted.Entry>().ShouldBeEmpty();
        read.OfType<Extracted.Noted>().Single().Diagnostic.Message.ShouldBe(problem);
    }

    private static List<Extracted> Read(string path) => [.. new WotraImporter().Read(FileAt(path), Reading.Fresh() with { Given = Given.Utc })];

    private static SourceFile FileAt(string path) => new(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), true);

    private static SqliteConnection Program(string path, params string[] statements)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        foreach (var sql in statements)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
        return connection;
    }
}
