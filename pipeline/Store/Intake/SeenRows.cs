using Daybook.Model;
using Daybook.Store.Hot;
using Microsoft.Data.Sqlite;

namespace Daybook.Store;

/// <summary>
/// The rows one file has in a span of time that other files speak for as well; what the ledger has there beyond them is
/// missing from the file. A temporary table, since there may be millions.
/// </summary>
internal sealed class SeenRows : IDisposable
{
    private const string AddSql =
        "insert or ignore into temp.seen (at_us, subject_id, activity_id, is_write, is_new) values (?, ?, ?, ?, ?)";

    private readonly SqliteConnection _connection;
    private readonly HotStatement _add;
    private readonly long _until;

    /// <param name="until">Rows after this instant (microseconds) are in nobody else's span and need not be remembered.</param>
    public SeenRows(SqliteConnection connection, long until)
    {
        _connection = connection;
        _until = until;
        connection.Execute(
            """
            create temp table if not exists seen (
              at_us integer not null, subject_id integer not null, activity_id integer not null, is_write integer not null,
              is_new integer not null, primary key (at_us, subject_id, activity_id, is_write)) without rowid
            """);
        connection.Execute("delete from temp.seen");
        _add = new HotStatement(connection, AddSql);
    }

    public void Add(ReadOnlySpan<HeartbeatRow> rows, bool areNew)
    {
        foreach (ref readonly var row in rows)
        {
            if (row.At > _until) continue;
            _add.Bind(1, row.At);
            _add.Bind(2, row.Subject);
            _add.Bind(3, row.Activity);
            _add.Bind(4, row.IsWrite ? 1 : 0);
            _add.Bind(5, areNew ? 1 : 0);
            _add.Run();
        }
    }

    public void Dispose()
    {
        _add.Dispose();
        _connection.Execute("delete from temp.seen");
    }
}
