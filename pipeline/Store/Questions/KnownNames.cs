using Microsoft.Data.Sqlite;
using NodaTime;

namespace Daybook.Store;

/// <summary>What a person may mean by a name: those that the ledger has time of, in alphabetical order. Days that are not worked out yet are not asked.</summary>
public sealed class KnownNames
{
    private readonly SqliteConnection _connection;

    internal KnownNames(Ledger ledger) => _connection = ledger.Connection;

    public IReadOnlyList<string> Projects() => Texts("select text from name where id in (select distinct id from day_part where kind = 1) and text <> '' order by text");

    public IReadOnlyList<string> Clients() => Texts("select text from name where id in (select client_id from engagement) and text <> '' order by text");

    public IReadOnlyList<string> Tasks() => Texts("select text from name where id in (select task_id from engagement) and text <> '' order by text");

    public IReadOnlyList<string> Sources() => Texts("select name from source order by name");

    public IReadOnlyList<string> People() => Texts("select name from person order by name");

    /// <summary>The first and the last day there is anything of, or null.</summary>
    public (LocalDate From, LocalDate To)? Days() => _connection.Query(
        "select min(date), max(date) from day", r => r.NullableInt64(0) is { } from ? (Store.Days.ToDate(from), Store.Days.ToDate(r.GetInt64(1))) : ((LocalDate, LocalDate)?)null)[0];

    private List<string> Texts(string sql) => _connection.Query(sql, r => r.GetString(0));
}
