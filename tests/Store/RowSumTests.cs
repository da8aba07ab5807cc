using Daybook.Store;
using Daybook.Tests.Support;
using Daybook.Worker.Configuration;
using Daybook.Worker.Stages;
using Microsoft.Data.Sqlite;

namespace Daybook.Tests.Store;

/// <summary>Whatever changes a row of a fact but Daybook itself is found, by `check`, at any later time.</summary>
public sealed class RowSumTests : IDisposable
{
    // Worked out from the others, or held against something else: `migration` against the program's own steps.
    private static readonly string[] NotSummed = ["day", "day_part", "derived_with", "migration", "row_sum", "stale", "stretch"];

    private readonly TemporaryFolder _folder = new();

    private string At => _folder.File("ledger.db");

    public static TheoryData<string> Tables => [.. AllSummedTables.InOrder.Select(t => t.Name)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_table_that_no_rule_could_give_again_is_summed()
    {
        using var ledger = Ledger.OpenScratch(0);
        var tables = ledger.Connection.Query("select name from sqlite_schema where type = 'table'", r => r.GetString(0));
        tables.Order(StringComparer.Ordinal).ShouldBe(AllSummedTables.InOrder.Select(t => t.Name).Concat(NotSummed).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_change_in_any_column_is_found(string table)
    {
        var columns = Filled(table);
        Found().ShouldBeEmpty();
        foreach (var column in columns)
        {
            var before = Answer($"select quote(\"{column}\") from {table}");
            foreach (var other in Others(before))
            {
                Damage($"update {table} set \"{column}\" = {other}");
                Found().ShouldContain(f => f.StartsWith($"{table}, ", StringComparison.Ordinal), $"{column}: {before} to {other}");
            }
            Damage($"update {table} set \"{column}\" = {before}");
            Found().ShouldBeEmpty(column);
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_row_that_was_added_or_taken_out_is_found(string table)
    {
        Filled(table);
        Damage($"delete from {table}");
        Found().ShouldContain(f => f.StartsWith($"{table}, ", StringComparison.Ordinal));
        using (var connection = Opened()) Damage($"insert into {table} values ({Values(connection, table)})");
        Found().ShouldBeEmpty("the same row stands there again");
    }

    [Theory]
    [InlineData("update heartbeat set line_number = 7")]
    [InlineData("delete from heartbeat")]
    [InlineData("insert into heartbeat_version values (3, 3, 3, 0, 3, null, null, null, null)")]
    public void What_is_written_later_does_not_hide_a_change(string later)
    {
        Filled("heartbeat_version");
        Filled("heartbeat");
        Damage("update heartbeat set line_number = 5");
        using (var ledger = Ledger.OpenForWriting(At, "test", 0)) ledger.InTransaction(() => ledger.Connection.Execute(later));
        Found().Single().ShouldStartWith("heartbeat, at_us 0 to ");
    }

    [Fact]
    public void What_is_rolled_back_is_not_summed()
    {
        using var ledger = Ledger.OpenForWriting(At, "test", 0);
        Should.Throw<SqliteException>(() => ledger.InTransaction(() => Name(ledger, "a") + ledger.Connection.Execute("insert into nowhere values (1)")));
        ledger.AsOne(() =>
        {
            Name(ledger, "b");
            Should.Throw<SqliteException>(() => ledger.InTransaction(() => Name(ledger, "c") + Name(ledger, "c")));
            return ledger.InTransaction(() => Name(ledger, "d"));
        });
        Should.Throw<SqliteException>(() => ledger.AsOne(() => ledger.InTransaction(() => Name(ledger, "e")) + ledger.Connection.Execute("insert into nowhere values (1)")));
        ledger.Connection.Query("select text from name order by text", r => r.GetString(0)).ShouldBe(["", "b", "d"]);
        Found().ShouldBeEmpty();
    }

    [Fact]
    public void A_rehearsal_sums_as_it_goes_and_leaves_nothing()
    {
        using (var ledger = Ledger.OpenForWriting(At, "test", 0)) ledger.InTransaction(() => Name(ledger, "a"));
        using (var ledger = Ledger.OpenForWriting(At, "test", 0, isRehearsal: true))
        {
            ledger.InTransaction(() => Name(ledger, "b"));
            ledger.Checks.Run().SelectMany(c => c.Findings).ShouldBeEmpty();
        }
        Found().ShouldBeEmpty();
        Answer("select group_concat(text, '') from name").ShouldBe("a");
    }

    [Fact]
    public void A_write_outside_of_a_transaction_is_refused()
    {
        using var ledger = Ledger.OpenForWriting(At, "test", 0);
        Should.Throw<SqliteException>(() => Name(ledger, "a")).Message.ShouldContain("outside of a transaction");
        Answer("select count(*) from name").ShouldBe("1");
    }

    [Fact]
    public void An_older_ledger_is_summed_when_it_is_brought_up_to_date()
    {
        using (var connection = Opened())
        {
            Migrations.Apply(connection, [.. Migrations.Shipped.Take(11)], 0, null);
            connection.Execute("insert into name (text) values ('a'); insert into heartbeat values (-5, 1, 1, 0, 1, 2, null, 3, null); insert into extra (json) values ('{}')");
            Migrations.Apply(connection, Migrations.Shipped, 0, null);
        }
        Found().ShouldBeEmpty();
        Damage("update extra set json = '[]'");
        Found().ShouldBe(["extra, id 0 to 255: something other than Daybook has changed, added or taken out a row"]);
    }

    [Fact]
    public async Task What_is_written_while_it_is_looked_at_is_no_change()
    {
        using (var first = Ledger.OpenForWriting(At, "test", 0)) first.InTransaction(() => Name(first, "a"));
        using var reading = Ledger.OpenForReading(At);
        var settings = Settings.Load(null, Path.GetDirectoryName(At)!);
        var writing = Task.Run(
            () =>
            {
                using var ledger = Ledger.OpenForWriting(At, "test", 0);
                for (var i = 0; i < 150; i++) ledger.InTransaction(() => Name(ledger, $"{i}") + ledger.Connection.Execute("update person set name = name; insert into extra (json) values ($json)", ("$json", $"{i}")));
            },
            TestContext.Current.CancellationToken);
        var times = 0;
        for (; !writing.IsCompleted; times++)
            CheckStage.Run(reading, settings).Single(c => c.Check == RowSumCheck.Name).Findings.ShouldBeEmpty();
        await writing;
        times.ShouldBeGreaterThan(1);
        Answer("select count(*) from extra").ShouldBe("150");
    }

    [Fact]
    public void A_changed_sum_is_found_and_so_is_one_of_nothing()
    {
        Filled("cursor");
        Damage("update row_sum set sum = sum + 1 where about = 'cursor'; insert into row_sum values ('nothing', 1, 1)");
        Found().Select(f => f[..f.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(["cursor, source_id 3", "nothing"]);
    }

    [Fact]
    public void Where_it_is_said_in_the_words_of_the_key()
    {
        using (Ledger.OpenForWriting(At, "test", 0)) { }
        Damage("pragma ignore_check_constraints = on; insert into heartbeat values (1788300000250000, 1, 1, 0, 1, null, null, null, null), (9000000000000000000, 1, 1, 0, 1, null, null, null, null)");
        Damage("insert into purged_day values (1, 20000, 1, 0, 0, 1), (1, 9000000000000000000, 1, 0, 0, 1)");
        Found().Select(f => f[..f.IndexOf(": ", StringComparison.Ordinal)]).ShouldBe(
            ["heartbeat, at_us 2026-08-31T23:17:03Z to 2026-09-02T13:27:42Z", "heartbeat, at_us 8999999927480221696 to 9000000064919175167", "purged_day, date 2024-10-04 to 2024-10-19",
                "purged_day, date 9000000000000000000 to 9000000000000000015"]);
    }

    /// <summary>A value of each kind that is not the one there: another bit, another type, nothing.</summary>
    private static IEnumerable<string> Others(string quoted) => quoted switch
    {
        "NULL" => ["0", "''"],
        ['\'', ..] => ["'b'", "x'61'", "''"],
        ['X', ..] => ["x'02'", "x''", "x'0100'"],
        _ => [$"{quoted} + 4611686018427387904", $"{quoted} + 2", $"{quoted} - 1"],
    };

    /// <summary>One row that has a value in each column, written as Daybook writes; says what the columns are.</summary>
    private List<string> Filled(string table)
    {
        using var ledger = Ledger.OpenForWriting(At, "test", 0);
        ledger.Connection.Execute("pragma foreign_keys = off");
        ledger.Connection.Execute("pragma ignore_check_constraints = on");
        ledger.InTransaction(() =>
        {
            ledger.Connection.Execute($"delete from {table}");
            if (table == AllSummedTables.Heartbeat) ledger.Sums.Add([new() { At = 3, Subject = 3, Activity = 3, Agent = 3, LineNumber = 3, Lines = 3, CursorPosition = 3, Extra = 3, IsWrite = true }]);
            return ledger.Connection.Execute($"insert into {table} values ({Values(ledger.Connection, table)})");
        });
        return [.. Columns(ledger.Connection, table).Select(c => c.Name)];
    }

    private static string Values(SqliteConnection connection, string table) => string.Join(", ", Columns(connection, table).Select(c =>
        (table, c.Name, c.Type) switch { (AllSummedTables.Heartbeat, "is_write", _) => "1", (_, _, "integer") => "3", (_, _, "text") => "'a'", (_, _, "blob") => "x'01'", _ => throw new NotSupportedException(c.Type) }));

    private static List<(string Name, string Type)> Columns(SqliteConnection connection, string table) =>
        connection.Query($"select name, type from pragma_table_info('{table}')", r => (r.GetString(0), r.GetString(1)));

    private static int Name(Ledger ledger, string text) => ledger.Connection.Execute("insert into name (text) values ($text)", ("$text", text));

    private IReadOnlyList<string> Found()
    {
        using var ledger = Ledger.OpenForReading(At);
        return [.. ledger.Checks.Run().Single(c => c.Check == RowSumCheck.Name).Findings.Select(f => f.Found)];
    }

    private string Answer(string sql)
    {
        using var connection = Opened();
        return connection.Query(sql, r => r.GetString(0)).Single();
    }

    private void Damage(string sql)
    {
        using var connection = Opened();
        connection.Execute("pragma foreign_keys = off; pragma ignore_check_constraints = on; pragma synchronous = off");
        connection.Execute(sql);
    }

    private SqliteConnection Opened()
    {
        var connection = new SqliteConnection($"Data Source={At};Pooling=False");
        connection.Open();
        return connection;
    }
}
